"""Account Management: which regions are on."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Api, Call
from wizard.simulator.errors import AwsError

ACCOUNT = Api("account")
BY_DEFAULT = (
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"),
    *("eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3"),
    *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2"),
)
OPT_IN = (
    *("af-south-1", "ap-east-1", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ca-west-1"),
    *("eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1"),
)


@ACCOUNT.action("GetRegionOptStatus")
def get_region_opt_status(call: Call) -> Mapping[str, Any]:
    """Whether a region is on; those that have to be opted in to are off."""
    region = call.text("RegionName")
    if region not in BY_DEFAULT and region not in OPT_IN:
        raise AwsError("ValidationException", f"{region} is not a valid region name")
    return _status(region)


@ACCOUNT.action("ListRegions")
def list_regions(call: Call) -> Mapping[str, Any]:
    """All regions."""
    wanted = call.entries("RegionOptStatusContains")
    found = [_status(region) for region in (*BY_DEFAULT, *OPT_IN)]
    return {"Regions": [one for one in found if not wanted or one["RegionOptStatus"] in wanted]}


def _status(region: str) -> dict[str, str]:
    return {"RegionName": region, "RegionOptStatus": "ENABLED_BY_DEFAULT" if region in BY_DEFAULT else "DISABLED"}
