"""The list of connected organizations, and asking AWS again how each stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from wizard.model.connection import Connection, ConnectRequest, Phase, Status, Way
from wizard.model.failure import RawFailure, WizardError
from wizard.model.progress import AccountResult
from wizard.runner.new_row import new_row
from wizard.runner.renewal import renew, row_gone
from wizard.runner.workshop import Workshop


class Book:
    """Rows of the list. Every coroutine raises WizardError where the database cannot be read or written.

    tell: hears the ID of a connection whose row a wizard has written, so that the list shows it at once
    """

    def __init__(self, workshop: Workshop, tell: Callable[[str], None]) -> None:
        self._workshop = workshop
        self._tell = tell

    async def all(self) -> Sequence[Connection]:
        """Give every row, the oldest first."""
        return await self._workshop.store.connections.all()

    async def find(self, provider_id: str, root_id: str) -> Connection | None:
        """Give the row of an organization, or None."""
        return await self._workshop.store.connections.find(provider_id, root_id)

    async def not_connected(self, connection_id: str) -> Sequence[AccountResult]:
        """Give the accounts that have no role, with their reasons."""
        return await self._workshop.store.account_results.not_connected(connection_id)

    async def accounts(self, connection_id: str) -> Sequence[AccountResult]:
        """Give what the last check or run found of every account."""
        return await self._workshop.store.account_results.of(connection_id)

    async def finish(self, request: ConnectRequest, role_arn: str, *, verified: bool) -> Connection:
        """Write down the RoleARN, and the status that was verified by reading the role's trust."""
        row = await self._row(request.connection_id)
        status = Status.ACTIVE if verified else Status.UNKNOWN
        finished = replace(row, role_arn=role_arn, status=status, checked_at=self._workshop.clock.now())
        await self._workshop.store.connections.save(finished)
        self._tell(finished.connection_id)
        return finished

    async def note(self, request: ConnectRequest, role_arn: str) -> Connection:
        """Write down what a person made in the AWS console: nothing of it is verified until somebody signs in."""
        store = self._workshop.store
        provider = await self._workshop.catalogue.definition(request.provider_id)
        earlier = await store.connections.by_id(request.connection_id)
        noted = replace(
            new_row(request, provider, earlier.created_at if earlier else self._workshop.clock.now()),
            profile="",
            phase=Phase.CONNECTED,
            role_arn=role_arn,
            way=Way.CONSOLE,
        )
        await store.connections.save(noted)
        await store.requests.save(request)
        self._tell(noted.connection_id)
        return noted

    async def enlist(self, request: ConnectRequest) -> Connection:
        """Write down a service that reads by itself: it was just seen to work, and nothing at AWS tells of it."""
        store = self._workshop.store
        provider = await self._workshop.catalogue.definition(request.provider_id)
        earlier = await store.connections.by_id(request.connection_id)
        now = self._workshop.clock.now()
        row = replace(
            new_row(request, provider, earlier.created_at if earlier else now),
            phase=Phase.CONNECTED,
            status=earlier.status if earlier else Status.ACTIVE,
            checked_at=now,
            status_at_aws=False,
        )
        await store.connections.save(row)
        await store.requests.save(request)
        self._tell(row.connection_id)
        return row

    async def check(self, connection_id: str) -> Connection:
        """Ask AWS again, and keep and give what is true now; other connections can be checked at the same time.

        Raises WizardError with what AWS said, among it that this one's profile needs a sign-in; with the code
        "NotSignedIn" for what was made in the AWS console and never verified, with "OtherOrganization" where the
        profile belongs to another organization by now, and with "RowGone".
        """
        await renew(self._workshop, await self._row(connection_id))
        return await self._row(connection_id)

    async def set_local_status(self, connection_id: str, status: Status) -> Connection:
        """Mark a connection whose template has no status parameter; AWS is not touched. Gives the row.

        Raises WizardError with the codes "StatusIsAtAws", where switching is a run, and "RowGone".
        """
        row = await self._row(connection_id)
        if row.status_at_aws:
            text = f"The status of {row.provider_name} is kept at AWS. Use the status switch, which changes it there."
            raise WizardError(RawFailure(text, "runner", code="StatusIsAtAws"))
        await self._workshop.store.connections.renew(row, replace(row, status=status))
        return await self._row(connection_id)

    async def _row(self, connection_id: str) -> Connection:
        row = await self._workshop.store.connections.by_id(connection_id)
        if row is None:
            raise row_gone()
        return row
