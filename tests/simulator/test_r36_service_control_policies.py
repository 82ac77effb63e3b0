import json

import pytest

from tests.embedded_aws import ended_operation
from tests.simulator.templates import accounts, deploy, instances, new_stack_set, quiet, role, root_of, units


@pytest.mark.rule(36)
def test_a_policy_denies_even_an_administrator_in_a_member(shared, refused):
    aws = shared("scp-denies-members")
    iam = aws.in_member(accounts(aws)["Network"], "iam")
    code, message = refused(iam.create_role, RoleName="denied", AssumeRolePolicyDocument="{}")
    assert code == "AccessDenied"
    assert "is not authorized to perform: iam:CreateRole" in message
    assert "with an explicit deny in a service control policy" in message
    assert aws.in_member(accounts(aws)["Log Archive"], "iam").create_role(
        RoleName="allowed", AssumeRolePolicyDocument="{}"
    )


@pytest.mark.rule(36)
def test_it_hits_the_execution_role_of_stack_sets(shared):
    aws = shared("scp-denies-members")
    client = new_stack_set(aws, "quarantined", role("quarantined"))
    ended_operation(client, "quarantined", deploy(client, "quarantined", {"OrganizationalUnitIds": [root_of(aws)]}))
    names = accounts(aws)
    found = instances(client, "quarantined")
    failed = {account for account, one in found.items() if one["StackInstanceStatus"]["DetailedStatus"] == "FAILED"}
    assert failed == {names["Network"], names["Shop Production"], names["Sandbox Anna"]}
    reason = found[names["Network"]]["StatusReason"]
    assert "ResourceLogicalId:Role, ResourceType:AWS::IAM::Role, ResourceStatusReason:" in reason
    assert "assumed-role/stacksets-exec-" in reason
    assert "with an explicit deny in a service control policy" in reason


@pytest.mark.rule(36)
def test_what_no_policy_allows_is_refused_and_the_management_account_is_exempt(fresh, refused):
    aws = fresh()
    organizations = aws.client("organizations")
    content = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    policy = organizations.create_policy(
        Name="only-s3", Description="", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(content)
    )["Policy"]["PolicySummary"]["Id"]
    root = root_of(aws)
    organizations.attach_policy(PolicyId=policy, TargetId=root)
    organizations.detach_policy(PolicyId="p-FullAWSAccess", TargetId=root)
    code, message = refused(aws.client("iam", "MEMBER").list_roles)
    assert code == "AccessDenied"
    assert "because no service control policy allows the iam:ListRoles action" in message
    assert aws.client("iam").list_roles()["Roles"]


@pytest.mark.rule(37)
def test_a_region_policy_hits_cloudformation_and_not_iam(shared, refused):
    aws = shared("scp-region")
    assert refused(aws.client("cloudformation", "MEMBER").list_stacks)[0] == "AccessDenied"
    assert aws.client("cloudformation", "MEMBER", region="eu-central-1").list_stacks()["StackSummaries"] == []
    assert aws.client("iam", "MEMBER").list_roles()["Roles"]


@pytest.mark.rule(37)
def test_it_hits_instances_in_the_denied_region_only(shared):
    aws = shared("scp-region")
    client = new_stack_set(aws, "by-region", quiet())
    targets = {"OrganizationalUnitIds": [units(aws)["Production"]]}
    operation = deploy(client, "by-region", targets, Regions=["us-east-1", "eu-central-1"])
    ended_operation(client, "by-region", operation)
    asked = {"StackSetName": "by-region", "OperationId": operation}
    results = client.list_stack_set_operation_results(**asked)["Summaries"]
    assert {(one["Region"], one["Status"]) for one in results} == {
        ("us-east-1", "FAILED"),
        ("eu-central-1", "SUCCEEDED"),
    }
    assert "cloudformation:CreateStack" in next(one["StatusReason"] for one in results if one["Status"] == "FAILED")
