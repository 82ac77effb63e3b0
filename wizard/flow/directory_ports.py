"""What the pages of a service that reads by itself need from the rooms below."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from wizard.model.directory import Directory, DirectoryGroup, FoundCenters, IdentityCenter
from wizard.model.organization import OrganizationIdentity


class Directories(Protocol):
    """Identity Center and the people in it. Everything raises WizardError with what AWS said."""

    async def identity(self, profile: str, region: str) -> OrganizationIdentity:
        """Say which organization it is."""

    async def centers(self, profile: str, region: str, partition: str) -> FoundCenters:
        """Look for Identity Center in every region."""

    async def people(self, profile: str, center: IdentityCenter, on_progress: Callable[[int, int], None]) -> Directory:
        """Read everybody; `on_progress(users, groups)` on the way."""

    def memberships(
        self, profile: str, center: IdentityCenter, groups: Sequence[DirectoryGroup]
    ) -> AsyncIterator[tuple[str, tuple[str, ...]]]:
        """Give each group's ID with the user IDs of its members, as AWS answers."""
