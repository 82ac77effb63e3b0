"""Finds profiles and asks AWS who they are."""

from collections.abc import Sequence

from wizard.aws import identity, profiles, regions
from wizard.aws.access import AccessFactory
from wizard.model.failure import WizardError
from wizard.model.profile import Profile, ProfileReport


class ProfileReader:
    """The profiles of this computer."""

    def __init__(self, factory: AccessFactory) -> None:
        self._factory = factory

    async def profiles(self) -> Sequence[Profile]:
        """Give every profile found. Raises WizardError where the files cannot be read."""
        return await profiles.find_profiles()

    async def who(self, profile: Profile) -> ProfileReport:
        """Ask AWS who a profile is (R4); why it does not work is part of the report."""
        try:
            caller = await identity.caller(self._factory.open(profile.name, profile.region))
        except WizardError as error:
            return ProfileReport(profile, failure=error.failure)
        return ProfileReport(profile, caller)

    async def regions(self, partition: str) -> Sequence[str]:
        """Give the regions of a partition to choose from, as botocore knows them."""
        return await regions.known_regions(partition)
