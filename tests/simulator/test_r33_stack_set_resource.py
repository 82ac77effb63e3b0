import json
import re

import pytest

from tests.embedded_aws import ended_operation, settled_stack
from tests.simulator.templates import (
    ALL_AT_ONCE,
    NAMED,
    TRUST,
    accounts,
    instances,
    pairs,
    quiet,
    role,
    root_of,
    stack_set_resource,
    units,
)

ROLE = "CloudEntitlementsReadOnly"


def create(aws, name, member, unit_ids, **more):
    group = {"Regions": ["us-east-1"], "DeploymentTargets": {"OrganizationalUnitIds": unit_ids}}
    client = aws.client("cloudformation")
    body = stack_set_resource(name, member, group, **more)
    client.create_stack(StackName=name, TemplateBody=body, Capabilities=NAMED, Tags=[{"Key": "made-by", "Value": "me"}])
    return client, settled_stack(client, name)


@pytest.mark.rule(33)
def test_failures_within_the_tolerance_do_not_fail_the_resource(fresh):
    aws = fresh("member-role-clash")
    client, stack = create(aws, "partly", role(ROLE), [root_of(aws)])
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    states = [one["StackInstanceStatus"]["DetailedStatus"] for one in instances(client, "partly").values()]
    assert states.count("FAILED") == 3
    described = client.describe_stack_set(StackSetName="partly")["StackSet"]
    assert {"Key": "made-by", "Value": "me"} in described["Tags"]
    iam = aws.in_member(accounts(aws)["Network"], "iam")
    assert {"Key": "made-by", "Value": "me"} in iam.get_role(RoleName=ROLE)["Role"]["Tags"]


@pytest.mark.rule(33)
def test_beyond_the_tolerance_the_stack_names_the_operation_and_is_rolled_back(fresh, refused):
    aws = fresh("member-role-clash")
    preferences = {**ALL_AT_ONCE, "FailureTolerancePercentage": 0}
    client, stack = create(aws, "strict", role(ROLE), [root_of(aws)], OperationPreferences=preferences)
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    events = client.describe_stack_events(StackName="strict")["StackEvents"]
    failed = next(one for one in reversed(events) if one["ResourceStatus"] == "CREATE_FAILED")
    reason = failed["ResourceStatusReason"]
    assert re.search(r"Stack set operation \[[0-9a-f-]{36}\] was unexpectedly stopped or failed", reason)
    assert "already exists" not in reason
    assert refused(client.describe_stack_set, StackSetName="strict")[0] == "StackSetNotFoundException"
    iam = aws.in_member(accounts(aws)["Network"], "iam")
    assert refused(iam.get_role, RoleName=ROLE)[0] == "NoSuchEntity"


@pytest.mark.rule(33)
def test_its_stack_changes_its_targets_and_takes_it_away(aws, refused):
    client, stack = create(aws, "owned", quiet(), [units(aws)["Sandbox"]])
    group = {
        "Regions": ["us-east-1"],
        "DeploymentTargets": {"OrganizationalUnitIds": [units(aws)["Security"]]},
    }
    body = stack_set_resource("owned", quiet(), group)
    client.update_stack(StackName="owned", TemplateBody=body, Capabilities=NAMED)
    assert settled_stack(client, "owned")["StackStatus"] == "UPDATE_COMPLETE"
    names = accounts(aws)
    assert set(instances(client, "owned")) == {names["Log Archive"], names["Security Tooling"]}
    client.delete_stack(StackName="owned")
    assert settled_stack(client, stack["StackId"])["StackStatus"] == "DELETE_COMPLETE"
    assert refused(client.describe_stack_set, StackSetName="owned")[0] == "StackSetNotFoundException"


@pytest.mark.rule(33)
def test_without_trusted_access_the_event_says_so(fresh):
    aws = fresh("happy")
    client, stack = create(aws, "too-early", quiet(), [root_of(aws)])
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    events = client.describe_stack_events(StackName="too-early")["StackEvents"]
    failed = next(one for one in events if one["ResourceStatus"] == "CREATE_FAILED")
    said = "You must enable organizations access to operate a service managed stack set"
    assert said in failed["ResourceStatusReason"]
    assert "HandlerErrorCode: InvalidRequest" in failed["ResourceStatusReason"]


@pytest.mark.rule(31)
@pytest.mark.rule(33)
def test_what_cannot_be_deleted_is_removed_by_hand_and_then_the_stack(fresh):
    aws = fresh()
    client, stack = create(aws, "by-hand", role(ROLE), [units(aws)["Sandbox"]])
    organizations = aws.client("organizations")
    statement = {"Effect": "Deny", "Action": "iam:DeleteRole", "Resource": "*"}
    policy = organizations.create_policy(
        Name="keep-roles",
        Description="",
        Type="SERVICE_CONTROL_POLICY",
        Content=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )["Policy"]["PolicySummary"]["Id"]
    account = accounts(aws)["Sandbox Anna"]
    organizations.attach_policy(PolicyId=policy, TargetId=account)
    client.delete_stack(StackName="by-hand")
    assert settled_stack(client, "by-hand")["StackStatus"] == "DELETE_FAILED"
    left = instances(client, "by-hand")[account]
    assert left["Status"] == "INOPERABLE"
    assert "with an explicit deny in a service control policy" in left["StatusReason"]
    operation = client.delete_stack_instances(
        StackSetName="by-hand",
        Regions=["us-east-1"],
        RetainStacks=True,
        DeploymentTargets={"OrganizationalUnitIds": [units(aws)["Sandbox"]]},
    )["OperationId"]
    assert ended_operation(client, "by-hand", operation)["Status"] == "SUCCEEDED"
    client.delete_stack_set(StackSetName="by-hand")
    client.delete_stack(StackName="by-hand")
    assert settled_stack(client, stack["StackId"])["StackStatus"] == "DELETE_COMPLETE"
    assert aws.in_member(account, "iam").get_role(RoleName=ROLE)


@pytest.mark.rule(33)
def test_changed_parameters_reach_every_account(aws):
    member = json.dumps(
        {
            "Parameters": {"Hours": {"Type": "Number"}},
            "Resources": {
                "Role": {
                    "Type": "AWS::IAM::Role",
                    "Properties": {
                        "RoleName": "following-parameters",
                        "AssumeRolePolicyDocument": TRUST,
                        "MaxSessionDuration": {"Ref": "Hours"},
                    },
                }
            },
        }
    )
    unit = units(aws)["Sandbox"]
    client, _ = create(aws, "parameters", member, [unit], Parameters=pairs(Hours="3600"))
    group = {"Regions": ["us-east-1"], "DeploymentTargets": {"OrganizationalUnitIds": [unit]}}
    body = stack_set_resource("parameters", member, group, Parameters=pairs(Hours="7200"))
    client.update_stack(StackName="parameters", TemplateBody=body, Capabilities=NAMED)
    assert settled_stack(client, "parameters")["StackStatus"] == "UPDATE_COMPLETE"
    iam = aws.in_member(accounts(aws)["Sandbox Anna"], "iam")
    assert iam.get_role(RoleName="following-parameters")["Role"]["MaxSessionDuration"] == 7200
    actions = [one["Action"] for one in client.list_stack_set_operations(StackSetName="parameters")["Summaries"]]
    assert actions == ["UPDATE", "CREATE"]
