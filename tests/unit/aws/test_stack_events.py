import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.stub import Stubber

from wizard.aws import stacks
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotFound

Stub = Callable[[str], Stubber]
ID = "arn:aws:cloudformation:eu-west-1:111122223333:stack/x/1"
START = datetime(2026, 1, 2, tzinfo=UTC)
FAILED = {"StackName": ID, "Filters": {"FailedEvents": True}}


def event(number: int, status: str = "CREATE_COMPLETE", reason: str = "", **more: Any) -> dict[str, Any]:
    return {
        "StackId": ID,
        "EventId": f"e{number}",
        "StackName": "x",
        "LogicalResourceId": f"L{number}",
        "ResourceType": "AWS::IAM::Role",
        "Timestamp": START + timedelta(seconds=number),
        "ResourceStatus": status,
        **({"ResourceStatusReason": reason} if reason else {}),
        **more,
    }


def operation_event(number: int, operation: str = "op1", **more: Any) -> dict[str, Any]:
    given = event(number, "CREATE_FAILED", "no", OperationId=operation, OperationType="CREATE_STACK")
    del given["StackName"]
    return {**given, **more}


def ids(found: tuple[stacks.StackEvent, ...]) -> list[str]:
    return [one.event_id for one in found]


def give(stubber: Stubber, *pages: list[dict[str, Any]]) -> None:
    for number, page in enumerate(pages):
        token = {"NextToken": str(number + 1)} if number + 1 < len(pages) else {}
        sent = {"NextToken": str(number)} if number else {}
        stubber.add_response("describe_stack_events", {"StackEvents": page, **token}, {"StackName": ID, **sent})


def test_all_events_come_oldest_first(access: AwsAccess, stub: Stub) -> None:  # R13
    give(stub("cloudformation"), [event(4), event(3)], [], [event(2), event(1, PhysicalResourceId="R")])
    found = asyncio.run(stacks.events(access, ID, after=None))
    assert ids(found) == ["e1", "e2", "e3", "e4"]
    assert found[0] == stacks.StackEvent(
        "e1", "L1", "R", "AWS::IAM::Role", "CREATE_COMPLETE", "", START + timedelta(seconds=1)
    )


def test_reading_back_stops_at_what_is_known(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_response(
        "describe_stack_events", {"StackEvents": [event(4), event(3), event(2)], "NextToken": "n"}, {"StackName": ID}
    )
    assert ids(asyncio.run(stacks.events(access, ID, after="e2"))) == ["e3", "e4"]


def test_nothing_new(access: AwsAccess, stub: Stub) -> None:
    give(stub("cloudformation"), [event(2), event(1)])
    assert asyncio.run(stacks.events(access, ID, after="e2")) == ()


def test_known_event_on_a_later_page(access: AwsAccess, stub: Stub) -> None:
    stubber = stub("cloudformation")
    stubber.add_response(
        "describe_stack_events", {"StackEvents": [event(4), event(3)], "NextToken": "1"}, {"StackName": ID}
    )
    stubber.add_response(
        "describe_stack_events",
        {"StackEvents": [event(2), event(1)], "NextToken": "2"},
        {"StackName": ID, "NextToken": "1"},
    )
    assert ids(asyncio.run(stacks.events(access, ID, after="e1"))) == ["e2", "e3", "e4"]


def test_events_of_no_stack(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_client_error("describe_stack_events", "ValidationError", "Stack [x] does not exist")
    with pytest.raises(NotFound):
        asyncio.run(stacks.events(access, ID, after=None))


def test_first_failure_comes_first_and_followers_are_left_out(access: AwsAccess, stub: Stub) -> None:  # R18
    given = [
        operation_event(3, ResourceStatusReason="Resource creation cancelled"),
        operation_event(2, ResourceStatusReason="second"),
        operation_event(1, ResourceStatusReason="first"),
    ]
    stub("cloudformation").add_response("describe_events", {"OperationEvents": given}, FAILED)
    found = asyncio.run(stacks.failed_events(access, ID))
    assert [one.reason for one in found] == ["first", "second"]


def test_validation_and_hooks_that_refuse_are_failures_and_warnings_are_not(
    access: AwsAccess, stub: Stub
) -> None:  # R49
    def validation(number: int, **more: Any) -> dict[str, Any]:
        return {
            "EventId": f"e{number}",
            "StackId": ID,
            "OperationId": "op1",
            "OperationType": "CREATE_STACK",
            "EventType": "VALIDATION_ERROR",
            "LogicalResourceId": "Role",
            "ResourceType": "AWS::IAM::Role",
            "Timestamp": START + timedelta(seconds=number),
            **more,
        }

    given = [
        validation(4, EventType="HOOK_INVOCATION_ERROR", HookStatus="HOOK_COMPLETE_FAILED", HookStatusReason="hook"),
        validation(3, ValidationStatus="SKIPPED", ValidationStatusReason="skipped"),
        validation(2, ValidationStatus="FAILED", ValidationFailureMode="WARN", ValidationStatusReason="warning"),
        validation(1, ValidationStatus="FAILED", ValidationFailureMode="FAIL", ValidationStatusReason="name taken"),
    ]
    stub("cloudformation").add_response("describe_events", {"OperationEvents": given}, FAILED)
    found = asyncio.run(stacks.failed_events(access, ID))
    assert [(one.status, one.reason) for one in found] == [
        ("VALIDATION_ERROR", "name taken"),
        ("HOOK_COMPLETE_FAILED", "hook"),
    ]


def test_failures_of_earlier_operations_do_not_count_but_those_of_the_rollback_do(
    access: AwsAccess, stub: Stub
) -> None:
    given = [
        operation_event(3, "op3", OperationType="ROLLBACK"),
        operation_event(2, "op2", OperationType="UPDATE_STACK"),
        operation_event(1, "op1"),
    ]
    stub("cloudformation").add_response("describe_events", {"OperationEvents": given}, FAILED)
    assert ids(asyncio.run(stacks.failed_events(access, ID))) == ["e2", "e3"]


@pytest.mark.parametrize(
    "code", ["AccessDenied", "AccessDeniedException", "InvalidAction", "UnknownOperationException"]
)
def test_stack_events_tell_where_describe_events_does_not(access: AwsAccess, stub: Stub, code: str) -> None:
    stub("cloudformation").add_client_error("describe_events", code, "no")
    stub("cloudformation").add_response(
        "describe_stack_events",
        {
            "StackEvents": [
                event(6, "ROLLBACK_COMPLETE", PhysicalResourceId=ID),
                event(5, "CREATE_FAILED", "Resource creation cancelled"),
                event(4, "CREATE_FAILED", "taken"),
                event(3, "UPDATE_IN_PROGRESS", "User Initiated", PhysicalResourceId=ID),
                event(2, "CREATE_FAILED", "long ago"),
            ],
            "NextToken": "n",
        },
        {"StackName": ID},
    )
    assert [one.reason for one in asyncio.run(stacks.failed_events(access, ID))] == ["taken"]


def test_other_refusals_of_describe_events_are_refusals(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_client_error("describe_events", "ExpiredToken", "expired")
    with pytest.raises(AwsError) as caught:
        asyncio.run(stacks.failed_events(access, ID))
    assert caught.value.code == "ExpiredToken"
