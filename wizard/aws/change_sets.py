"""CloudFormation change sets of stacks that are there: what an update would do, before it is done (R21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, CallSite, NotFound, not_aws_reply
from wizard.aws.stack_errors import stack_not_found
from wizard.aws.template_bucket import template_or_kept
from wizard.model.planned_change import Action, PlannedChange, Replacement

_UNCHANGED = ("didn't contain changes", "No updates are to be performed")
_AT_WORK = frozenset({"CREATE_PENDING", "CREATE_IN_PROGRESS"})
_NOT_FOUND = frozenset({"ChangeSetNotFound", "ChangeSetNotFoundException"})


class ChangeSetState(StrEnum):
    """Where a change set stands; UNCHANGED: AWS calls it failed, because there is nothing to change."""

    AT_WORK = "at-work"
    READY = "ready"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A change set as it is now; `reason` is AWS's own text, empty where it gives none."""

    change_set_id: str
    state: ChangeSetState
    reason: str
    changes: tuple[PlannedChange, ...]


async def create(  # noqa: PLR0913 - the call's own parameters
    access: AwsAccess,
    *,
    stack: str,
    name: str,
    template_body: str | None,
    parameters: Mapping[str, str | None],
    capabilities: Sequence[str],
    tags: Mapping[str, str],
    token: str,
) -> str:
    """Start to make a change set for a stack that is there, and give its ID.

    template_body: None keeps the template
    parameters:    all of them; a value of None keeps the value

    The type UPDATE is always asked for: one for a new stack would leave that stack behind, in review (R21). Raises
    AwsError; NotFound where there is no such stack, AlreadyExistsException where the name is taken.
    """
    async with stack_not_found(), template_or_kept(access, template_body, tags) as template:
        reply = await access.call(
            "cloudformation",
            "CreateChangeSet",
            StackName=stack,
            ChangeSetName=name,
            ChangeSetType="UPDATE",
            **template,
            Parameters=[_parameter(key, value) for key, value in parameters.items()],
            Capabilities=list(capabilities),
            Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
            ClientToken=token,
        )
    return str(reply["Id"])


async def describe(access: AwsAccess, change_set_id: str) -> ChangeSet:
    """Give a change set with all its changes, page by page. Raises AwsError; NotFound where it is gone."""
    changes: list[PlannedChange] = []
    token: str | None = None
    while True:
        reply = await _call(
            access, "DescribeChangeSet", ChangeSetName=change_set_id, **({"NextToken": token} if token else {})
        )
        changes += [_change(one["ResourceChange"]) for one in reply.get("Changes", []) if "ResourceChange" in one]
        previous, token = token, reply.get("NextToken")
        if not token:
            break
        if token == previous:
            raise not_aws_reply("a new NextToken", CallSite("cloudformation", "DescribeChangeSet", access.region))
    reason = reply.get("StatusReason", "")
    return ChangeSet(change_set_id, _state(reply["Status"], reason), reason, tuple(changes))


async def delete(access: AwsAccess, change_set: str, stack: str) -> None:
    """Delete a change set by its name or ID; done as well where there is none. Raises AwsError."""
    try:
        await _call(access, "DeleteChangeSet", ChangeSetName=change_set, StackName=stack)
    except NotFound:
        return


async def _call(access: AwsAccess, operation: str, **parameters: Any) -> Mapping[str, Any]:
    try:
        async with stack_not_found():
            return await access.call("cloudformation", operation, **parameters)
    except AwsError as error:
        if error.code in _NOT_FOUND:
            raise NotFound(error.failure) from error
        raise


def _parameter(key: str, value: str | None) -> dict[str, Any]:
    return {"ParameterKey": key, **({"UsePreviousValue": True} if value is None else {"ParameterValue": value})}


def _state(status: str, reason: str) -> ChangeSetState:
    if status in _AT_WORK:
        return ChangeSetState.AT_WORK
    if status == "CREATE_COMPLETE":
        return ChangeSetState.READY
    return ChangeSetState.UNCHANGED if any(one in reason for one in _UNCHANGED) else ChangeSetState.FAILED


def _change(one: Mapping[str, Any]) -> PlannedChange:
    known = {action.value for action in Action}
    return PlannedChange(
        action=Action(one["Action"]) if one["Action"] in known else Action.OTHER,
        logical_id=one["LogicalResourceId"],
        physical_id=one.get("PhysicalResourceId", ""),
        resource_type=one["ResourceType"],
        replacement=Replacement(one.get("Replacement", Replacement.NO)),
    )
