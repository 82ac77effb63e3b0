"""CreateStack, UpdateStack, DeleteStack and what goes with them (R14 to R22)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.api.common import (
    check_stack_name,
    check_types,
    find_stack,
    find_stack_bracketed,
    tags_of,
    template_of,
    token_of,
)
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.cloudformation.engine.creation import Creation
from wizard.simulator.cloudformation.engine.deletion import Deletion
from wizard.simulator.cloudformation.engine.early import early_failures, refuse_early
from wizard.simulator.cloudformation.engine.updating import Change, Updating, changes_anything
from wizard.simulator.cloudformation.stack import Stack
from wizard.simulator.cloudformation.stack_sets.checks import require_capabilities
from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.cloudformation.template.parameters import given, settle
from wizard.simulator.cloudformation.template.references import check_references
from wizard.simulator.cloudformation.template.rules import check_rules
from wizard.simulator.errors import AwsError, validation_error
from wizard.simulator.identity.credentials import session_arn
from wizard.simulator.policies.principal import Principal

_UPDATABLE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"}


@CLOUDFORMATION.action("CreateStack")
def create_stack(call: Call) -> Mapping[str, Any]:
    """Check everything, then start making the stack."""
    name, token = call.required("StackName"), token_of(call)
    check_stack_name(name)
    known = call.world.cloudformation.repeated(call.account, call.region, token, "CreateStack", name)
    if known:
        return {"StackId": known.stack_id, "OperationId": known.operations[0].operation_id}
    template = template_of(call)
    there = call.world.cloudformation.find(call.account, call.region, name)
    if there:
        raise AwsError("AlreadyExistsException", f"Stack [{name}] already exists")
    stack = new_stack(call, name, template)
    stack.caller = service_role(call) or call.principal
    if call.flag("DisableRollback") and call.text("OnFailure"):
        raise validation_error("You can specify either DisableRollback or OnFailure, but not both.")
    stack.on_failure = "DO_NOTHING" if call.flag("DisableRollback") else call.text("OnFailure", "ROLLBACK")
    stack.termination_protection = call.flag("EnableTerminationProtection")
    operation = stack.begin("CREATE_STACK", "CreateStack", token)
    call.world.cloudformation.add(stack)
    call.world.cloudformation.remember(call.account, call.region, token, "CreateStack", stack)
    start_creation(call, stack)
    return {"StackId": stack.stack_id, "OperationId": operation.operation_id}


@CLOUDFORMATION.action("UpdateStack")
def update_stack(call: Call) -> Mapping[str, Any]:
    """Check everything, then start changing the stack."""
    stack, token = find_stack_bracketed(call), token_of(call)
    known = call.world.cloudformation.repeated(call.account, call.region, token, "UpdateStack", call.text("StackName"))
    if known:
        return {"StackId": known.stack_id, "OperationId": known.operations[-1].operation_id}
    if stack.status not in _UPDATABLE:
        raise validation_error(f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated.")
    change = change_of(call, stack)
    if not changes_anything(call.world.cloudformation.context, stack, change):
        raise validation_error("No updates are to be performed.")
    operation = stack.begin("UPDATE_STACK", "UpdateStack", token)
    call.world.cloudformation.remember(call.account, call.region, token, "UpdateStack", stack)
    start_update(call, stack, change)
    return {"StackId": stack.stack_id, "OperationId": operation.operation_id}


@CLOUDFORMATION.action("DeleteStack")
def delete_stack(call: Call) -> Mapping[str, Any]:
    """Start taking the stack away; a stack that is not there is no error."""
    token = token_of(call)
    stack = call.world.cloudformation.find(call.account, call.region, call.required("StackName"))
    if stack is None or stack.status == "DELETE_COMPLETE":
        return {}
    if call.world.cloudformation.repeated(call.account, call.region, token, "DeleteStack", call.text("StackName")):
        return {}
    retain = tuple(str(one) for one in call.entries("RetainResources"))
    force = call.text("DeletionMode") == "FORCE_DELETE_STACK"
    _check_deletable(stack, retain, force=force)
    stack.begin("DELETE_STACK", "DeleteStack", token)
    call.world.cloudformation.remember(call.account, call.region, token, "DeleteStack", stack)
    stack.deletion_mode = call.text("DeletionMode")
    stack.caller = service_role(call) or call.principal
    stack.status = "DELETE_IN_PROGRESS"
    deletion = Deletion(call.world.cloudformation.context, stack, retain=retain, force=force)
    call.world.cloudformation.start(stack, deletion.run())
    return {}


@CLOUDFORMATION.action("UpdateTerminationProtection")
def update_termination_protection(call: Call) -> Mapping[str, Any]:
    """Switch the protection against DeleteStack (R22)."""
    stack = find_stack_bracketed(call)
    stack.termination_protection = call.flag("EnableTerminationProtection")
    return {"StackId": stack.stack_id}


@CLOUDFORMATION.action("CancelUpdateStack")
def cancel_update_stack(call: Call) -> Mapping[str, Any]:
    """Updates here are too short to be cancelled; AWS's refusal for a stack that is not updating otherwise."""
    stack = find_stack(call)
    raise validation_error(f"CancelUpdateStack cannot be called from current stack status {stack.status}")


def service_role(call: Call) -> Principal | None:
    """The role that CloudFormation is to act with, where a call names one. Raises ValidationError."""
    arn = call.text("RoleARN")
    if not arn:
        return None
    name = arn.rsplit("/", 1)[-1]
    role = call.world.iam.find_role(call.account, name)
    trusted = role is not None and "cloudformation.amazonaws.com" in role.assume_role_policy_document
    if role is None or role.arn != arn or not trusted:
        raise validation_error(f"Role {arn} is invalid or cannot be assumed")
    call.world.authorization.require(call.principal, "iam:PassRole", arn, call.region)
    session = session_arn(call.account, role.name, "AWSCloudFormation")
    return Principal(call.account, session, f"{role.id}:AWSCloudFormation", "role", role.name)


def new_stack(call: Call, name: str, template: Template) -> Stack:
    """A stack from a call's arguments, all checks done (R14, R16)."""
    parameters = settle(template, given(call.entries("Parameters"), None))
    capabilities = [str(one) for one in call.entries("Capabilities")]
    stack = Stack(call.account, call.region, name, template, parameters, call.principal, call.world.clock.now())
    stack.tags, stack.capabilities = tags_of(call.entries("Tags")), capabilities
    stack.description = template.description
    _check(call, stack, template, parameters)
    require_capabilities(template, capabilities)
    return stack


def change_of(call: Call, stack: Stack) -> Change:
    """What an update asks for, all checks done; tags that are not sent stay."""
    template = template_of(call, stack.template)
    parameters = settle(template, given(call.entries("Parameters"), stack.parameters))
    sent = "Tags" in call.parameters
    tags = tags_of(call.entries("Tags")) if sent else dict(stack.tags)
    capabilities = [str(one) for one in call.entries("Capabilities")]
    _check(call, stack, template, parameters)
    require_capabilities(template, capabilities)
    return Change(template, parameters, tags, capabilities)


def start_creation(call: Call, stack: Stack) -> None:
    """Let the stack come into being; early validation first where the world has it (R49)."""
    context = call.world.cloudformation.context
    failures = (
        early_failures(context, stack) if call.world.early_validation and not call.flag("DisableValidation") else []
    )
    process = refuse_early(context, stack, failures) if failures else Creation(context, stack).run()
    call.world.cloudformation.start(stack, process)


def start_update(call: Call, stack: Stack, change: Change) -> None:
    """Let the stack change."""
    stack.caller = service_role(call) or call.principal
    stack.status = "UPDATE_IN_PROGRESS"
    call.world.cloudformation.start(stack, Updating(call.world.cloudformation.context, stack, change).run())


def _check(call: Call, stack: Stack, template: Template, parameters: dict[str, str]) -> None:
    check_types(call, template)
    resolver = call.world.cloudformation.context.resolver(stack, template, parameters)
    check_rules(template, resolver)
    check_references(template, resolver)


def _check_deletable(stack: Stack, retain: tuple[str, ...], *, force: bool) -> None:
    if stack.termination_protection:
        raise validation_error(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    if stack.busy and stack.status != "DELETE_IN_PROGRESS" and not stack.status.startswith("CREATE"):
        raise validation_error(f"Stack [{stack.name}] cannot be deleted while in status {stack.status}")
    if force and stack.status != "DELETE_FAILED":
        raise validation_error(
            f"Invalid operation on stack [{stack.stack_id}]. Specify FORCE_DELETE_STACK only when the stack is in "
            "DELETE_FAILED state."
        )
    if retain and stack.status != "DELETE_FAILED":
        raise validation_error(
            f"Invalid operation on stack [{stack.stack_id}]. Specify retain resources only when the stack is in "
            "DELETE_FAILED state."
        )
