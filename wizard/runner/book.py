"""The list of connected organizations, and asking AWS again how each stands."""

from collections.abc import Sequence
from dataclasses import replace

from wizard.aws import organizations
from wizard.model.connection import Connection, ConnectRequest, Status
from wizard.model.failure import RawFailure, WizardError
from wizard.model.progress import AccountResult
from wizard.operations.inspection import Inspector
from wizard.runner.workshop import Workshop


class Book:
    """Rows of the list. Every coroutine raises WizardError where the database cannot be read or written."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def all(self) -> Sequence[Connection]:
        """Give every row, the oldest first."""
        return await self._workshop.store.connections.all()

    async def find(self, provider_id: str, root_id: str) -> Connection | None:
        """Give the row of an organization, or None."""
        return await self._workshop.store.connections.find(provider_id, root_id)

    async def not_connected(self, connection_id: str) -> Sequence[AccountResult]:
        """Give the accounts that have no role, with their reasons."""
        return await self._workshop.store.account_results.not_connected(connection_id)

    async def finish(self, request: ConnectRequest, role_arn: str, *, verified: bool) -> Connection:
        """Write down the RoleARN, and the status that was verified by reading the role's trust."""
        row = await self._row(request.connection_id)
        status = Status.ACTIVE if verified else Status.UNKNOWN
        finished = replace(row, role_arn=role_arn, status=status, checked_at=self._workshop.clock.now())
        await self._workshop.store.connections.save(finished)
        return finished

    async def check(self, connection_id: str) -> Connection:
        """Ask AWS again, and keep and give what is true now. Raises WizardError with what AWS said."""
        workshop = self._workshop
        row = await self._row(connection_id)
        access = workshop.factory.open(row.profile, row.region)
        tree = await organizations.read_tree(access)
        provider = await workshop.catalogue.definition(row.provider_id)
        inspection = await Inspector(access, provider, workshop.explain).inspect(row, tree, workshop.clock.now())
        await workshop.store.connections.save(inspection.connection)
        await workshop.store.account_results.replace(connection_id, inspection.accounts)
        return inspection.connection

    async def _row(self, connection_id: str) -> Connection:
        row = await self._workshop.store.connections.by_id(connection_id)
        if row is None:
            raise WizardError(RawFailure("The connection is no longer in the list.", "database", code="RowGone"))
        return row
