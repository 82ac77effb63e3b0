"""DescribeStacks, the lists of stacks and resources, and the events, which page backwards in time (R13, R18)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.api.common import find_stack, find_stack_bracketed, page, tag_list
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.cloudformation.stack import Event, Resource, Stack
from wizard.simulator.cloudformation.template.parameters import shown
from wizard.simulator.errors import validation_error

_NOT_CHECKED = {"StackResourceDriftStatus": "NOT_CHECKED"}


@CLOUDFORMATION.action("DescribeStacks")
def describe_stacks(call: Call) -> Mapping[str, Any]:
    """One stack, or all that are not deleted."""
    if call.text("StackName"):
        return {"Stacks": [_stack(find_stack(call))]}
    alive = [one for one in call.world.cloudformation.of(call.account, call.region) if one.status != "DELETE_COMPLETE"]
    return page(call, "Stacks", alive, _stack)


@CLOUDFORMATION.action("ListStacks")
def list_stacks(call: Call) -> Mapping[str, Any]:
    """All stacks, deleted ones included, by status."""
    wanted = call.entries("StackStatusFilter")
    stacks = call.world.cloudformation.of(call.account, call.region)
    return page(call, "StackSummaries", [one for one in stacks if not wanted or one.status in wanted], _summary)


@CLOUDFORMATION.action("DescribeStackEvents")
def describe_stack_events(call: Call) -> Mapping[str, Any]:
    """The events of a stack, newest first; early validation is not among them (R49)."""
    stack = find_stack_bracketed(call)
    events = [one for one in reversed(stack.events) if one.kind == "STACK_EVENT"]
    return page(call, "StackEvents", events, lambda one: _event(stack, one))


@CLOUDFORMATION.action("DescribeEvents")
def describe_events(call: Call) -> Mapping[str, Any]:
    """The events of a stack's operations, newest first; only the failures where that is asked for (R18)."""
    operation = call.text("OperationId")
    if call.text("StackName"):
        stacks = [find_stack_bracketed(call)]
    elif call.text("ChangeSetName"):
        stacks = [_of_change_set(call)]
    elif operation:
        stacks = [one for one in call.world.cloudformation.of(call.account, call.region) if _has(one, operation)]
    else:
        raise validation_error("One of ChangeSetName, OperationId or StackName must be specified")
    filters = call.parameters.get("Filters")
    only_failed = isinstance(filters, dict) and str(filters.get("FailedEvents", "")).lower() == "true"
    found = [
        (stack, event)
        for stack in stacks
        for event in reversed(stack.events)
        if (not operation or event.operation_id == operation) and (not only_failed or event.failed)
    ]
    return page(call, "OperationEvents", found, lambda one: _operation_event(*one))


@CLOUDFORMATION.action("ListStackResources")
def list_stack_resources(call: Call) -> Mapping[str, Any]:
    """The resources of a stack."""
    stack = find_stack(call)
    return page(call, "StackResourceSummaries", list(stack.resources.values()), _resource_summary)


@CLOUDFORMATION.action("DescribeStackResources")
def describe_stack_resources(call: Call) -> Mapping[str, Any]:
    """The resources of a stack, or one of them."""
    stack = find_stack(call)
    wanted = call.text("LogicalResourceId")
    found = [one for name, one in stack.resources.items() if not wanted or name == wanted]
    return {"StackResources": [_resource(stack, one) for one in found]}


@CLOUDFORMATION.action("DescribeStackResource")
def describe_stack_resource(call: Call) -> Mapping[str, Any]:
    """One resource of a stack."""
    stack = find_stack(call)
    wanted = call.required("LogicalResourceId")
    if wanted not in stack.resources:
        raise validation_error(f"Resource {wanted} does not exist for stack {stack.name}")
    entry = _resource(stack, stack.resources[wanted])
    entry["LastUpdatedTimestamp"] = entry.pop("Timestamp")
    return {"StackResourceDetail": entry}


@CLOUDFORMATION.action("ListExports")
def list_exports(call: Call) -> Mapping[str, Any]:
    """What the stacks of the region export."""
    exports = call.world.cloudformation.exports(call.account, call.region)
    return page(call, "Exports", sorted(exports.items()), lambda one: {"Name": one[0], "Value": one[1]})


def _of_change_set(call: Call) -> Stack:
    wanted = call.text("ChangeSetName")
    for stack_id, change_sets in call.world.cloudformation.change_sets.items():
        stack = call.world.cloudformation.by_id(stack_id)
        if stack and stack.account == call.account and any(one.arn == wanted for one in change_sets.values()):
            return stack
    raise validation_error("One of ChangeSetName, OperationId or StackName must be specified")


def _has(stack: Stack, operation: str) -> bool:
    return any(one.operation_id == operation for one in stack.operations)


def _stack(stack: Stack) -> dict[str, Any]:
    return {
        "StackId": stack.stack_id,
        "StackName": stack.name,
        "Description": stack.description or None,
        "Parameters": shown(stack.template, stack.parameters),
        "CreationTime": stack.created,
        "DeletionTime": stack.deleted,
        "LastUpdatedTime": stack.updated,
        "RollbackConfiguration": {},
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason or None,
        "DetailedStatus": stack.detail or None,
        "DisableRollback": stack.on_failure == "DO_NOTHING",
        "NotificationARNs": [],
        "Capabilities": stack.capabilities,
        "Outputs": stack.outputs,
        "Tags": tag_list(stack.tags),
        "EnableTerminationProtection": stack.termination_protection,
        "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
        "DeletionMode": stack.deletion_mode or None,
        "LastOperations": [
            {"OperationType": one.kind, "OperationId": one.operation_id} for one in reversed(stack.operations[-5:])
        ],
    }


def _summary(stack: Stack) -> dict[str, Any]:
    return {
        "StackId": stack.stack_id,
        "StackName": stack.name,
        "TemplateDescription": stack.description or None,
        "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated,
        "DeletionTime": stack.deleted,
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason or None,
        "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
    }


def _event(stack: Stack, event: Event) -> dict[str, Any]:
    return {
        "StackId": stack.stack_id,
        "EventId": event.event_id,
        "StackName": stack.name,
        "OperationId": event.operation_id or None,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id,
        "ResourceType": event.type,
        "Timestamp": event.at,
        "ResourceStatus": event.status,
        "ResourceStatusReason": event.reason or None,
        "ClientRequestToken": event.token or None,
    }


def _operation_event(stack: Stack, event: Event) -> dict[str, Any]:
    kind = next((one.kind for one in stack.operations if one.operation_id == event.operation_id), None)
    broken = event.kind == "STACK_EVENT" and event.failed
    return {
        "EventId": event.event_id,
        "StackId": stack.stack_id,
        "OperationId": event.operation_id or None,
        "OperationType": kind,
        "EventType": "PROVISIONING_ERROR" if broken else event.kind,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id or None,
        "ResourceType": event.type,
        "Timestamp": event.at,
        "ResourceStatus": event.status or None,
        "ResourceStatusReason": event.reason or None,
        "ClientRequestToken": event.token or None,
        **event.extra,
    }


def _resource_summary(resource: Resource) -> dict[str, Any]:
    return {
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id or None,
        "ResourceType": resource.type,
        "LastUpdatedTimestamp": resource.updated,
        "ResourceStatus": resource.status,
        "ResourceStatusReason": resource.reason or None,
        "DriftInformation": _NOT_CHECKED,
    }


def _resource(stack: Stack, resource: Resource) -> dict[str, Any]:
    entry = _resource_summary(resource)
    entry["Timestamp"] = entry.pop("LastUpdatedTimestamp")
    return {"StackName": stack.name, "StackId": stack.stack_id, **entry}
