"""Early validation: name conflicts found before anything is made (R49, in the scenario that has it)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.engine.context import Context
from wizard.simulator.cloudformation.stack import Stack

_REASON = (
    "Validation failed with {count} error(s). Call DescribeEvents to retrieve the full list of issues with resource "
    "and property details, resolve each error, then retry the operation."
)


def early_failures(context: Context, stack: Stack) -> list[tuple[str, Mapping[str, Any]]]:
    """The logical IDs of the resources that cannot be made, each with what DescribeEvents says of it."""
    found: list[tuple[str, Mapping[str, Any]]] = []
    resolver = context.resolver(stack)
    for name in resolver.included():
        resource = stack.template.resources[name]
        if resource["Type"] != "AWS::IAM::Role" or "RoleName" not in resource.get("Properties", {}):
            continue
        role = str(resolver.resolve(resource["Properties"]["RoleName"]))
        if context.world.iam.find_role(stack.account, role):
            said = f"Resource of type 'AWS::IAM::Role' with identifier '{role}' already exists."
            found.append(
                (
                    name,
                    {
                        "ValidationFailureMode": "FAIL",
                        "ValidationName": "NAME_CONFLICT_VALIDATION",
                        "ValidationStatus": "FAILED",
                        "ValidationStatusReason": said,
                        "ValidationPath": f"/Resources/{name}/Properties/RoleName",
                    },
                )
            )
    return found


def refuse_early(context: Context, stack: Stack, failures: list[tuple[str, Mapping[str, Any]]]) -> Process:
    """End the creation before it has begun; the stack events name no resource."""
    now = context.clock.now
    stack.turn("CREATE_IN_PROGRESS", now(), "User Initiated")
    yield 2.0
    note_early_failures(context, stack)
    stack.detail = "VALIDATION_FAILED"
    said = _REASON.format(count=len(failures))
    stack.turn("ROLLBACK_IN_PROGRESS", now(), said)
    yield 1.0
    stack.turn("ROLLBACK_COMPLETE", now(), said)


def note_early_failures(context: Context, stack: Stack) -> bool:
    """Write what early validation finds where DescribeEvents alone reads it; say whether there is something."""
    failures = early_failures(context, stack)
    for name, extra in failures:
        kind = stack.template.resources[name]["Type"]
        note = {"physical_id": "", "type": kind, "kind": "VALIDATION_ERROR", "extra": extra}
        stack.note(name, "", context.clock.now(), **note)
    return bool(failures)
