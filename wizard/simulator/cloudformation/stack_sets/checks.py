"""What is asked before a StackSet is made or changed: who may, trusted access, what its template may hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wizard.simulator.cloudformation.stack_sets.model import StackSet
from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.errors import AwsError, validation_error
from wizard.simulator.names import PARTITION, STACK_SETS_PRINCIPAL
from wizard.simulator.organizations.tree import Organization
from wizard.simulator.policies.principal import Principal

if TYPE_CHECKING:
    from wizard.simulator.world import World

NOT_ADMINISTRATOR = (
    "You must be the management account or delegated admin account of an organization before operating a "
    "SERVICE_MANAGED stack set"
)
NO_ACCESS = "You must enable organizations access to operate a service managed stack set"
NOT_DELEGATED = "Account used is not a delegated administrator"


def owner_of(world: "World", principal: Principal, call_as: str, region: str) -> str:
    """The account whose StackSets a call means (R7). Raises AwsError ValidationError."""
    if call_as != "DELEGATED_ADMIN":
        return principal.account
    organization = world.organization
    registered = organization.delegated.get(principal.account, {}) if organization else {}
    # AWS looks the administrators up with the caller's own permissions, and blames the registration (R7).
    allowed = world.authorization.decide(principal, "organizations:ListDelegatedAdministrators", "*", region).allowed
    if organization is None or STACK_SETS_PRINCIPAL not in registered or not allowed:
        raise validation_error(NOT_DELEGATED)
    return organization.management_account


def require_service_managed(world: "World", owner: str) -> Organization:
    """The organization, where service-managed StackSets are possible (R5, R6, R12). Raises ValidationError."""
    organization = world.organization
    if organization is None or owner != organization.management_account:
        raise validation_error(NOT_ADMINISTRATOR)
    if organization.feature_set != "ALL" or organization.stack_sets_access != "ENABLED":
        raise validation_error(NO_ACCESS)
    return organization


def require_deployable(template: Template) -> None:
    """Refuse what a service-managed StackSet's template may not hold (R32)."""
    for resource in template.resources.values():
        for kind, said in (
            ("AWS::CloudFormation::Stack", "stack"),
            ("AWS::CloudFormation::StackSet", "stackset"),
        ):
            if resource["Type"] == kind:
                raise validation_error(f"Nested {said} is not supported in service managed stackset")


def require_capabilities(template: Template, given: list[str]) -> None:
    """Raise AwsError InsufficientCapabilitiesException for what was not acknowledged (R14)."""
    enough = {"CAPABILITY_IAM": {"CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"}}
    missing = [one for one in template.capabilities if not enough.get(one, {one}) & set(given)]
    if missing:
        raise AwsError("InsufficientCapabilitiesException", f"Requires capabilities : [{', '.join(missing)}]")


def require_permission(
    world: "World", principal: Principal, action: str, stack_set: StackSet, units: Sequence[str] = ()
) -> None:
    """Raise AccessDenied unless the caller may do this with the StackSet, its targets and its resource types."""
    where = f"arn:{PARTITION}:cloudformation:{stack_set.region}"
    types = {one["Type"].replace("::", "-") for one in stack_set.template.resources.values()}
    resources = [stack_set.arn]
    resources += [f"{where}:{stack_set.owner}:stackset-target/{stack_set.stack_set_id}/{unit}" for unit in units]
    if action in ("CreateStackSet", "UpdateStackSet", "CreateStackInstances"):
        resources += [f"{where}::type/resource/{kind}" for kind in sorted(types)]
    for resource in resources:
        world.authorization.require(principal, f"cloudformation:{action}", resource, stack_set.region)
