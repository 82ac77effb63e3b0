import json

import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import NAMED, QUIET, TRUST, quiet

TWO = json.dumps(
    {
        "Resources": {
            "Taken": {
                "Type": "AWS::IAM::Role",
                "DependsOn": "First",
                "Properties": {"RoleName": "already-there", "AssumeRolePolicyDocument": TRUST},
            },
            "First": {
                "Type": "AWS::IAM::Role",
                "Properties": {"RoleName": "made-and-undone", "AssumeRolePolicyDocument": TRUST},
            },
            "Beside": {"Type": QUIET, "DependsOn": "First"},
        }
    }
)


@pytest.fixture
def rolled_back(fresh):
    aws = fresh()
    aws.client("iam").create_role(RoleName="already-there", AssumeRolePolicyDocument=json.dumps(TRUST))
    client = aws.client("cloudformation")
    client.create_stack(StackName="fails", TemplateBody=TWO, Capabilities=NAMED)
    stack = settled_stack(client, "fails")
    return aws, client, stack


@pytest.mark.rule(17)
def test_a_failed_create_rolls_back_and_keeps_its_name(rolled_back, refused):
    aws, client, stack = rolled_back
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert refused(aws.client("iam").get_role, RoleName="made-and-undone")[0] == "NoSuchEntity"
    again = refused(client.create_stack, StackName="fails", TemplateBody=quiet())
    assert again == ("AlreadyExistsException", "Stack [fails] already exists")
    code, message = refused(client.update_stack, StackName="fails", TemplateBody=quiet())
    assert code == "ValidationError"
    assert message == f"Stack:{stack['StackId']} is in ROLLBACK_COMPLETE state and can not be updated."
    client.delete_stack(StackName="fails")
    assert settled_stack(client, stack["StackId"])["StackStatus"] == "DELETE_COMPLETE"
    client.create_stack(StackName="fails", TemplateBody=quiet())
    assert settled_stack(client, "fails")["StackStatus"] == "CREATE_COMPLETE"


@pytest.mark.rule(18)
def test_the_reason_is_in_the_first_failed_event(rolled_back):
    _, client, stack = rolled_back
    events = list(reversed(client.describe_stack_events(StackName=stack["StackId"])["StackEvents"]))
    failed = [one for one in events if one["ResourceStatus"] == "CREATE_FAILED"]
    assert failed[0]["LogicalResourceId"] == "Taken"
    assert "Role with name already-there already exists." in failed[0]["ResourceStatusReason"]
    assert all(one["ResourceStatusReason"] == "Resource creation cancelled" for one in failed[1:])
    rollback = next(one for one in events if one["ResourceStatus"] == "ROLLBACK_IN_PROGRESS")
    assert "The following resource(s) failed to create: [Taken]" in rollback["ResourceStatusReason"]


@pytest.mark.rule(18)
def test_describe_events_gives_the_failure_directly(rolled_back):
    _, client, stack = rolled_back
    found = client.describe_events(StackName=stack["StackId"], Filters={"FailedEvents": True})["OperationEvents"]
    assert [one["LogicalResourceId"] for one in found] == ["Taken"]
    assert found[0]["EventType"] == "PROVISIONING_ERROR"
