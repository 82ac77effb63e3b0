"""AWS regions: which there are, and which the account has enabled."""

import asyncio
from enum import StrEnum

from wizard.aws.access import AwsAccess


class RegionStatus(StrEnum):
    """Whether an account can use a region (account:GetRegionOptStatus)."""

    ENABLED = "ENABLED"
    ENABLED_BY_DEFAULT = "ENABLED_BY_DEFAULT"
    ENABLING = "ENABLING"
    DISABLING = "DISABLING"
    DISABLED = "DISABLED"


async def opt_status(access: AwsAccess, region: str) -> RegionStatus:
    """Ask whether the account has enabled a region. Raises AwsError."""
    reply = await access.call("account", "GetRegionOptStatus", RegionName=region)
    return RegionStatus(reply["RegionOptStatus"])


async def known_regions(partition: str) -> tuple[str, ...]:
    """Give the regions of a partition that have CloudFormation, as botocore's data knows them; no network."""
    return await asyncio.to_thread(_known_regions, partition)


def _known_regions(partition: str) -> tuple[str, ...]:
    from botocore.session import Session  # loads slowly: in a worker thread, on first use

    return tuple(sorted(Session().get_available_regions("cloudformation", partition)))
