"""Change sets: for a new stack or one that is there (R21)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.api.common import (
    check_stack_name,
    find_stack_bracketed,
    page,
    tag_list,
    template_of,
    token_of,
)
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.cloudformation.api.stacks import change_of, new_stack, start_creation, start_update
from wizard.simulator.cloudformation.change_set import ChangeSet
from wizard.simulator.cloudformation.engine.early import note_early_failures
from wizard.simulator.cloudformation.engine.updating import Change, changes_anything, listed_changes
from wizard.simulator.cloudformation.stack import Stack
from wizard.simulator.cloudformation.template.parameters import shown
from wizard.simulator.errors import AwsError, validation_error

_EMPTY = "The submitted information didn't contain changes. Submit different information to create a change set."
_EARLY = (
    "The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot Early "
    "Validation errors, use the DescribeEvents API for detailed failure information."
)
_IN_REVIEW = "REVIEW_IN_PROGRESS"


@CLOUDFORMATION.action("CreateChangeSet")
def create_change_set(call: Call) -> Mapping[str, Any]:
    """A change set; for a new stack it leaves that stack in REVIEW_IN_PROGRESS."""
    name = call.required("ChangeSetName")
    stack, change = _new(call, name) if call.text("ChangeSetType", "UPDATE") == "CREATE" else _existing(call)
    change_sets = call.world.cloudformation.change_sets.setdefault(stack.stack_id, {})
    if name in change_sets:
        raise AwsError("AlreadyExistsException", f"ChangeSet {name} cannot be created because it already exists")
    creates = stack.status == _IN_REVIEW
    context = call.world.cloudformation.context
    found = ChangeSet(
        name, call.account, call.region, creates, change, call.world.clock.now(), call.text("Description")
    )
    if not creates and not changes_anything(context, stack, change):
        found.status, found.execution, found.reason = "FAILED", "UNAVAILABLE", _EMPTY
    elif creates and call.world.early_validation and note_early_failures(context, stack):
        found.status, found.execution, found.reason = "FAILED", "UNAVAILABLE", _EARLY
    else:
        found.changes = listed_changes(context, stack, change)
    change_sets[name] = found
    return {"Id": found.arn, "StackId": stack.stack_id}


@CLOUDFORMATION.action("DescribeChangeSet")
def describe_change_set(call: Call) -> Mapping[str, Any]:
    """A change set and what it would do."""
    stack, found = _found(call)
    return {
        **_summary(stack, found),
        "Parameters": shown(found.change.template, found.change.parameters),
        "Capabilities": found.change.capabilities,
        "Tags": tag_list(found.change.tags),
        "Changes": found.changes,
    }


@CLOUDFORMATION.action("ListChangeSets")
def list_change_sets(call: Call) -> Mapping[str, Any]:
    """The change sets of a stack."""
    stack = find_stack_bracketed(call)
    found = list(call.world.cloudformation.change_sets.get(stack.stack_id, {}).values())
    return page(call, "Summaries", found, lambda one: _summary(stack, one))


@CLOUDFORMATION.action("DeleteChangeSet")
def delete_change_set(call: Call) -> Mapping[str, Any]:
    """Take a change set away; the stack in review stays (R21)."""
    stack, found = _found(call)
    del call.world.cloudformation.change_sets[stack.stack_id][found.name]
    return {}


@CLOUDFORMATION.action("ExecuteChangeSet")
def execute_change_set(call: Call) -> Mapping[str, Any]:
    """Do what a change set says."""
    token = token_of(call)
    stack, found = _found(call)
    if found.execution != "AVAILABLE":
        raise AwsError(
            "InvalidChangeSetStatus",
            f"ChangeSet [{found.arn}] cannot be executed in its current status of [{found.status}]",
        )
    del call.world.cloudformation.change_sets[stack.stack_id]
    if found.creates:
        stack.begin("CREATE_STACK", "ExecuteChangeSet", token)
        stack.caller = call.principal
        stack.status = "CREATE_IN_PROGRESS"
        start_creation(call, stack)
    else:
        stack.begin("UPDATE_STACK", "ExecuteChangeSet", token)
        start_update(call, stack, found.change)
    return {}


def _new(call: Call, change_set: str) -> tuple[Stack, Change]:
    name = call.required("StackName")
    check_stack_name(name)
    there = call.world.cloudformation.find(call.account, call.region, name)
    if there and there.status != _IN_REVIEW:
        raise validation_error(
            f"Stack [{name}] already exists and cannot be created again with the changeSet [{change_set}]."
        )
    stack = new_stack(call, name, template_of(call))
    if there:
        stack.stack_id = there.stack_id
    stack.begin("CREATE_CHANGESET", "CreateChangeSet", token_of(call))
    stack.turn(_IN_REVIEW, call.world.clock.now(), "User Initiated")
    call.world.cloudformation.add(stack)
    return stack, Change(stack.template, stack.parameters, stack.tags, stack.capabilities)


def _existing(call: Call) -> tuple[Stack, Change]:
    stack = find_stack_bracketed(call)
    if stack.busy or not stack.status.endswith("COMPLETE") or stack.status.startswith(("ROLLBACK", "DELETE")):
        raise validation_error(f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated.")
    return stack, change_of(call, stack)


def _found(call: Call) -> tuple[Stack, ChangeSet]:
    wanted = call.required("ChangeSetName")
    for stack_id, change_sets in call.world.cloudformation.change_sets.items():
        stack = call.world.cloudformation.by_id(stack_id)
        for one in change_sets.values():
            mine = stack is not None and (stack.account, stack.region) == (call.account, call.region)
            named = one.name == wanted and stack is not None and call.text("StackName") in (stack.name, stack_id)
            if stack is not None and mine and (one.arn == wanted or named):
                return stack, one
    raise AwsError("ChangeSetNotFound", f"ChangeSet [{wanted}] does not exist", 404)


def _summary(stack: Stack, one: ChangeSet) -> dict[str, Any]:
    return {
        "ChangeSetName": one.name,
        "ChangeSetId": one.arn,
        "StackId": stack.stack_id,
        "StackName": stack.name,
        "Description": one.description or None,
        "CreationTime": one.created,
        "ExecutionStatus": one.execution,
        "Status": one.status,
        "StatusReason": one.reason or None,
    }
