"""What happened to a stack: its events, and the ones that tell why it failed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.aws.paging import collect, pages
from wizard.aws.stack_errors import stack_not_found

_FOLLOWER = re.compile(r"Resource \w+ cancell?ed", re.IGNORECASE)
_ROLLBACKS = frozenset({"ROLLBACK", "CONTINUE_ROLLBACK"})
_STARTS = frozenset({"CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "REVIEW_IN_PROGRESS"})
_UNKNOWN_OPERATION = frozenset({"InvalidAction", "UnknownOperationException", "501", "NotImplemented"})


@dataclass(frozen=True, slots=True)
class StackEvent:
    """One event of a stack; `reason` is AWS's own text, empty where none was given; `at` is UTC."""

    event_id: str
    logical_id: str
    physical_id: str
    resource_type: str
    status: str
    reason: str
    at: datetime


async def events(access: AwsAccess, stack_id: str, *, after: str | None) -> tuple[StackEvent, ...]:
    """Give the events newer than the one whose ID is `after`, or all of them; oldest first.

    AWS gives them newest first (R13), so reading stops at the page that holds `after`. Raises AwsError; NotFound
    where there is no such stack.
    """
    newest_first: list[StackEvent] = []
    async with stack_not_found():
        async for page in pages(access, "cloudformation", "DescribeStackEvents", "StackEvents", StackName=stack_id):
            for one in page:
                if one["EventId"] == after:
                    return tuple(reversed(newest_first))
                newest_first.append(_stack_event(one))
    return tuple(reversed(newest_first))


async def failed_events(access: AwsAccess, stack_id: str) -> tuple[StackEvent, ...]:
    """Give the failures of the stack's last operation, oldest first: the first one is the reason (R18).

    Failed validations and hooks are among them (R49), resources that were merely cancelled are not. Where
    DescribeEvents is not allowed or not known, the stack's events are read instead. Raises AwsError; NotFound where
    there is no such stack.
    """
    try:
        found = await _failed_by_describe_events(access, stack_id)
    except AwsError as error:
        if not (error.access_denied or error.code in _UNKNOWN_OPERATION):
            raise
        found = await _failed_by_stack_events(access, stack_id)
    return tuple(one for one in found if not _FOLLOWER.match(one.reason))


async def _failed_by_describe_events(access: AwsAccess, stack_id: str) -> list[StackEvent]:
    async with stack_not_found():
        newest_first = await collect(
            access,
            "cloudformation",
            "DescribeEvents",
            "OperationEvents",
            StackName=stack_id,
            Filters={"FailedEvents": True},
        )
    newest_first.sort(key=_moment, reverse=True)
    return [_operation_event(one) for one in reversed(_last_operation(newest_first)) if _is_failure(one)]


def _last_operation(newest_first: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Keep the last operation that was asked for, and the rollbacks that followed it."""
    kept: list[Mapping[str, Any]] = []
    asked_for: str | None = None
    for one in newest_first:
        operation = one.get("OperationId", "")
        if asked_for is not None and operation != asked_for:
            break
        if one.get("OperationType") not in _ROLLBACKS:
            asked_for = operation
        kept.append(one)
    return kept


def _is_failure(event: Mapping[str, Any]) -> bool:
    """Leave out what only warned, or was skipped."""
    modes = (event.get("ValidationFailureMode"), event.get("HookFailureMode"))
    return "WARN" not in modes and event.get("ValidationStatus") != "SKIPPED"


async def _failed_by_stack_events(access: AwsAccess, stack_id: str) -> list[StackEvent]:
    failed: list[StackEvent] = []
    async with stack_not_found():
        async for page in pages(access, "cloudformation", "DescribeStackEvents", "StackEvents", StackName=stack_id):
            for one in page:
                if one["ResourceStatus"].endswith("_FAILED"):
                    failed.append(_stack_event(one))
                elif one.get("PhysicalResourceId") == one["StackId"] and one["ResourceStatus"] in _STARTS:
                    return failed[::-1]
    return failed[::-1]


def _moment(event: Mapping[str, Any]) -> datetime:
    moment = event.get("Timestamp") or event.get("EndTime") or event.get("StartTime")
    return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime.fromtimestamp(0, UTC)


def _stack_event(event: Mapping[str, Any]) -> StackEvent:
    return StackEvent(
        event_id=event["EventId"],
        logical_id=event.get("LogicalResourceId", ""),
        physical_id=event.get("PhysicalResourceId", ""),
        resource_type=event.get("ResourceType", ""),
        status=event.get("ResourceStatus") or event.get("HookStatus", ""),
        reason=event.get("ResourceStatusReason") or event.get("HookStatusReason", ""),
        at=_moment(event),
    )


def _operation_event(event: Mapping[str, Any]) -> StackEvent:
    status = event.get("ResourceStatus") or event.get("HookStatus") or event.get("EventType", "")
    reasons = ("ResourceStatusReason", "HookStatusReason", "ValidationStatusReason")
    return StackEvent(
        event_id=event.get("EventId", ""),
        logical_id=event.get("LogicalResourceId", ""),
        physical_id=event.get("PhysicalResourceId", ""),
        resource_type=event.get("ResourceType", ""),
        status=status,
        reason=next((event[key] for key in reasons if event.get(key)), ""),
        at=_moment(event),
    )
