"""Services for the wizard's pages that answer what a test says, and keep what they were asked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tests.unit.flow.data import ADMINISTRATOR, PROVIDER, ROLE_ARN, connection, definition, explain, failed, small_tree
from tests.unit.flow.read_data import FakeDirectories
from tests.unit.flow.template_services import FakeVendorTemplates
from wizard.flow.ports import Services, SettingSources
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status, Way
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity, OrganizationTree
from wizard.model.plan import OperationChanged, RunEnd, RunKind
from wizard.model.profile import Caller, Profile, ProfileKind, ProfileReport
from wizard.model.progress import Fact
from wizard.model.run_state import RunState
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import ProviderDefinition, ProviderSummary
from wizard.providers.template import Template
from wizard.store.vault import Vault


class FakeCatalogue:
    """One provider, the program's own, or what `defined` makes of it; `listed` can be more."""

    def __init__(self) -> None:
        summary = ProviderSummary(PROVIDER, "Cloud Entitlements", "Shows who may do what.", ("organization",))
        self.listed: list[ProviderSummary] = [summary]
        self.icons: dict[str, bytes] = {PROVIDER: ProviderCatalogue().icon(PROVIDER)}
        self.asked: list[str] = []
        self.defined: ProviderDefinition | None = None

    async def summaries(self) -> Sequence[ProviderSummary]:
        return tuple(self.listed)

    async def icon(self, provider_id: str) -> bytes:
        if provider_id not in self.icons:
            raise failed("no icon")
        return self.icons[provider_id]

    async def definition(self, provider_id: str) -> ProviderDefinition:
        self.asked.append(provider_id)
        return replace(self.defined or definition(), id=provider_id)

    async def template_text(self, provider_id: str) -> str:
        return ProviderCatalogue().template_text(provider_id)

    async def code_text(self, provider_id: str) -> str:
        return ProviderCatalogue().code_text(provider_id)

    async def policy_text(self, provider_id: str) -> str:
        return ProviderCatalogue().policy_text(provider_id)

    async def read_template(self, text: str) -> Template:
        from wizard.providers.template_reader import read_template

        return read_template(text)


class FakeSignIn:
    """`found` or `error`; who() waits for `gate` where it is set; `stamped` changes when the files do.

    may_ask: the profiles that were asked with the person at the window
    ends:    when credentials end, by profile name
    """

    def __init__(self) -> None:
        self.found = [Profile("acme", ProfileKind.IDENTITY_CENTER, "eu-west-1")]
        self.error: WizardError | None = None
        self.answers: dict[str, Caller | RawFailure] = {"acme": ADMINISTRATOR}
        self.gate: asyncio.Event | None = None
        self.asked: list[str] = []
        self.may_ask: list[str] = []
        self.ends: dict[str, datetime] = {}
        self.stamped = 0
        self.forgotten: list[str] = []

    async def profiles(self) -> Sequence[Profile]:
        if self.error:
            raise self.error
        return tuple(self.found)

    async def ends_at(self, profile: Profile) -> datetime | None:
        return self.ends.get(profile.name)

    async def stamp(self) -> object:
        return self.stamped

    def forget(self, profile: str) -> None:
        self.forgotten.append(profile)

    async def who(self, profile: Profile, *, may_ask: bool = False) -> ProfileReport:
        self.asked.append(profile.name)
        if may_ask:
            self.may_ask.append(profile.name)
        if self.gate:
            await self.gate.wait()
        answer = self.answers[profile.name]
        if isinstance(answer, Caller):
            return ProfileReport(profile, caller=answer)
        return ProfileReport(profile, failure=answer)

    async def regions(self, partition: str) -> Sequence[str]:
        return ("eu-west-1", "us-east-1") if partition == "aws" else ("cn-north-1",)


class FakeOrganizations:
    """Reads `read`; waits for `gate` before the tree where it is set."""

    def __init__(self) -> None:
        self.read = small_tree()
        self.error: WizardError | None = None
        self.gate: asyncio.Event | None = None
        self.asked: list[tuple[str, str]] = []

    async def identity(self, profile: str, region: str) -> OrganizationIdentity:
        self.asked.append((profile, region))
        if self.error:
            raise self.error
        return self.read.identity

    async def tree(self, _profile: str, _region: str, on_progress: Callable[[int, int], None]) -> OrganizationTree:
        on_progress(2, 3)
        if self.gate:
            await self.gate.wait()
        on_progress(len(self.read.units), len(self.read.accounts))
        return self.read


class FakeIdentityCenters:
    """Finds Identity Center where a test says, or raises it."""

    def __init__(self, found: str | WizardError = "us-east-1") -> None:
        self.found = found
        self.asked: list[tuple[str, str]] = []

    async def region(self, profile: str, region: str) -> str:
        self.asked.append((profile, region))
        if isinstance(self.found, WizardError):
            raise self.found
        return self.found


class FakeConnections:
    """One row at most."""

    def __init__(self) -> None:
        self.row: Connection | None = None
        self.error: WizardError | None = None
        self.health = Health(4, 4)
        self.phase = Phase.CONNECTED
        self.finished: list[tuple[ConnectRequest, str, bool]] = []
        self.noted: list[tuple[ConnectRequest, str]] = []
        self.enlisted: list[ConnectRequest] = []

    async def find(self, _provider_id: str, root_id: str) -> Connection | None:
        return self.row if self.row and self.row.identity.root_id == root_id else None

    async def finish(self, request: ConnectRequest, role_arn: str, *, verified: bool) -> Connection:
        if self.error:
            raise self.error
        self.finished.append((request, role_arn, verified))
        return connection(request, role_arn, self.phase, self.health)

    async def note(self, request: ConnectRequest, role_arn: str) -> Connection:
        if self.error:
            raise self.error
        self.noted.append((request, role_arn))
        noted = connection(request, role_arn, Phase.CONNECTED, Health())
        return replace(noted, way=Way.CONSOLE, status=Status.UNKNOWN)

    async def enlist(self, request: ConnectRequest) -> Connection:
        if self.error:
            raise self.error
        self.enlisted.append(request)
        made = connection(request, "", Phase.CONNECTED, Health())
        self.row = replace(made, provider_name="Raito", status_at_aws=False)
        return self.row

    async def set_local_status(self, connection_id: str, status: Status) -> Connection:
        if self.row is None or self.row.connection_id != connection_id:
            raise AssertionError("there is no such row")
        self.row = replace(self.row, status=status)
        return self.row


class FakeStatusRun:
    """A switch that a test drives."""

    def __init__(self, kind: RunKind) -> None:
        self.kind = kind
        self.undoing = False
        self.state = RunState()
        self.stopped = False
        self.listeners: list[Callable[[], None]] = []
        self._end = asyncio.Event()

    def subscribe(self, heard: Callable[[], None]) -> Callable[[], None]:
        self.listeners.append(heard)
        return lambda: self.listeners.remove(heard)

    def say(self, fact: OperationChanged | Fact) -> None:
        self.state.take(fact)
        for heard in tuple(self.listeners):
            heard()

    def finish(self, end: RunEnd) -> None:
        self.state.end = end
        self._end.set()

    def stop(self) -> None:
        self.stopped = True

    async def go_on(self) -> None:
        self.state.end = None
        self._end.clear()

    async def put_back(self) -> None:
        self.undoing = True
        await self.go_on()

    async def settled(self) -> None:
        await self._end.wait()


class FakeStatuses:
    """Keeps the switches that were begun."""

    def __init__(self) -> None:
        self.begun: list[tuple[RunKind, str]] = []
        self.runs: list[FakeStatusRun] = []
        self.aside: list[str] = []
        self.error: WizardError | None = None

    async def begin(self, kind: RunKind, connection_id: str) -> FakeStatusRun:
        if self.error:
            raise self.error
        self.begun.append((kind, connection_id))
        self.runs.append(FakeStatusRun(kind))
        return self.runs[-1]

    def put_aside(self, connection_id: str) -> None:
        self.aside.append(connection_id)


class FakeChecks:
    """Every check passes unless `found` says otherwise; each waits for `gate` where it is set."""

    def __init__(self) -> None:
        self.found: dict[str, CheckResult] = {}
        self.gate: asyncio.Event | None = None
        self.started: list[str] = []
        self.mended: list[str] = []
        self.mend_error: WizardError | None = None
        self.after_mend: Mapping[str, CheckResult] = {}
        self.mend_gate: asyncio.Event | None = None

    async def run(self, check: str, _request: ConnectRequest) -> CheckResult:
        self.started.append(check)
        if self.gate:
            await self.gate.wait()
        passed = CheckResult(check, CheckState.PASSED, Message("check.all-features.passed"))
        return self.found.get(check, passed)

    async def mend(self, mend: str, _request: ConnectRequest) -> None:
        self.mended.append(mend)
        if self.mend_gate:
            await self.mend_gate.wait()
        if self.mend_error:
            raise self.mend_error
        self.found.update(self.after_mend)


class FakeDeployment:
    """A run that a test drives: `say` reports, `finish` ends it."""

    operations = ("trusted-access", "stack", "accounts", "role")

    def __init__(self) -> None:
        self.state = RunState(self.operations)
        self.interrupted = False
        self.stopped = False
        self.mended: list[str] = []
        self.resumed = 0
        self.role_arn = ""
        self.error: WizardError | None = None
        self.listeners: list[Callable[[], None]] = []
        self._end: asyncio.Future[RunEnd] = asyncio.get_running_loop().create_future()

    def say(self, fact: OperationChanged | Fact) -> None:
        self.state.take(fact)
        for heard in tuple(self.listeners):
            heard()

    def subscribe(self, heard: Callable[[], None]) -> Callable[[], None]:
        self.listeners.append(heard)
        return lambda: self.listeners.remove(heard)

    def finish(self, end: RunEnd) -> None:
        self.role_arn = ROLE_ARN if end is RunEnd.DONE else ""
        self.state.end = end
        self._end.set_result(end)

    def stop(self) -> None:
        self.stopped = True
        if not self._end.done():
            self.finish(RunEnd.STOPPED)

    async def go_on(self) -> None:
        if self.error:
            raise self.error
        self.resumed += 1
        self.interrupted = False
        self.state.end = None
        self._end = asyncio.get_running_loop().create_future()

    async def mend(self, mend: str) -> None:
        self.mended.append(mend)
        await self.go_on()

    async def wait(self) -> RunEnd:
        return await self._end


class FakeRemovals:
    """Keeps what was started over, by connection ID; `last` is the newest run."""

    def __init__(self) -> None:
        self.started: list[tuple[str, FakeDeployment]] = []
        self.error: WizardError | None = None

    async def start_over(self, connection_id: str) -> FakeDeployment:
        if self.error:
            raise self.error
        run = FakeDeployment()
        run.state = RunState(("settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone"))
        self.started.append((connection_id, run))
        return run

    @property
    def last(self) -> FakeDeployment:
        return self.started[-1][1]


class FakeDeployments:
    """Keeps the runs that were started; `known` are runs of earlier windows, by connection ID."""

    def __init__(self) -> None:
        self.started: list[tuple[ConnectRequest, FakeDeployment]] = []
        self.known: dict[str, FakeDeployment] = {}
        self.error: WizardError | None = None

    async def start(self, request: ConnectRequest) -> FakeDeployment:
        if self.error:
            raise self.error
        self.started.append((request, FakeDeployment()))
        return self.started[-1][1]

    def attach(self, connection_id: str) -> FakeDeployment | None:
        return self.known.get(connection_id)

    @property
    def last(self) -> FakeDeployment:
        return self.started[-1][1]


class FakeRoles:
    """Gives `results`; before the last one it waits for `gate` where it is set."""

    def __init__(self) -> None:
        self.results = [
            CheckResult("form", CheckState.PASSED, Message("role.well-formed")),
            CheckResult("exists", CheckState.PASSED, Message("role.exists", {"name": "Reader"})),
        ]
        self.gate: asyncio.Event | None = None
        self.error: WizardError | None = None
        self.asked: list[str] = []
        self.cancelled: list[str] = []

    async def verify(self, _request: ConnectRequest, role_arn: str) -> AsyncIterator[CheckResult]:
        self.asked.append(role_arn)
        try:
            for one in self.results:
                yield CheckResult(one.check, CheckState.RUNNING)
                if self.gate:
                    await self.gate.wait()
                if self.error:
                    raise self.error
                yield one
        except asyncio.CancelledError:
            self.cancelled.append(role_arn)
            raise


class Desk:
    """All services together, each to be reached by name."""

    def __init__(self) -> None:
        self.catalogue = FakeCatalogue()
        self.sign_in = FakeSignIn()
        self.organizations = FakeOrganizations()
        self.checks = FakeChecks()
        self.deployments = FakeDeployments()
        self.roles = FakeRoles()
        self.connections = FakeConnections()
        self.removals = FakeRemovals()
        self.statuses = FakeStatuses()
        self.directories = FakeDirectories()
        self.vault = Vault()
        self.identity_centers = FakeIdentityCenters()
        self.vendor_templates = FakeVendorTemplates(self.catalogue.listed)

    @property
    def services(self) -> Services:
        return Services(
            self.catalogue,
            self.sign_in,
            self.organizations,
            self.checks,
            self.deployments,
            self.roles,
            self.connections,
            explain,
            removals=self.removals,
            statuses=self.statuses,
            directories=self.directories,
            setting_sources=SettingSources(self.vault, self.identity_centers),
            vendor_templates=self.vendor_templates,
        )
