"""Trusted access for StackSets (R7, R11, R12)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.cloudformation.stack_sets.checks import NOT_DELEGATED, owner_of
from wizard.simulator.errors import AwsError
from wizard.simulator.names import STACK_SETS_PRINCIPAL
from wizard.simulator.organizations.tree import Organization

_NOT_ALLOWED = "You must be the management account of an organization to perform this operation"


@CLOUDFORMATION.action("DescribeOrganizationsAccess")
def describe_organizations_access(call: Call) -> Mapping[str, Any]:
    """Whether trusted access is on; for a delegated administrator only with CallAs (R7)."""
    if call.text("CallAs") == "DELEGATED_ADMIN":
        try:
            owner_of(call.world, call.principal, "DELEGATED_ADMIN", call.region)
        except AwsError as refused:
            raise AwsError("InvalidOperationException", NOT_DELEGATED) from refused
        return {"Status": _organization(call, of_management=False).stack_sets_access}
    return {"Status": _organization(call, of_management=True).stack_sets_access}


@CLOUDFORMATION.action("ActivateOrganizationsAccess")
def activate_organizations_access(call: Call) -> Mapping[str, Any]:
    """Turn trusted access on, from the management account alone; needs the permissions of what it does besides."""
    organization = _organization(call, of_management=True)
    if organization.feature_set != "ALL":
        raise AwsError(
            "InvalidOperationException",
            "Organization must have all features enabled to activate trusted access with CloudFormation StackSets",
        )
    require = call.world.authorization.require
    context = {"organizations:ServicePrincipal": STACK_SETS_PRINCIPAL}
    require(call.principal, "organizations:EnableAWSServiceAccess", "*", call.region, context)
    service = {"iam:AWSServiceName": "stacksets.cloudformation.amazonaws.com"}
    require(call.principal, "iam:CreateServiceLinkedRole", call.world.service_linked_role, call.region, service)
    organization.stack_sets_access = "ENABLED"
    organization.trusted_services.setdefault(STACK_SETS_PRINCIPAL, call.world.clock.now())
    call.world.make_service_linked_role()
    return {}


@CLOUDFORMATION.action("DeactivateOrganizationsAccess")
def deactivate_organizations_access(call: Call) -> Mapping[str, Any]:
    """Turn trusted access off."""
    organization = _organization(call, of_management=True)
    organization.stack_sets_access = "DISABLED"
    organization.trusted_services.pop(STACK_SETS_PRINCIPAL, None)
    return {}


def _organization(call: Call, *, of_management: bool) -> Organization:
    organization = call.world.organization
    if organization is None or call.account not in organization.accounts:
        raise AwsError("InvalidOperationException", "Your account is not a member of an organization")
    if of_management and call.account != organization.management_account:
        raise AwsError("InvalidOperationException", _NOT_ALLOWED)
    return organization
