"""Who may call AWS Organizations: the management account, delegated administrators to read, members hardly (R5, R6)."""

from wizard.simulator.call import Call
from wizard.simulator.errors import AwsError
from wizard.simulator.organizations.tree import Organization

MEMBER_ACTIONS = {
    "DescribeOrganization",
    "DescribeEffectivePolicy",
    "ListHandshakesForAccount",
    "DescribeHandshake",
    "LeaveOrganization",
}


def organization_of(call: Call) -> Organization:
    """The caller's organization. Raises AwsError where it has none (R6) or may not call this (R5)."""
    organization = call.world.organization
    if organization is None or call.account not in organization.accounts:
        raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    if call.account == organization.management_account or call.action in MEMBER_ACTIONS:
        return organization
    reads = call.action.startswith(("List", "Describe"))
    if reads and call.account in organization.delegated:
        return organization
    raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
