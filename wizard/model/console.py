"""Addresses of the AWS console, for people who do the steps there themselves.

Each partition has a console of its own (AWS General Reference: partitions; the console's own addresses); IAM and AWS
Organizations are global, so their pages name no region.
"""

from enum import StrEnum
from urllib.parse import quote


class ConsolePage(StrEnum):
    """A page that a person is sent to."""

    HOME = "home"
    ORGANIZATION = "organization"
    ORGANIZATION_SETTINGS = "organization-settings"
    STACKS = "stacks"
    CREATE_STACK = "create-stack"
    STACK_SETS = "stack-sets"
    ROLES = "roles"
    REGIONS = "regions"


HOSTS = {
    "aws": "console.aws.amazon.com",
    "aws-us-gov": "console.amazonaws-us-gov.com",
    "aws-cn": "console.amazonaws.cn",
}
"""The console of each partition that a person can choose by hand; the first is the usual one."""

_PATHS = {
    ConsolePage.HOME: "console/home?region={region}",
    ConsolePage.ORGANIZATION: "organizations/v2/home/accounts",
    ConsolePage.ORGANIZATION_SETTINGS: "organizations/v2/home/settings",
    ConsolePage.STACKS: "cloudformation/home?region={region}#/stacks",
    ConsolePage.CREATE_STACK: "cloudformation/home?region={region}#/stacks/create",
    ConsolePage.STACK_SETS: "cloudformation/home?region={region}#/stacksets",
    ConsolePage.ROLES: "iam/home#/roles",
    ConsolePage.REGIONS: "billing/home#/account",
}


def console_address(page: ConsolePage, partition: str, region: str) -> str:
    """Give the address of a page in a partition and region. Raises KeyError for a partition without a console here."""
    return f"https://{HOSTS[partition]}/{_PATHS[page].format(region=quote(region, safe=''))}"
