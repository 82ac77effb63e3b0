"""What the buttons of a connection do: ask, then begin its run, go on with it, stop it, put it back."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from wizard.model.connection import Connection, Status
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.plan import RunKind
from wizard.ui.main_window.ports import ConnectionBook, Works
from wizard.ui.tasks import Tasks
from wizard.ui.texts.actions import mend_confirmation, mend_text
from wizard.ui.texts.run_questions import QuestionText, mark_question_text, mend_question_text, question_text
from wizard.ui.texts.runs import is_removal
from wizard.ui.widgets.confirm import Confirmation


class Deeds(QObject):
    """Does what was pressed, each deed of a connection once at a time.

    done(connection_id): it was begun, or written down, or it was not: `refusal` says why
    """

    done = Signal(str)

    def __init__(
        self,
        book: ConnectionBook,
        works: Works,
        explain: Callable[[RawFailure], Diagnosis],
        tasks: Tasks,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._book = book
        self._works = works
        self._explain = explain
        self._tasks = tasks
        self._window = window
        self._refusals: dict[str, Diagnosis] = {}
        self._under_way: set[str] = set()

    def refusal(self, connection_id: str) -> Diagnosis | None:
        """Give why the last deed came to nothing; None where it did not."""
        return self._refusals.get(connection_id)

    def forget_refusal(self, connection_id: str) -> None:
        """Forget it, once something else was done."""
        self._refusals.pop(connection_id, None)

    def ask_switch(self, one: Connection, *, on: bool) -> None:
        """Ask whether the status is to be switched, or marked where AWS knows nothing of it; then do it."""
        if one.status_at_aws:
            self.ask(RunKind.SWITCH_ON if on else RunKind.SWITCH_OFF, one)
            return
        status = Status.ACTIVE if on else Status.INACTIVE
        question = self._question("main.confirm-mark", mark_question_text(one, active=on))
        question.accepted.connect(lambda: self._do(one.connection_id, lambda: self._mark(one.connection_id, status)))
        question.open()

    def ask(self, kind: RunKind, one: Connection) -> None:
        """Say what a run does, where, and begin it where the person wants that."""
        question = self._question(f"main.confirm-{kind.value}", question_text(kind, one))
        if is_removal(kind) or kind is RunKind.SWITCH_OFF:
            question.warn()
        question.accepted.connect(lambda: self.begin(kind, one.connection_id))
        question.open()

    def begin(self, kind: RunKind, connection_id: str) -> None:
        """Begin a run."""
        self._do(connection_id, lambda: self._begin(kind, connection_id))

    def ask_mend(self, mend: str, one: Connection) -> None:
        """Say what a mend changes at AWS, and do it where the person wants that."""
        text = mend_question_text(mend_text(mend), mend_confirmation(mend), one)
        question = self._question("main.confirm-mend", text)
        question.accepted.connect(lambda: self._do(one.connection_id, lambda: self._mend(mend, one.connection_id)))
        question.open()

    def go_on(self, connection_id: str) -> None:
        """Go on with the run where it rests."""
        work = self._works.of(connection_id)
        if work is not None:
            self._do(connection_id, work.go_on)

    def put_back(self, connection_id: str) -> None:
        """Undo a switch that was begun."""
        work = self._works.of(connection_id)
        if work is not None:
            self._do(connection_id, work.put_back)

    def stop(self, connection_id: str) -> None:
        """Stop the run after its current call."""
        work = self._works.of(connection_id)
        if work is not None:
            work.stop()

    async def _begin(self, kind: RunKind, connection_id: str) -> None:
        await self._works.begin(kind, connection_id)

    async def _mend(self, mend: str, connection_id: str) -> None:
        work = self._works.of(connection_id)
        if work is not None:
            await work.mend(mend)

    async def _mark(self, connection_id: str, status: Status) -> None:
        await self._book.set_local_status(connection_id, status)

    def _do(self, connection_id: str, deed: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if connection_id not in self._under_way:
            self._under_way.add(connection_id)
            self._refusals.pop(connection_id, None)
            self._tasks.start(self._done(connection_id, deed))

    async def _done(self, connection_id: str, deed: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await deed()
        except WizardError as error:
            self._refusals[connection_id] = self._explain(error.failure)
        finally:
            self._under_way.discard(connection_id)
            self.done.emit(connection_id)

    def _question(self, name: str, text: QuestionText) -> Confirmation:
        question = Confirmation(text.title, text.text, text.do, text.leave, self._window)
        question.setObjectName(name)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return question
