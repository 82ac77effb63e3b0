"""CloudFormation stacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotFound
from wizard.aws.paging import collect
from wizard.aws.stack_errors import stack_not_found
from wizard.aws.stack_events import StackEvent, events, failed_events
from wizard.aws.template_bucket import template_argument, template_or_kept

__all__ = [
    "Stack",
    "StackEvent",
    "StackResource",
    "create",
    "delete",
    "describe",
    "events",
    "failed_events",
    "resources",
    "turn_off_protection",
    "update",
]


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack as it is now; `created_at` is UTC. Values of NoEcho parameters read `****` (R16)."""

    stack_id: str
    name: str
    status: str
    status_reason: str
    parameters: Mapping[str, str]
    outputs: Mapping[str, str]
    tags: Mapping[str, str]
    termination_protection: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StackResource:
    """A resource of a stack; `physical_id` is empty until it is made."""

    logical_id: str
    physical_id: str
    resource_type: str
    status: str


async def describe(access: AwsAccess, name_or_id: str) -> Stack | None:
    """Give a stack, or None where there is none; a deleted one is found by its ID alone (R19). Raises AwsError."""
    try:
        async with stack_not_found():
            reply = await access.call("cloudformation", "DescribeStacks", StackName=name_or_id)
    except NotFound:
        return None
    return _stack(reply["Stacks"][0]) if reply["Stacks"] else None


async def every(access: AwsAccess) -> tuple[Stack, ...]:
    """Give every stack of the account in the region that is not deleted. Raises AwsError."""
    found = await collect(access, "cloudformation", "DescribeStacks", "Stacks")
    return tuple(_stack(one) for one in found)


async def create(  # noqa: PLR0913 - the call's own parameters
    access: AwsAccess,
    *,
    name: str,
    template_body: str,
    parameters: Mapping[str, str],
    capabilities: Sequence[str],
    tags: Mapping[str, str],
    token: str,
) -> str:
    """Start to create a stack, and give its ID. The same token again is the same request (R20). Raises AwsError."""
    async with template_argument(access, template_body, tags) as template:
        reply = await access.call(
            "cloudformation",
            "CreateStack",
            StackName=name,
            **template,
            Parameters=_parameters(parameters),
            Capabilities=list(capabilities),
            Tags=_tags(tags),
            ClientRequestToken=token,
        )
    return str(reply["StackId"])


async def update(  # noqa: PLR0913 - likewise
    access: AwsAccess,
    *,
    name: str,
    template_body: str | None,
    parameters: Mapping[str, str | None],
    capabilities: Sequence[str],
    tags: Mapping[str, str] | None,
    token: str,
) -> bool:
    """Start to update a stack; False where there is nothing to change (R21).

    template_body: None keeps the template
    parameters:    all of them; a value of None keeps the value
    tags:          None keeps them

    Raises AwsError; NotFound where there is no such stack.
    """
    changed: dict[str, Any] = {"Tags": _tags(tags)} if tags is not None else {}
    try:
        async with stack_not_found(), template_or_kept(access, template_body, tags or {}) as template:
            await access.call(
                "cloudformation",
                "UpdateStack",
                StackName=name,
                **template,
                **changed,
                Parameters=_parameters(parameters),
                Capabilities=list(capabilities),
                ClientRequestToken=token,
            )
    except AwsError as error:
        if error.code == "ValidationError" and "No updates are to be performed" in error.failure.text:
            return False
        raise
    return True


async def delete(access: AwsAccess, *, name: str, token: str, retain: Sequence[str] = (), force: bool = False) -> None:
    """Start to delete a stack. AWS says nothing where there is none. Raises AwsError.

    name:   the name, or better the ID, by which the end can be watched (R19)
    retain: logical IDs of resources to leave behind; allowed after DELETE_FAILED alone (R22)
    force:  leave behind whatever cannot be deleted (R22)
    """
    parameters: dict[str, Any] = {"StackName": name, "ClientRequestToken": token}
    if retain:
        parameters["RetainResources"] = list(retain)
    if force:
        parameters["DeletionMode"] = "FORCE_DELETE_STACK"
    await access.call("cloudformation", "DeleteStack", **parameters)


async def continue_rollback(access: AwsAccess, stack_id: str, *, token: str) -> None:
    """Let an update that is stuck in UPDATE_ROLLBACK_FAILED go back to its end. Raises AwsError; NotFound as above."""
    async with stack_not_found():
        await access.call("cloudformation", "ContinueUpdateRollback", StackName=stack_id, ClientRequestToken=token)


async def turn_off_protection(access: AwsAccess, stack_id: str) -> None:
    """Let a stack be deleted again (R22). Raises AwsError; NotFound where there is no such stack."""
    async with stack_not_found():
        await access.call(
            "cloudformation", "UpdateTerminationProtection", StackName=stack_id, EnableTerminationProtection=False
        )


async def resources(access: AwsAccess, stack_id: str) -> tuple[StackResource, ...]:
    """Give the resources of a stack. Raises AwsError; NotFound where there is no such stack."""
    async with stack_not_found():
        found = await collect(
            access, "cloudformation", "ListStackResources", "StackResourceSummaries", StackName=stack_id
        )
    return tuple(
        StackResource(
            logical_id=one["LogicalResourceId"],
            physical_id=one.get("PhysicalResourceId", ""),
            resource_type=one["ResourceType"],
            status=one["ResourceStatus"],
        )
        for one in found
    )


def _stack(stack: Mapping[str, Any]) -> Stack:
    return Stack(
        stack_id=stack["StackId"],
        name=stack["StackName"],
        status=stack["StackStatus"],
        status_reason=stack.get("StackStatusReason", ""),
        parameters={one["ParameterKey"]: one.get("ParameterValue", "") for one in stack.get("Parameters", [])},
        outputs={one["OutputKey"]: one.get("OutputValue", "") for one in stack.get("Outputs", [])},
        tags={one["Key"]: one["Value"] for one in stack.get("Tags", [])},
        termination_protection=bool(stack.get("EnableTerminationProtection", False)),
        created_at=stack["CreationTime"].astimezone(UTC),
    )


def _parameters(parameters: Mapping[str, str | None]) -> list[dict[str, Any]]:
    return [
        {"ParameterKey": key, "UsePreviousValue": True}
        if value is None
        else {"ParameterKey": key, "ParameterValue": value}
        for key, value in parameters.items()
    ]


def _tags(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]
