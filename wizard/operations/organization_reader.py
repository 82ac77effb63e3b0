"""Reads an organization with a profile."""

from collections.abc import Callable

from wizard.aws import organizations
from wizard.aws.access import AccessFactory
from wizard.model.organization import OrganizationIdentity, OrganizationTree


class OrganizationReader:
    """Who the organization is, and its tree."""

    def __init__(self, factory: AccessFactory) -> None:
        self._factory = factory

    async def identity(self, profile: str, region: str) -> OrganizationIdentity:
        """Say which organization the profile's account manages. Raises WizardError."""
        access = self._factory.open(profile, region)
        description = await organizations.describe_organization(access)
        root_id = await organizations.root_id(access)
        return OrganizationIdentity(
            organization_id=description.organization_id,
            root_id=root_id,
            management_account_id=description.management_account_id,
            management_account_name="",
            feature_set=description.feature_set,
        )

    async def tree(self, profile: str, region: str, on_progress: Callable[[int, int], None]) -> OrganizationTree:
        """Read all units and accounts. Raises WizardError."""
        return await organizations.read_tree(self._factory.open(profile, region), on_progress)
