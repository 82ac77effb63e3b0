import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import NAMED, quiet, role


@pytest.mark.rule(21)
def test_nothing_to_change_is_an_error(aws, refused):
    client = aws.client("cloudformation")
    client.create_stack(StackName="unchanged", TemplateBody=quiet())
    settled_stack(client, "unchanged")
    asked = {"StackName": "unchanged", "UsePreviousTemplate": True}
    assert refused(client.update_stack, **asked) == ("ValidationError", "No updates are to be performed.")


@pytest.mark.rule(21)
def test_an_update_changes_what_differs(aws):
    client, iam = aws.client("cloudformation"), aws.client("iam")
    client.create_stack(StackName="changed", TemplateBody=role("changing", MaxSessionDuration=3600), Capabilities=NAMED)
    settled_stack(client, "changed")
    client.update_stack(StackName="changed", TemplateBody=role("changing", MaxSessionDuration=7200), Capabilities=NAMED)
    assert settled_stack(client, "changed")["StackStatus"] == "UPDATE_COMPLETE"
    assert iam.get_role(RoleName="changing")["Role"]["MaxSessionDuration"] == 7200


@pytest.mark.rule(21)
def test_a_failed_update_goes_back(aws):
    client, iam = aws.client("cloudformation"), aws.client("iam")
    iam.create_role(RoleName="in-the-way", AssumeRolePolicyDocument="{}")
    client.create_stack(StackName="goes-back", TemplateBody=role("before"), Capabilities=NAMED)
    settled_stack(client, "goes-back")
    client.update_stack(StackName="goes-back", TemplateBody=role("in-the-way"), Capabilities=NAMED)
    assert settled_stack(client, "goes-back")["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    resources = client.describe_stack_resources(StackName="goes-back")["StackResources"]
    assert [one["PhysicalResourceId"] for one in resources] == ["before"]
    assert iam.get_role(RoleName="before")["Role"]["RoleName"] == "before"


@pytest.mark.rule(21)
def test_a_change_set_without_changes_fails(aws):
    client = aws.client("cloudformation")
    client.create_stack(StackName="no-change", TemplateBody=quiet())
    settled_stack(client, "no-change")
    client.create_change_set(StackName="no-change", ChangeSetName="empty", TemplateBody=quiet())
    described = client.describe_change_set(StackName="no-change", ChangeSetName="empty")
    assert described["Status"] == "FAILED"
    assert described["StatusReason"].startswith("The submitted information didn't contain changes.")


@pytest.mark.rule(21)
def test_a_change_set_for_a_new_stack_leaves_a_stack_in_review(aws, refused):
    client = aws.client("cloudformation")
    asked = {"StackName": "reviewed", "ChangeSetName": "first", "ChangeSetType": "CREATE", "TemplateBody": quiet()}
    stack = client.create_change_set(**asked)["StackId"]
    assert client.describe_stacks(StackName="reviewed")["Stacks"][0]["StackStatus"] == "REVIEW_IN_PROGRESS"
    assert refused(client.create_stack, StackName="reviewed", TemplateBody=quiet())[0] == "AlreadyExistsException"
    client.execute_change_set(StackName="reviewed", ChangeSetName="first")
    assert settled_stack(client, stack)["StackStatus"] == "CREATE_COMPLETE"


@pytest.mark.rule(21)
def test_a_change_set_says_what_is_made_anew(aws):
    client = aws.client("cloudformation")
    client.create_stack(StackName="anew", TemplateBody=role("anew", MaxSessionDuration=3600), Capabilities=NAMED)
    settled_stack(client, "anew")
    for name, body in (
        ("kept", role("anew", MaxSessionDuration=7200)),
        ("replaced", role("another", MaxSessionDuration=3600)),
    ):
        client.create_change_set(StackName="anew", ChangeSetName=name, TemplateBody=body, Capabilities=NAMED)
    said = {
        name: client.describe_change_set(StackName="anew", ChangeSetName=name)["Changes"][0]["ResourceChange"]
        for name in ("kept", "replaced")
    }
    assert {name: one["Replacement"] for name, one in said.items()} == {"kept": "False", "replaced": "True"}
