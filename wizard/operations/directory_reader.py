"""Reads an organization's people with a profile."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

from wizard.aws import identity_store, organizations
from wizard.aws.access import AccessFactory
from wizard.model.directory import Directory, DirectoryGroup, FoundCenters, IdentityCenter
from wizard.model.organization import OrganizationIdentity
from wizard.operations.identity_centers import find_centers
from wizard.operations.organization_reader import OrganizationReader

SIDE_BY_SIDE = 4
"""So many groups are asked for their members at once: the store allows about twenty calls a second."""


class DirectoryReader:
    """Where Identity Center is, who is in it, and in which groups."""

    def __init__(self, factory: AccessFactory) -> None:
        self._factory = factory

    async def identity(self, profile: str, region: str) -> OrganizationIdentity:
        """Say which organization it is, with its name where the profile may ask for that. Raises WizardError."""
        found = await OrganizationReader(self._factory).identity(profile, region)
        access = self._factory.open(profile, region)
        name = await organizations.account_name(access, found.management_account_id)
        return replace(found, management_account_name=name)

    async def centers(self, profile: str, region: str, partition: str) -> FoundCenters:
        """Look for Identity Center, beginning with a region. Raises WizardError."""
        return await find_centers(self._factory.open(profile, region), partition)

    async def people(self, profile: str, center: IdentityCenter, on_progress: Callable[[int, int], None]) -> Directory:
        """Read everybody; `on_progress(users, groups)` on the way. Raises WizardError."""
        access = self._factory.open(profile, center.region)
        counted = [0, 0]

        def count(which: int) -> Callable[[int], None]:
            def heard(number: int) -> None:
                counted[which] = number
                on_progress(counted[0], counted[1])

            return heard

        users, groups = await asyncio.gather(
            identity_store.users(access, center.store_id, count(0)),
            identity_store.groups(access, center.store_id, count(1)),
        )
        return Directory(users, groups)

    async def memberships(
        self, profile: str, center: IdentityCenter, groups: Sequence[DirectoryGroup]
    ) -> AsyncIterator[tuple[str, tuple[str, ...]]]:
        """Give each group's ID with the user IDs of its members, as AWS answers, a bounded number of calls at once.

        Raises WizardError.
        """
        access = self._factory.open(profile, center.region)
        waiting = iter(groups)
        asked: set[asyncio.Task[tuple[str, tuple[str, ...]]]] = set()

        async def ask(group: DirectoryGroup) -> tuple[str, tuple[str, ...]]:
            return group.group_id, await identity_store.members(access, center.store_id, group.group_id)

        def ask_more() -> None:
            while len(asked) < SIDE_BY_SIDE and (group := next(waiting, None)) is not None:
                asked.add(asyncio.ensure_future(ask(group)))

        try:
            ask_more()
            while asked:
                done, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
                asked -= done
                for one in done:
                    yield one.result()
                ask_more()
        finally:
            for one in asked:
                one.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
