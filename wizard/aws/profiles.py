"""The ways to sign in that this computer has: profiles of the AWS configuration, and the environment."""

import asyncio
import os

from wizard.aws.errors import AwsError, raw_failure
from wizard.model.profile import Profile


async def find_profiles() -> tuple[Profile, ...]:
    """Give the environment's credentials, if any, then every profile of the config and credentials files, by name.

    What can be told without the network is told in `Profile.problem`. Never gives a secret, runs no program and asks
    nobody. Raises AwsError where a file cannot be read; the text names the file, and the line where there is one.
    """
    return await asyncio.to_thread(_find)


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


def _region(profile: str) -> str:
    from wizard.aws import configuration  # likewise

    try:
        return configuration.region(profile)
    except configuration.UNREADABLE as exception:
        raise AwsError(raw_failure(exception)) from exception
