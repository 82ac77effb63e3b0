"""Stack instances and the operations on them (R24 to R31, R34)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.api.common import page
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.cloudformation.api.stack_sets import find_stack_set
from wizard.simulator.cloudformation.stack_sets.checks import require_permission, require_service_managed
from wizard.simulator.cloudformation.stack_sets.model import Instance, Operation, Result, StackSet
from wizard.simulator.cloudformation.stack_sets.service import Order
from wizard.simulator.cloudformation.stack_sets.targets import check_targets
from wizard.simulator.errors import AwsError, validation_error

_GATE = {
    "Status": "SKIPPED",
    "StatusReason": "Insufficient permissions to invoke AWSCloudFormationStackSetAccountGate",
}


@CLOUDFORMATION.action("CreateStackInstances")
def create_stack_instances(call: Call) -> Mapping[str, Any]:
    """Deploy to the accounts of OUs."""
    stack_set = find_stack_set(call)
    require_service_managed(call.world, stack_set.owner)
    order = _allowed(call, stack_set)
    operation = call.world.stack_sets.create_instances(stack_set, order, _overrides(call))
    return {"OperationId": operation.operation_id}


@CLOUDFORMATION.action("UpdateStackInstances")
def update_stack_instances(call: Call) -> Mapping[str, Any]:
    """Change parameters in some instances only."""
    stack_set = find_stack_set(call)
    order = _allowed(call, stack_set)
    check_targets(order.targets, creating=False)
    places = call.world.stack_sets.matching(stack_set, order.targets, order.regions)
    operation = call.world.stack_sets.update(stack_set, places, order)
    for place in places:
        stack_set.instances[place].overrides.update(_overrides(call))
    return {"OperationId": operation.operation_id}


@CLOUDFORMATION.action("DeleteStackInstances")
def delete_stack_instances(call: Call) -> Mapping[str, Any]:
    """Take instances away, with their stacks or without."""
    stack_set = find_stack_set(call)
    retain = call.flag("RetainStacks")
    operation = call.world.stack_sets.delete_instances(stack_set, _allowed(call, stack_set), retain=retain)
    return {"OperationId": operation.operation_id}


@CLOUDFORMATION.action("StopStackSetOperation")
def stop_stack_set_operation(call: Call) -> Mapping[str, Any]:
    """Stop an operation."""
    stack_set = find_stack_set(call)
    call.world.stack_sets.stop(stack_set, _operation_of(call, stack_set))
    return {}


@CLOUDFORMATION.action("ListStackInstances")
def list_stack_instances(call: Call) -> Mapping[str, Any]:
    """The instances of a StackSet."""
    stack_set = find_stack_set(call)
    account, region = call.text("StackInstanceAccount"), call.text("StackInstanceRegion")
    filters = {str(one["Name"]): str(one["Values"]) for one in call.entries("Filters")}
    found = [
        one
        for one in stack_set.instances.values()
        if account in ("", one.account)
        and region in ("", one.region)
        and filters.get("DETAILED_STATUS", one.detailed) == one.detailed
        and filters.get("LAST_OPERATION_ID", one.last_operation) == one.last_operation
    ]
    return page(call, "Summaries", found, lambda one: _instance(stack_set, one))


@CLOUDFORMATION.action("DescribeStackInstance")
def describe_stack_instance(call: Call) -> Mapping[str, Any]:
    """One instance."""
    stack_set = find_stack_set(call)
    place = (call.required("StackInstanceAccount"), call.required("StackInstanceRegion"))
    if place not in stack_set.instances:
        raise AwsError(
            "StackInstanceNotFoundException",
            f"Stack instance for StackSet {stack_set.stack_set_id}, account {place[0]} and region {place[1]} not found",
            404,
        )
    instance = stack_set.instances[place]
    overrides = [{"ParameterKey": key, "ParameterValue": value} for key, value in instance.overrides.items()]
    return {"StackInstance": {**_instance(stack_set, instance), "ParameterOverrides": overrides}}


@CLOUDFORMATION.action("DescribeStackSetOperation")
def describe_stack_set_operation(call: Call) -> Mapping[str, Any]:
    """One operation."""
    stack_set = find_stack_set(call)
    operation = _operation_of(call, stack_set)
    return {
        "StackSetOperation": {
            **_operation(operation),
            "StackSetId": stack_set.stack_set_id,
            "RetainStacks": operation.retain_stacks,
            "DeploymentTargets": operation.targets,
        }
    }


@CLOUDFORMATION.action("ListStackSetOperations")
def list_stack_set_operations(call: Call) -> Mapping[str, Any]:
    """The operations of a StackSet, newest first."""
    operations = list(reversed(find_stack_set(call).operations.values()))
    return page(call, "Summaries", operations, _operation)


@CLOUDFORMATION.action("ListStackSetOperationResults")
def list_stack_set_operation_results(call: Call) -> Mapping[str, Any]:
    """What an operation did in each account."""
    operation = _operation_of(call, find_stack_set(call))
    wanted = next((str(one["Values"]) for one in call.entries("Filters")), "")
    found = [one for one in operation.results.values() if wanted in ("", one.status)]
    return page(call, "Summaries", found, _result)


@CLOUDFORMATION.action("ListStackSetAutoDeploymentTargets")
def list_stack_set_auto_deployment_targets(call: Call) -> Mapping[str, Any]:
    """The OUs and regions where automatic deployment acts (R34)."""
    stack_set = find_stack_set(call)
    if not stack_set.auto_deployment:
        return {"Summaries": []}
    targets = list(stack_set.auto_targets.items())
    return page(call, "Summaries", targets, lambda one: {"OrganizationalUnitId": one[0], "Regions": one[1]})


def _allowed(call: Call, stack_set: StackSet) -> Order:
    order = Order(_targets(call), _regions(call), _preferences(call), call.text("OperationId"))
    units = order.targets.get("OrganizationalUnitIds") or ()
    require_permission(call.world, call.principal, call.action, stack_set, units)
    return order


def _targets(call: Call) -> Mapping[str, Any]:
    targets = call.parameters.get("DeploymentTargets")
    if not isinstance(targets, dict) or call.entries("Accounts"):
        raise validation_error(
            "StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target"
        )
    return targets


def _regions(call: Call) -> list[str]:
    regions = [str(one) for one in call.entries("Regions")]
    if not regions:
        raise validation_error(
            "1 validation error detected: Value null at 'regions' failed to satisfy constraint: Member must not be null"
        )
    return regions


def _preferences(call: Call) -> Mapping[str, Any]:
    preferences = call.parameters.get("OperationPreferences")
    return preferences if isinstance(preferences, dict) else {}


def _overrides(call: Call) -> dict[str, str]:
    return {str(one["ParameterKey"]): str(one.get("ParameterValue", "")) for one in call.entries("ParameterOverrides")}


def _operation_of(call: Call, stack_set: StackSet) -> Operation:
    wanted = call.required("OperationId")
    if wanted not in stack_set.operations:
        raise AwsError("OperationNotFoundException", f"Operation {wanted} not found", 404)
    return stack_set.operations[wanted]


def _instance(stack_set: StackSet, one: Instance) -> dict[str, Any]:
    return {
        "StackSetId": stack_set.stack_set_id,
        "Region": one.region,
        "Account": one.account,
        "StackId": one.stack_id or None,
        "Status": one.status,
        "StatusReason": one.reason or None,
        "StackInstanceStatus": {"DetailedStatus": one.detailed},
        "OrganizationalUnitId": one.unit,
        "DriftStatus": "NOT_CHECKED",
        "LastOperationId": one.last_operation or None,
    }


def _operation(one: Operation) -> dict[str, Any]:
    return {
        "OperationId": one.operation_id,
        "Action": one.action,
        "Status": one.status,
        "CreationTimestamp": one.created,
        "EndTimestamp": one.ended,
        "StatusReason": one.reason or None,
        "StatusDetails": {"FailedStackInstancesCount": one.failures},
        "OperationPreferences": one.preferences.raw or None,
    }


def _result(one: Result) -> dict[str, Any]:
    return {
        "Account": one.account,
        "Region": one.region,
        "Status": one.status,
        "StatusReason": one.reason or None,
        "AccountGateResult": _GATE if one.status not in ("PENDING", "CANCELLED") else None,
        "OrganizationalUnitId": one.unit or None,
    }
