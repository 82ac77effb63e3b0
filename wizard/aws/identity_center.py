"""Where Identity Center lives."""

from wizard.aws.access import AwsAccess
from wizard.aws.paging import collect


async def primary_region(access: AwsAccess) -> str:
    """Give the region of the organization's Identity Center, in whichever it is; empty where there is none (R42).

    Raises AwsError, also where the caller may not list instances.
    """
    found = await collect(access, "sso-admin", "ListInstances", "Instances", RegionScope="ALL_REGIONS")
    return next((str(one["PrimaryRegion"]) for one in found if one.get("PrimaryRegion")), "")
