import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.stub import Stubber

from wizard.aws import stack_sets
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotFound

Stub = Callable[[str], Stubber]
AT = datetime(2026, 1, 2, tzinfo=UTC)
DESCRIBED: dict[str, Any] = {
    "StackSetName": "s",
    "StackSetId": "s:1",
    "Status": "ACTIVE",
    "Parameters": [{"ParameterKey": "RoleName", "ParameterValue": "R"}],
    "Capabilities": ["CAPABILITY_NAMED_IAM"],
    "Tags": [{"Key": "k", "Value": "v"}],
    "AutoDeployment": {"Enabled": True, "RetainStacksOnAccountRemoval": False},
    "OrganizationalUnitIds": ["r-ab12"],
    "Regions": ["us-east-1"],
}
ALL_AT_ONCE = {
    "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE",
    "MaxConcurrentPercentage": 100,
    "FailureTolerancePercentage": 100,
}


def describe(stubber: Stubber, **changes: Any) -> None:
    stubber.add_response("describe_stack_set", {"StackSet": {**DESCRIBED, **changes}}, {"StackSetName": "s"})


def test_describe(access: AwsAccess, stub: Stub) -> None:
    describe(stub("cloudformation"))
    assert asyncio.run(stack_sets.describe(access, "s")) == stack_sets.StackSet(
        name="s",
        stack_set_id="s:1",
        status="ACTIVE",
        tags={"k": "v"},
        parameters={"RoleName": "R"},
        auto_deployment=True,
        organizational_unit_ids=("r-ab12",),
        capabilities=("CAPABILITY_NAMED_IAM",),
        regions=("us-east-1",),
    )


def test_no_stack_set_and_a_deleted_one_are_none(access: AwsAccess, stub: Stub) -> None:
    describe(stub("cloudformation"), Status="DELETED")
    stub("cloudformation").add_client_error("describe_stack_set", "StackSetNotFoundException", "not found")
    assert asyncio.run(stack_sets.describe(access, "s")) is None
    assert asyncio.run(stack_sets.describe(access, "s")) is None


def test_operations_come_newest_first_and_say_how_many_failed(access: AwsAccess, stub: Stub) -> None:  # R28
    first = {"OperationId": "1", "Action": "CREATE", "Status": "SUCCEEDED", "CreationTimestamp": AT, "EndTimestamp": AT}
    second = {
        "OperationId": "2",
        "Action": "UPDATE",
        "Status": "RUNNING",
        "CreationTimestamp": AT.replace(hour=1),
        "StatusDetails": {"FailedStackInstancesCount": 3},
    }
    stub("cloudformation").add_response(
        "list_stack_set_operations", {"Summaries": [first, second]}, {"StackSetName": "s"}
    )
    assert asyncio.run(stack_sets.operations(access, "s")) == (
        stack_sets.StackSetOperation("2", "UPDATE", "RUNNING", AT.replace(hour=1), None, 3),
        stack_sets.StackSetOperation("1", "CREATE", "SUCCEEDED", AT, AT, 0),
    )


def test_results_and_instances(access: AwsAccess, stub: Stub) -> None:  # R29
    stubber = stub("cloudformation")
    result = {"Account": "111122223333", "Region": "us-east-1", "Status": "FAILED", "StatusReason": "taken"}
    stubber.add_response(
        "list_stack_set_operation_results", {"Summaries": [result]}, {"StackSetName": "s", "OperationId": "1"}
    )
    instance = {
        "StackSetId": "s:1",
        "Account": "111122223333",
        "Region": "us-east-1",
        "Status": "OUTDATED",
        "StatusReason": "taken",
        "StackInstanceStatus": {"DetailedStatus": "FAILED"},
        "OrganizationalUnitId": "ou-ab12-11111111",
    }
    other = {**instance, "Account": "444455556666", "StackId": "arn:stack", "Status": "CURRENT"}
    stubber.add_response("list_stack_instances", {"Summaries": [instance], "NextToken": "n"}, {"StackSetName": "s"})
    stubber.add_response("list_stack_instances", {"Summaries": [other]}, {"StackSetName": "s", "NextToken": "n"})
    assert asyncio.run(stack_sets.operation_results(access, "s", "1")) == (
        stack_sets.InstanceResult("111122223333", "us-east-1", "FAILED", "taken"),
    )
    found = asyncio.run(stack_sets.instances(access, "s"))
    assert found[0] == stack_sets.StackInstance(
        "111122223333", "us-east-1", "ou-ab12-11111111", "", "OUTDATED", "FAILED", "taken"
    )
    assert [one.account_id for one in found] == ["111122223333", "444455556666"]


def test_retry_changes_nothing_but_tries_the_named_accounts_again(access: AwsAccess, stub: Stub) -> None:  # R30
    describe(stub("cloudformation"))
    expected = {
        "StackSetName": "s",
        "OperationId": "t1",
        "UsePreviousTemplate": True,
        "Parameters": [{"ParameterKey": "RoleName", "UsePreviousValue": True}],
        "Capabilities": ["CAPABILITY_NAMED_IAM"],
        "DeploymentTargets": {
            "OrganizationalUnitIds": ["ou-ab12-11111111"],
            "Accounts": ["111122223333"],
            "AccountFilterType": "INTERSECTION",
        },
        "Regions": ["us-east-1"],
        "OperationPreferences": ALL_AT_ONCE,
    }
    stub("cloudformation").add_response("update_stack_set", {"OperationId": "t1"}, expected)
    retried = stack_sets.retry_accounts(
        access, name="s", ou_ids=("ou-ab12-11111111",), account_ids=("111122223333",), token="t1"
    )
    assert asyncio.run(retried) == "t1"


@pytest.mark.rule("R25")
def test_accounts_that_were_not_reached_are_created_by_name(access: AwsAccess, stub: Stub) -> None:
    expected = {
        "StackSetName": "s",
        "OperationId": "t1",
        "DeploymentTargets": {
            "OrganizationalUnitIds": ["r-ab12"],
            "Accounts": ["111122223333"],
            "AccountFilterType": "INTERSECTION",
        },
        "Regions": ["eu-west-1"],
        "OperationPreferences": ALL_AT_ONCE,
    }
    stub("cloudformation").add_response("create_stack_instances", {"OperationId": "t1"}, expected)
    created = stack_sets.create_instances(
        access, name="s", ou_ids=("r-ab12",), account_ids=("111122223333",), token="t1"
    )
    assert asyncio.run(created) == "t1"


def test_operation_that_arrived_before_is_the_same_operation(access: AwsAccess, stub: Stub) -> None:  # R45
    stub("cloudformation").add_client_error("delete_stack_instances", "OperationIdAlreadyExistsException", "exists")
    deleted = stack_sets.delete_instances(access, name="s", ou_ids=("r-ab12",), token="t1")
    assert asyncio.run(deleted) == "t1"


@pytest.mark.parametrize(
    ("given", "targets"),
    [
        ({}, {"AccountFilterType": "NONE"}),
        ({"account_ids": ("111122223333",)}, {"Accounts": ["111122223333"], "AccountFilterType": "INTERSECTION"}),
    ],
)
def test_deleting_instances_always_sends_a_filter(  # R25
    access: AwsAccess, stub: Stub, given: dict[str, Any], targets: dict[str, Any]
) -> None:
    expected = {
        "StackSetName": "s",
        "OperationId": "t1",
        "DeploymentTargets": {"OrganizationalUnitIds": ["r-ab12"], **targets},
        "Regions": ["eu-west-1"],
        "RetainStacks": True,
        "OperationPreferences": ALL_AT_ONCE,
    }
    stub("cloudformation").add_response("delete_stack_instances", {"OperationId": "t1"}, expected)
    deleted = stack_sets.delete_instances(access, name="s", ou_ids=("r-ab12",), token="t1", retain_stacks=True, **given)
    assert asyncio.run(deleted) == "t1"


def test_delegated_administrator_says_so_on_every_call(access: AwsAccess, stub: Stub) -> None:  # R7
    acting = access.acting_as("DELEGATED_ADMIN")
    said = {"StackSetName": "s", "CallAs": "DELEGATED_ADMIN"}
    answered = {"ResponseMetadata": {"RequestId": "r", "HTTPStatusCode": 200}}
    stubber = stub("cloudformation")
    stubber.add_response("describe_stack_set", {"StackSet": DESCRIBED}, said)
    stubber.add_response("list_stack_set_operations", {"Summaries": []}, said)
    stubber.add_response("list_stack_set_operation_results", {"Summaries": []}, {**said, "OperationId": "1"})
    stubber.add_response("list_stack_instances", {"Summaries": []}, said)
    stubber.add_response("stop_stack_set_operation", answered, {**said, "OperationId": "1"})
    stubber.add_response("delete_stack_set", answered, said)

    async def work() -> None:
        await stack_sets.describe(acting, "s")
        await stack_sets.operations(acting, "s")
        await stack_sets.operation_results(acting, "s", "1")
        await stack_sets.instances(acting, "s")
        await stack_sets.stop_operation(acting, "s", "1")
        await stack_sets.delete(acting, "s")

    asyncio.run(work())


def test_what_does_not_exist_is_told_apart_from_other_refusals(access: AwsAccess, stub: Stub) -> None:
    stubber = stub("cloudformation")
    stubber.add_client_error("list_stack_instances", "StackSetNotFoundException", "not found")
    stubber.add_client_error("list_stack_set_operation_results", "OperationNotFoundException", "not found")
    stubber.add_client_error("delete_stack_set", "StackSetNotEmptyException", "not empty")
    with pytest.raises(NotFound):
        asyncio.run(stack_sets.instances(access, "s"))
    with pytest.raises(NotFound):
        asyncio.run(stack_sets.operation_results(access, "s", "1"))
    with pytest.raises(AwsError) as caught:
        asyncio.run(stack_sets.delete(access, "s"))
    assert caught.value.code == "StackSetNotEmptyException"
