"""Finds Identity Center with a profile."""

from wizard.aws import identity_center
from wizard.aws.access import AccessFactory


class IdentityCenterReader:
    """Where Identity Center is."""

    def __init__(self, factory: AccessFactory) -> None:
        self._factory = factory

    async def region(self, profile: str, region: str) -> str:
        """Give the region that Identity Center lives in; empty where there is none (R42). Raises WizardError."""
        return await identity_center.primary_region(self._factory.open(profile, region))
