"""Tests the way from this computer to every service that connecting needs: "Test connection"."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from wizard.aws.endpoints import service_addresses
from wizard.model.profile import ProfileKind
from wizard.model.reach import Reach, ReachState, ServiceAddress
from wizard.net.probe import probe

_ALWAYS = ("sts", "organizations", "cloudformation", "iam", "account", "s3")
"""What connecting itself talks to, in every Region; the services that few providers need are not everywhere."""
_TO_SIGN_IN = {
    ProfileKind.IDENTITY_CENTER: ("sso-oidc", "sso"),
    ProfileKind.CONSOLE_LOGIN: ("signin",),
}


def services_of(kinds: Sequence[ProfileKind]) -> tuple[str, ...]:
    """Give the services, in botocore's names, that are talked to by people who sign in in these ways."""
    return (*_ALWAYS, *(service for kind, services in _TO_SIGN_IN.items() if kind in kinds for service in services))


class ReachReader:
    """Asks all addresses side by side. Nothing needs credentials, and nothing is changed."""

    async def test(self, profile: str, region: str, kinds: Sequence[ProfileKind]) -> AsyncIterator[Reach]:
        """Give every address as ASKING, then each again as its answer comes.

        profile: whose endpoints and certificates count; empty for the environment's
        kinds:   the ways to sign in whose services are asked too
        Raises AwsError where the profile or the region cannot be used at all.
        """
        addresses = await service_addresses(profile, region, services_of(kinds))
        for one in addresses:
            yield Reach(one, ReachState.ASKING)
        for answer in asyncio.as_completed([_ask(one) for one in addresses]):
            yield await answer


async def _ask(address: ServiceAddress) -> Reach:
    return await asyncio.to_thread(probe, address)
