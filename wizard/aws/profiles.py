"""The ways to sign in that this computer has: profiles of the AWS configuration, and the environment."""

import asyncio
import os

from wizard.aws.errors import AwsError, raw_failure
from wizard.model.profile import Profile, ProfileKind

_INSTANCE_SECONDS = 2.0


async def find_profiles() -> tuple[Profile, ...]:
    """Give the environment's credentials, if any, then every profile of the config and credentials files, by name.

    What can be told without the network is told in `Profile.problem`. Never gives a secret, runs no program and asks
    nobody. Raises AwsError where a file cannot be read; the text names the file, and the line where there is one.
    """
    return await asyncio.to_thread(_find)


async def find_all() -> tuple[Profile, ...]:
    """Give what `find_profiles` does, and those that no AWS tool can choose, each with the reason. Raises nothing.

    Where a line makes AWS's tools refuse the files as a whole, every profile says which lines those are.
    """
    return await asyncio.to_thread(_find_all)


async def find_instance_role() -> Profile | None:
    """Give the role of the EC2 instance that this runs on; None elsewhere, and where asking for it is turned off.

    It takes two seconds at most. It counts only where neither the environment nor a profile has credentials.
    """
    try:
        return await asyncio.wait_for(asyncio.to_thread(_instance_role), _INSTANCE_SECONDS)
    except TimeoutError:
        return None


async def default_region(profile: str) -> str:
    """Give the region that a profile, or the environment where it is empty, is configured for; "" for none.

    Raises AwsError where the profile does not exist or a file cannot be read.
    """
    return await asyncio.to_thread(_region, profile)


def _find() -> tuple[Profile, ...]:
    from wizard.aws import configuration  # loads botocore: in a worker thread, on first use

    try:
        return configuration.read(os.environ)
    except configuration.UNREADABLE as exception:
        raise AwsError(raw_failure(exception)) from exception


def _find_all() -> tuple[Profile, ...]:
    from wizard.aws import broken_files  # likewise

    try:
        found = _find()
    except AwsError as error:
        return tuple(broken_files.of_broken_files()) or (Profile("default", ProfileKind.ACCESS_KEY, "", error.failure),)
    known = {one.name for one in found}
    return (*found, *(one for one in broken_files.left_out() if one.name not in known))


def _instance_role() -> Profile | None:
    from wizard.aws import instance  # likewise

    return instance.role(os.environ)


def _region(profile: str) -> str:
    from wizard.aws import configuration  # likewise

    try:
        return configuration.region(profile)
    except configuration.UNREADABLE as exception:
        raise AwsError(raw_failure(exception)) from exception
