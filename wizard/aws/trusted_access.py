"""Trusted access of CloudFormation StackSets in the organization (R11)."""

from enum import StrEnum

from wizard.aws.access import AwsAccess


class TrustedAccess(StrEnum):
    """Whether StackSets may deploy with service-managed permissions."""

    ENABLED = "ENABLED"
    DISABLED = "DISABLED"
    DISABLED_PERMANENTLY = "DISABLED_PERMANENTLY"


async def state(access: AwsAccess) -> TrustedAccess:
    """Ask whether trusted access is on. Raises AwsError."""
    parameters = {"CallAs": access.call_as} if access.call_as else {}
    reply = await access.call("cloudformation", "DescribeOrganizationsAccess", **parameters)
    return TrustedAccess(reply["Status"])


async def activate(access: AwsAccess) -> None:
    """Turn trusted access on; only the management account may. Raises AwsError."""
    await access.call("cloudformation", "ActivateOrganizationsAccess")
