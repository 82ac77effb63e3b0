"""Finds Identity Center in whichever region it lives (R42)."""

import asyncio
from collections.abc import Sequence

from wizard.aws import identity_store, regions
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.model.directory import FoundCenters, IdentityCenter

SIDE_BY_SIDE = 6
"""So many regions are asked at once."""

_NOT_KNOWN = frozenset(
    {"ParamValidationError", "UnknownParameterError", "ValidationException", "SerializationException"}
)
"""What an older library, or a partition that is behind, says of a parameter that it does not know."""


async def find_centers(access: AwsAccess, partition: str) -> FoundCenters:
    """Ask for all regions at once; where AWS cannot, or knows of none, look in each region, several side by side.

    Those of whole organizations come first. Raises AwsError where the profile may not list instances, or AWS is not to
    be reached at all.
    """
    found: tuple[IdentityCenter, ...] = ()
    try:
        found = await identity_store.instances_everywhere(access)
    except AwsError as error:
        if error.code not in _NOT_KNOWN:
            raise
    if found:
        return FoundCenters(_once(found))
    return await _look_around(access, await regions.known_regions(partition))


async def _look_around(access: AwsAccess, names: Sequence[str]) -> FoundCenters:
    here = await identity_store.instances(access)
    if here:
        return FoundCenters(_once(here))
    room = asyncio.Semaphore(SIDE_BY_SIDE)

    async def look(region: str) -> tuple[IdentityCenter, ...] | str:
        async with room:
            try:
                return await identity_store.instances(access.in_region(region))
            except AwsError:
                return region  # not enabled, or a policy closes it: whether it is there, nobody can say

    answers = await asyncio.gather(*(look(one) for one in names if one != access.region))
    found = [one for answer in answers if not isinstance(answer, str) for one in answer]
    return FoundCenters(_once(found), tuple(one for one in answers if isinstance(one, str)))


def _once(found: Sequence[IdentityCenter]) -> tuple[IdentityCenter, ...]:
    """Give each instance once: one that is replicated answers in several regions."""
    return tuple({one.instance_arn: one for one in reversed(found)}.values())[::-1]
