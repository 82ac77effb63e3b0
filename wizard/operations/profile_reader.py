"""Finds profiles and asks AWS who they are."""

import asyncio
import os
from collections.abc import Sequence
from datetime import datetime

from wizard.aws import file_stamp, identity, profiles, regions
from wizard.aws.access import AccessFactory
from wizard.aws.file_stamp import FileStamp
from wizard.aws.signing_in.own_keys import OwnKeys
from wizard.model.failure import WizardError
from wizard.model.profile import Profile, ProfileReport


class ProfileReader:
    """The profiles of this computer.

    own: the access keys that were typed into the program; they come first in the lists
    """

    def __init__(self, factory: AccessFactory, own: OwnKeys | None = None) -> None:
        self._factory = factory
        self._own = own
        self._asked_instance = False
        self._instance: Profile | None = None

    async def profiles(self) -> Sequence[Profile]:
        """Give every profile found. Raises WizardError where the files cannot be read, and no key was typed in."""
        try:
            found, instance = await asyncio.gather(profiles.find_profiles(), self._instance_role())
        except WizardError:
            if not self._own_profiles():
                raise
            return await self.everything()  # a key that was typed in works all the same
        return [*self._own_profiles(), *_with_instance(found, instance)]

    async def everything(self) -> Sequence[Profile]:
        """Give every profile, also of files that cannot be read: each says why it does not work. Raises nothing."""
        found, instance = await asyncio.gather(profiles.find_all(), self._instance_role())
        return [*self._own_profiles(), *_with_instance(found, instance)]

    async def stamp(self) -> FileStamp:
        """Give how the files are now, to ask later whether they have changed."""
        return await file_stamp.stamp()

    async def changed_since(self, before: FileStamp) -> bool:
        """Tell whether profiles are to be read anew."""
        return await file_stamp.changed_since(before)

    async def who(self, profile: Profile, *, may_ask: bool = False) -> ProfileReport:
        """Ask AWS who a profile is (R4); why it does not work is part of the report.

        may_ask: True where the person has chosen this profile, and can be asked for an MFA code
        """
        access = self._factory.open(profile.name, profile.region)
        try:
            caller = await identity.caller(access if may_ask else access.without_questions())
        except WizardError as error:
            return ProfileReport(profile, failure=error.failure)
        return ProfileReport(profile, caller)

    def _own_profiles(self) -> Sequence[Profile]:
        return self._own.profiles() if self._own is not None else ()

    async def ends_at(self, profile: Profile) -> datetime | None:
        """Give when a profile's credentials end for good, UTC; None where they renew themselves, or do not say."""
        try:
            expiry = await self._factory.open(profile.name, profile.region).without_questions().expiry()
        except WizardError:
            return None  # asking who it is has told why
        return None if expiry.renews else expiry.at

    def forget(self, profile: str) -> None:
        """Read a profile anew at its next call: its files have changed."""
        self._factory.forget(profile)

    async def _instance_role(self) -> Profile | None:
        """Ask once: a computer does not become an instance while the program runs."""
        if not self._asked_instance:
            self._instance, self._asked_instance = await profiles.find_instance_role(), True
        return self._instance

    async def regions(self, partition: str) -> Sequence[str]:
        """Give the regions of a partition to choose from, as botocore knows them."""
        return await regions.known_regions(partition)


def _with_instance(found: Sequence[Profile], instance: Profile | None) -> Sequence[Profile]:
    """Put the instance's role first, where botocore would come to it: it looks at everything else before."""
    wanted = os.environ.get("AWS_PROFILE") or os.environ.get("AWS_DEFAULT_PROFILE") or "default"
    taken = any(one.name == "" or (one.name == wanted and not _without_credentials(one)) for one in found)
    return found if instance is None or taken else (instance, *found)


def _without_credentials(profile: Profile) -> bool:
    return profile.problem is not None and profile.problem.code == "NoCredentialsError"
