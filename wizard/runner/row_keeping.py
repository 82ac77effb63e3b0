"""What runs leave in the list: before, at rest and at their end."""

import logging
from collections.abc import Mapping
from dataclasses import replace

from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.model.failure import WizardError
from wizard.model.plan import RunEnd, RunKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.role import find_role_arn
from wizard.runner.assignments import SWITCHES, Assignment
from wizard.runner.new_row import new_row
from wizard.runner.renewal import renew
from wizard.runner.workshop import Workshop

_log = logging.getLogger(__name__)


class RowKeeping:
    """Writes what a run came to. Every coroutine raises WizardError where the database cannot be written.

    What AWS does not say leaves the row as it is: a run must not fail because nobody could look at it afterwards.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._store = workshop.store

    async def prepare(self, assignment: Assignment) -> None:
        """Write what a run needs that may be killed at any moment, before it begins."""
        plan, request = assignment.plan, assignment.request
        await self._workshop.secrets.make_last(request.secrets.values())
        if plan.kind is RunKind.CONNECT:
            earlier = await self._store.connections.by_id(plan.connection_id)
            await self._store.connections.save(self._row(assignment, earlier))
        if plan.kind in (RunKind.CHANGE, RunKind.START_OVER):
            await self._store.requests.save_for_run(plan.run_id, request)
        await self._store.requests.save(assignment.previous or request)

    def _row(self, assignment: Assignment, earlier: Connection | None) -> Connection:
        created_at = earlier.created_at if earlier else self._workshop.clock.now()
        row = new_row(assignment.request, assignment.material.provider, created_at)
        return replace(row, health=Health(0, len(assignment.request.targets.connected)))

    async def connected(self, assignment: Assignment, accounts: Mapping[str, AccountResult]) -> str:
        """Write that everything is made, and give the RoleARN; empty where it could not be read."""
        role_arn = await self._read_role_arn(assignment)
        await self._write_connecting(assignment.request, RunEnd.DONE, accounts, role_arn)
        return role_arn

    async def changed(self, assignment: Assignment) -> None:
        """Make what the run led to what is connected."""
        await self._store.connections.change(assignment.plan.run_id, assignment.request)

    async def role_arn(self, connection_id: str) -> str:
        """Give the RoleARN as the row has it; empty where there is no row."""
        row = await self._store.connections.by_id(connection_id)
        return row.role_arn if row is not None else ""

    async def removed(self, assignment: Assignment) -> None:
        """Take the row out of the list, and all that was kept for it but the journal.

        What is started over comes back with its secrets; otherwise they are forgotten as well.
        """
        await self._store.connections.remove(assignment.plan.connection_id)
        if assignment.plan.kind is RunKind.DISCONNECT:
            await self._workshop.secrets.forget(assignment.request.secrets.values())

    async def rest(self, assignment: Assignment, end: RunEnd, accounts: Mapping[str, AccountResult]) -> None:
        """Write that a run rests before its end: what nobody verified is not shown as known."""
        kind = assignment.plan.kind
        if kind is RunKind.CONNECT:
            await self._write_connecting(assignment.request, end, accounts, "")
        elif kind in SWITCHES:
            await self._doubt_status(assignment.plan.connection_id)

    async def verify(self, assignment: Assignment) -> tuple[AccountResult, ...]:
        """Ask AWS how the connection stands, write the row anew, and give its accounts; nothing where AWS is silent.

        After a switch that nobody could look at, the status is unknown.
        """
        plan = assignment.plan
        row = await self._store.connections.by_id(plan.connection_id)
        if row is None:
            return ()
        try:
            return (await renew(self._workshop, row)).accounts
        except WizardError as error:
            if error.failure.surface == "database":
                raise
            _log.info("After the run %s AWS could not be asked: %s", plan.run_id, error.failure.text)
            if plan.kind in SWITCHES:
                await self._doubt_status(plan.connection_id)
            return ()

    async def _doubt_status(self, connection_id: str) -> None:
        row = await self._store.connections.by_id(connection_id)
        if row is not None and row.status_at_aws:
            await self._store.connections.renew(row, replace(row, status=Status.UNKNOWN))

    async def _write_connecting(
        self, request: ConnectRequest, end: RunEnd, accounts: Mapping[str, AccountResult], role_arn: str
    ) -> None:
        row = await self._store.connections.by_id(request.connection_id)
        if row is None:
            return
        health = health_of(accounts, whole=end is RunEnd.DONE) if accounts else row.health
        after = replace(
            row,
            phase=_phase(end, accounts),
            health=health,
            role_arn=role_arn,
            checked_at=self._workshop.clock.now(),
        )
        await self._store.connections.renew(row, after, tuple(accounts.values()))

    async def _read_role_arn(self, assignment: Assignment) -> str:
        request = assignment.request
        access = self._workshop.factory.open(request.profile, request.region)
        try:
            return await find_role_arn(access, request, assignment.material.provider)
        except WizardError:
            _log.warning("the RoleARN could not be read; the Role page asks for it", exc_info=True)
            return ""


def health_of(accounts: Mapping[str, AccountResult], *, whole: bool) -> Health:
    """Count who has the role; suspended accounts are not counted, the management account has its role by the stack.

    Accounts that have no role are a problem only where the run is `whole`: otherwise they may yet get it.
    """
    counted = [one for one in accounts.values() if one.progress is not AccountProgress.SKIPPED]
    connected = sum(one.progress is AccountProgress.SUCCEEDED for one in counted)
    problem = "inspect.accounts-not-connected" if whole and connected < len(counted) else ""
    return Health(connected, len(counted), problem)


def _phase(end: RunEnd, accounts: Mapping[str, AccountResult]) -> Phase:
    if end is RunEnd.FAILED:
        return Phase.FAILED
    if end is not RunEnd.DONE:
        return Phase.CONNECTING
    missing = (AccountProgress.FAILED, AccountProgress.CANCELLED)
    partly = any(one.progress in missing for one in accounts.values())
    return Phase.PARTLY_CONNECTED if partly else Phase.CONNECTED
