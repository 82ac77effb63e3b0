"""Connects an organization: starts the run, follows it, and writes down in the list where it stands."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.model.failure import WizardError
from wizard.model.plan import OperationChanged, RunEnd
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult, Fact
from wizard.operations.registry import connect_plan, operation
from wizard.operations.role import find_role_arn
from wizard.runner.facts import RunFact
from wizard.runner.handle import RunHandle
from wizard.runner.workshop import Material, Workshop

_log = logging.getLogger(__name__)

Listen = Callable[[OperationChanged | Fact], None]


class ConnectRun:
    """One run that connects an organization.

    operations: keys, in order
    role_arn:   from the stack's output, once the run is done; empty where it could not be read
    """

    def __init__(self, workshop: Workshop, request: ConnectRequest, material: Material, row: Connection) -> None:
        self._workshop = workshop
        self._request = request
        self._material = material
        self._row = row
        self._accounts: dict[str, AccountResult] = {}
        self._handle: RunHandle | None = None
        self.operations: Sequence[str] = material.provider.operations
        self.role_arn = ""

    def begin(self, listen: Listen) -> None:
        """Start the operations. Raises WizardError where the organization has a run already."""

        def hear(fact: RunFact) -> None:
            inner = fact if isinstance(fact, OperationChanged) else fact.fact
            if isinstance(inner, AccountChanged):
                self._accounts[inner.result.account_id] = inner.result
            listen(inner)

        self._handle = self._workshop.runner.start(
            connect_plan(self._request, self.operations, uuid4().hex),
            tuple(operation(name) for name in self.operations),
            lambda journal: self._workshop.context(self._request, self._material, journal),
            hear,
        )

    @property
    def _run(self) -> RunHandle:
        if self._handle is None:
            raise RuntimeError("the run has not begun")
        return self._handle

    def stop(self) -> None:
        """Stop; AWS finishes what it has begun."""
        self._run.stop()

    async def resume(self) -> None:
        """Go on after a pause, a stop or a failure. Raises WizardError where another run holds the organization."""
        self._run.resume()

    async def wait(self) -> RunEnd:
        """Wait until the run rests, and write down how it stands. Raises WizardError where that cannot be written."""
        end = await self._run.wait()
        self.role_arn = await self._read_role_arn() if end is RunEnd.DONE else ""
        await self._workshop.store.connections.save(
            replace(
                self._row,
                phase=_phase(end, self._accounts),
                health=health_of(self._accounts, whole=end is RunEnd.DONE),
                role_arn=self.role_arn,
                checked_at=self._workshop.clock.now(),
            )
        )
        await self._workshop.store.account_results.replace(self._row.connection_id, tuple(self._accounts.values()))
        return end

    async def _read_role_arn(self) -> str:
        access = self._workshop.factory.open(self._request.profile, self._request.region)
        try:
            return await find_role_arn(access, self._request, self._material.provider)
        except WizardError:
            _log.warning("the RoleARN could not be read; the Role page asks for it", exc_info=True)
            return ""


class Connecting:
    """Starts runs that connect."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def start(self, request: ConnectRequest, listen: Listen) -> ConnectRun:
        """Write the row, then begin: a process that is killed leaves a row that says so. Raises WizardError."""
        material = await self._workshop.material(request.provider_id)
        row = self._row(request, material, await self._workshop.store.connections.by_id(request.connection_id))
        run = ConnectRun(self._workshop, request, material, row)
        await self._workshop.store.connections.save(row)
        await self._workshop.store.requests.save(request)
        run.begin(listen)
        return run

    def _row(self, request: ConnectRequest, material: Material, earlier: Connection | None) -> Connection:
        return Connection(
            connection_id=request.connection_id,
            provider_id=request.provider_id,
            provider_name=material.provider.name,
            identity=request.identity,
            profile=request.profile,
            region=request.region,
            partition=request.partition,
            phase=Phase.CONNECTING,
            status=Status.UNKNOWN,
            names=request.names,
            selection=request.selection,
            settings=request.settings,
            role_arn="",
            health=Health(0, len(request.targets.connected)),
            created_at=earlier.created_at if earlier else self._workshop.clock.now(),
        )


def health_of(accounts: dict[str, AccountResult], *, whole: bool) -> Health:
    """Count who has the role; suspended accounts are not counted, the management account has its role by the stack.

    Accounts that have no role are a problem only where the run is `whole`: otherwise they may yet get it.
    """
    counted = [one for one in accounts.values() if one.progress is not AccountProgress.SKIPPED]
    connected = sum(one.progress is AccountProgress.SUCCEEDED for one in counted)
    problem = "inspect.accounts-not-connected" if whole and connected < len(counted) else ""
    return Health(connected, len(counted), problem)


def _phase(end: RunEnd, accounts: dict[str, AccountResult]) -> Phase:
    if end is RunEnd.FAILED:
        return Phase.FAILED
    if end is not RunEnd.DONE:
        return Phase.CONNECTING
    missing = (AccountProgress.FAILED, AccountProgress.CANCELLED)
    partly = any(one.progress in missing for one in accounts.values())
    return Phase.PARTLY_CONNECTED if partly else Phase.CONNECTED
