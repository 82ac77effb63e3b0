"""The main window on a connection book that the test fills, on a loop that Qt and asyncio share."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt_loop import run_on_qt_loop
from wizard.model.connection import Connection, ConnectRequest, Health, Names, Phase, Status
from wizard.model.failure import Diagnosis, RawFailure, Retry, WizardError
from wizard.model.organization import OrganizationIdentity
from wizard.model.plan import OperationChanged, OperationState, RunEnd, RunKind
from wizard.model.progress import AccountProgress, AccountResult, Fact
from wizard.model.run_state import RunState
from wizard.model.targets import Selection
from wizard.ui.main_window.window import MainWindow
from wizard.ui.tasks import Tasks
from wizard.ui.theme import Theme

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WAIT_SECONDS = 10

RunAsync = Callable[[Coroutine[Any, Any, None]], None]
MakeConnection = Callable[..., Connection]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Numbers and dates as in English, whatever the machine speaks."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def crashes() -> list[BaseException]:
    """What tasks raised without anybody expecting it."""
    return []


@pytest.fixture
def run_async(qapp: QApplication, tasks: Tasks, crashes: list[BaseException]) -> RunAsync:
    """Runs a coroutine on a loop that serves Qt too; fails on exceptions that tasks or slots lost."""

    async def whole(work: Coroutine[Any, Any, None]) -> None:
        try:
            await asyncio.wait_for(work, WAIT_SECONDS)
        finally:
            await tasks.cancel()

    def run(work: Coroutine[Any, Any, None]) -> None:
        run_on_qt_loop(lambda: whole(work), limit=2 * WAIT_SECONDS)
        assert crashes == []

    return run


Until = Callable[[Callable[[], bool]], Coroutine[Any, Any, None]]


@pytest.fixture
def until() -> Until:
    """Waits, while the loop runs, until something holds; `run_async` ends the wait where it never does."""

    async def wait(holds: Callable[[], bool]) -> None:
        while not holds():  # noqa: ASYNC110 - what the window shows sets no event
            await asyncio.sleep(0.001)

    return wait


class Book:
    """A connection book: `answers` holds what AWS says when asked, a row or a failure; `gates` hold answers back."""

    def __init__(self) -> None:
        self.rows: list[Connection] = []
        self.missing: dict[str, Sequence[AccountResult]] = {}
        self.every: dict[str, Sequence[AccountResult]] = {}
        self.listed: list[str] = []
        self.answers: dict[str, Connection | Exception] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.asked: list[str] = []
        self.unreadable: Exception | None = None

    async def all(self) -> Sequence[Connection]:
        await asyncio.sleep(0)
        if self.unreadable is not None:
            raise self.unreadable
        return tuple(self.rows)

    async def not_connected(self, connection_id: str) -> Sequence[AccountResult]:
        await asyncio.sleep(0)
        return self.missing.get(connection_id, ())

    async def accounts(self, connection_id: str) -> Sequence[AccountResult]:
        await asyncio.sleep(0)
        self.listed.append(connection_id)
        return self.every.get(connection_id, ())

    async def set_local_status(self, connection_id: str, status: Status) -> Connection:
        row = next(one for one in self.rows if one.connection_id == connection_id)
        marked = replace(row, status=status)
        self.rows = [marked if one is row else one for one in self.rows]
        return marked

    async def check(self, connection_id: str) -> Connection:
        self.asked.append(connection_id)
        if connection_id in self.gates:
            await self.gates[connection_id].wait()
        answer = self.answers[connection_id]
        if isinstance(answer, Exception):
            raise answer
        self.rows = [answer if one.connection_id == connection_id else one for one in self.rows]
        return answer


@pytest.fixture
def book() -> Book:
    return Book()


class FakeWork:
    """A run that the test moves on; what was pressed stands in `pressed`."""

    def __init__(self, kind: RunKind, connection_id: str, tell: Callable[[str], None]) -> None:
        self.kind = kind
        self.connection_id = connection_id
        self.state = RunState(_OPERATIONS.get(kind, ("stack", "accounts", "role")))
        self.interrupted = False
        self.undoing = False
        self.pressed: list[str] = []
        self.refusal: WizardError | None = None
        self._tell = tell

    def report(self, *facts: OperationChanged | Fact) -> None:
        """Report facts, as a run does."""
        for fact in facts:
            self.state.take(fact)
            self._tell(self.connection_id)

    def rest(self, end: RunEnd, failure: RawFailure | None = None) -> None:
        """Come to rest; a failure stands with the operation that is at work."""
        states = {RunEnd.FAILED: OperationState.FAILED, RunEnd.PAUSED: OperationState.PAUSED}
        if failure is not None:
            at_work = next(iter(self.state.operations))
            self.state.take(OperationChanged(at_work, states[end], failure))
        self.state.end = end
        self._tell(self.connection_id)

    def stop(self) -> None:
        self.pressed.append("stop")
        self.rest(RunEnd.STOPPED)

    async def go_on(self) -> None:
        self._do("go-on")

    async def put_back(self) -> None:
        self.undoing = True
        self._do("put-back")

    async def mend(self, mend: str) -> None:
        self._do(f"mend {mend}")

    def _do(self, what: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.pressed.append(what)
        self.interrupted = False
        self.state.end = None
        self._tell(self.connection_id)


_OPERATIONS = {
    RunKind.SWITCH_ON: ("switch-on", "confirm-status"),
    RunKind.SWITCH_OFF: ("switch-off", "confirm-status"),
    RunKind.DISCONNECT: ("settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone"),
    RunKind.START_OVER: ("settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone"),
}


class FakeWorks:
    """The runs of all connections, begun by the window or by the test."""

    def __init__(self) -> None:
        self.running: dict[str, FakeWork] = {}
        self.begun: list[tuple[RunKind, str]] = []
        self.restored: list[FakeWork] = []
        self.refusal: WizardError | None = None
        self._heard: list[Callable[[str], None]] = []

    def of(self, connection_id: str) -> FakeWork | None:
        return self.running.get(connection_id)

    def subscribe(self, heard: Callable[[str], None]) -> Callable[[], None]:
        self._heard.append(heard)
        return lambda: self._heard.remove(heard)

    def start(self, kind: RunKind, connection_id: str) -> FakeWork:
        """Have a run go on that nobody pressed for here."""
        self.running[connection_id] = FakeWork(kind, connection_id, self.tell)
        self.tell(connection_id)
        return self.running[connection_id]

    def interrupted(self, kind: RunKind, connection_id: str) -> FakeWork:
        """Have `restore` find a run of an earlier session."""
        work = FakeWork(kind, connection_id, self.tell)
        work.interrupted = True
        work.state.end = RunEnd.STOPPED
        self.restored.append(work)
        return work

    async def begin(self, kind: RunKind, connection_id: str, request: ConnectRequest | None = None) -> FakeWork:
        del request
        await asyncio.sleep(0)
        if self.refusal is not None:
            raise self.refusal
        self.begun.append((kind, connection_id))
        return self.start(kind, connection_id)

    async def restore(self) -> None:
        await asyncio.sleep(0)
        self.running.update({one.connection_id: one for one in self.restored})

    def put_aside(self, connection_id: str) -> None:
        self.running.pop(connection_id, None)
        self.tell(connection_id)

    def tell(self, connection_id: str) -> None:
        for heard in tuple(self._heard):
            heard(connection_id)


@pytest.fixture
def works() -> FakeWorks:
    return FakeWorks()


def diagnose(failure: RawFailure) -> Diagnosis:
    """Explain by the failure's code alone."""
    return Diagnosis(
        cause=failure.code or "unknown",
        candidates=(failure.code,),
        certain=True,
        title=f"{failure.code} is in the way.",
        explanation="Sign in again, then check again.",
        actions=("sign-in-again", "check-again", "try-again"),
        retry=Retry.AFTER_FIX,
        failure=failure,
    )


@pytest.fixture
def explain() -> Callable[[RawFailure], Diagnosis]:
    return diagnose


@pytest.fixture
def connection() -> MakeConnection:
    """Makes rows: `connection("acme", name="Acme Corp", number=1, connected=2, total=3, …)`; its fields follow."""

    def make(
        connection_id: str,
        name: str = "Acme Corp",
        number: int = 1,
        connected: int = 212,
        total: int = 212,
        **rest: Any,
    ) -> Connection:
        account = f"{number % 10}" * 4 + f"{number:08d}"
        identity = OrganizationIdentity(f"o-{number:010d}", f"r-ab{number:02d}", account, name)
        row = Connection(
            connection_id=connection_id,
            provider_id="cloud-entitlements",
            provider_name="Cloud Entitlements",
            identity=identity,
            profile="acme-admin",
            region="eu-central-1",
            partition="aws",
            phase=Phase.CONNECTED if connected == total else Phase.PARTLY_CONNECTED,
            status=Status.ACTIVE,
            names=Names("stack", "set", "filtered", "Role"),
            selection=Selection.whole(identity.root_id),
            settings={},
            role_arn=f"arn:aws:iam::{account}:role/CloudEntitlementsReadOnly",
            health=Health(connected, total),
            created_at=NOW - timedelta(days=90),
            checked_at=NOW - timedelta(minutes=2),
        )
        return replace(row, **rest)

    return make


@pytest.fixture
def denied() -> Callable[[str, int], AccountResult]:
    """Makes an account that a policy kept from being connected."""

    def make(name: str, number: int) -> AccountResult:
        failure = RawFailure("explicit deny in a service control policy", code="AccessDenied")
        diagnosis = replace(
            diagnose(failure),
            title="Denied by the policy “quarantine” on the unit Suspended",
            explanation="Ask who looks after the policy to let CloudFormation in, then check again.",
        )
        return AccountResult(f"{number:012d}", name, AccountProgress.FAILED, failure, diagnosis)

    return make


@pytest.fixture
def tasks(qapp: QApplication, crashes: list[BaseException]) -> Tasks:
    tasks = Tasks()
    tasks.crashed.connect(crashes.append)
    return tasks


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(theme: Theme, qtbot: QtBot, book: Book, works: FakeWorks, tasks: Tasks) -> MakeWindow:
    """Makes the window, shown and without content: `await window.reload()` fills it."""
    windows: list[MainWindow] = []  # qtbot alone would let them go while their tasks end

    def make(*, practice: bool = False) -> MainWindow:
        windows.append(window := MainWindow(book, works, diagnose, tasks, practice=practice, now=lambda: NOW))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)  # shortcuts work in the active window only
        return window

    return make
