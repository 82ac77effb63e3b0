import pytest

from tests.embedded_aws import ended_operation
from tests.simulator.templates import accounts, deploy, new_stack_set, quiet, role, root_of, units

RUNNING = "RUNNING"


def most_at_once(client, name, operation):
    most = 0
    while True:
        asked = {"StackSetName": name, "OperationId": operation}
        results = client.list_stack_set_operation_results(**asked)["Summaries"]
        most = max(most, sum(one["Status"] == RUNNING for one in results))
        if client.describe_stack_set_operation(**asked)["StackSetOperation"]["Status"] not in (RUNNING, "QUEUED"):
            return most


@pytest.mark.rule(28)
@pytest.mark.parametrize(
    ("preferences", "expected"),
    [
        ({}, 1),
        ({"MaxConcurrentCount": 3, "FailureToleranceCount": 0}, 1),
        ({"MaxConcurrentCount": 3, "FailureToleranceCount": 1}, 2),
        ({"MaxConcurrentCount": 3, "FailureToleranceCount": 0, "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE"}, 3),
        ({"MaxConcurrentPercentage": 70, "FailureTolerancePercentage": 100}, 2),
        ({"MaxConcurrentPercentage": 1, "FailureTolerancePercentage": 100}, 1),
    ],
)
def test_the_preferences_decide_how_many_at_once(fresh, preferences, expected):
    aws = fresh(speed=100)
    client = new_stack_set(aws, "paced", quiet())
    targets = {"OrganizationalUnitIds": [units(aws)["Production"]]}
    operation = deploy(client, "paced", targets, OperationPreferences=preferences)
    assert most_at_once(client, "paced", operation) == expected


@pytest.fixture
def three_taken(fresh):
    aws = fresh("member-role-clash")
    return aws, new_stack_set(aws, "tolerant", role("CloudEntitlementsReadOnly"))


@pytest.mark.rule(28)
def test_within_the_tolerance_an_operation_succeeds_in_spite_of_failures(three_taken):
    aws, client = three_taken
    operation = deploy(client, "tolerant", {"OrganizationalUnitIds": [root_of(aws)]})
    ended = ended_operation(client, "tolerant", operation)
    assert (ended["Status"], ended["StatusDetails"]["FailedStackInstancesCount"]) == ("SUCCEEDED", 3)


@pytest.mark.rule(28)
def test_beyond_it_the_rest_is_cancelled_and_later_regions_are_not_tried(three_taken):
    aws, client = three_taken
    operation = deploy(
        client,
        "tolerant",
        {"OrganizationalUnitIds": [root_of(aws)]},
        Regions=["us-east-1", "eu-west-1"],
        OperationPreferences={"MaxConcurrentCount": 1, "FailureToleranceCount": 0},
    )
    assert ended_operation(client, "tolerant", operation)["Status"] == "FAILED"
    asked = {"StackSetName": "tolerant", "OperationId": operation}
    results = client.list_stack_set_operation_results(**asked)["Summaries"]
    failed = [one for one in results if one["Status"] == "FAILED"]
    assert [one["Account"] for one in failed] == [accounts(aws)["Log Archive"]]
    assert "Role with name CloudEntitlementsReadOnly already exists." in failed[0]["StatusReason"]
    cancelled = [one for one in results if one["Status"] == "CANCELLED" and one["Region"] == "us-east-1"]
    assert {one["StatusReason"] for one in cancelled} >= {"Cancelled since failure tolerance has exceeded"}
    assert {one["Status"] for one in results if one["Region"] == "eu-west-1"} == {"CANCELLED"}


@pytest.mark.rule(28)
def test_a_stopped_operation_cancels_what_has_not_started(fresh):
    aws = fresh(speed=50)
    client = new_stack_set(aws, "stopped", quiet())
    operation = deploy(client, "stopped", {"OrganizationalUnitIds": [root_of(aws)]}, OperationPreferences={})
    client.stop_stack_set_operation(StackSetName="stopped", OperationId=operation)
    assert ended_operation(client, "stopped", operation)["Status"] == "STOPPED"
    asked = {"StackSetName": "stopped", "OperationId": operation}
    results = client.list_stack_set_operation_results(**asked)["Summaries"]
    assert "Cancelled since the operation was stopped" in {one.get("StatusReason") for one in results}
