import json

import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import NAMED, role, root_of


def decisions(iam, arn, actions):
    found = iam.simulate_principal_policy(PolicySourceArn=arn, ActionNames=actions)["EvaluationResults"]
    return {one["EvalActionName"]: one["EvalDecision"] for one in found}


@pytest.mark.rule(41)
def test_the_simulation_tells_what_a_user_may_do(aws):
    arn = aws.client("sts", "LIMITED").get_caller_identity()["Arn"]
    assert decisions(aws.client("iam"), arn, ["organizations:ListRoots", "cloudformation:CreateStack"]) == {
        "organizations:ListRoots": "allowed",
        "cloudformation:CreateStack": "implicitDeny",
    }


@pytest.mark.rule(41)
def test_the_simulation_knows_the_service_control_policies(shared):
    aws = shared("scp-denies-members")
    organizations = aws.client("organizations")
    pages = organizations.get_paginator("list_accounts").paginate()
    network = next(one["Id"] for page in pages for one in page["Accounts"] if one["Name"] == "Network")
    iam = aws.in_member(network, "iam")
    found = iam.simulate_principal_policy(
        PolicySourceArn=f"arn:aws:iam::{network}:role/OrganizationAccountAccessRole", ActionNames=["iam:CreateRole"]
    )["EvaluationResults"][0]
    assert found["EvalDecision"] == "explicitDeny"
    assert found["OrganizationsDecisionDetail"] == {"AllowedByOrganizations": False}


@pytest.mark.rule(41)
def test_a_session_is_no_entity_and_its_role_is(aws, refused):
    network = aws.client("sts", "MEMBER").get_caller_identity()["Account"]
    sts = aws.in_member(network, "sts")
    arn = sts.get_caller_identity()["Arn"]
    iam = aws.in_member(network, "iam")
    code, message = refused(iam.simulate_principal_policy, PolicySourceArn=arn, ActionNames=["iam:GetRole"])
    assert (code, "does not clearly define entity type and name" in message) == ("InvalidInput", True)
    role_arn = iam.get_role(RoleName="OrganizationAccountAccessRole")["Role"]["Arn"]
    assert decisions(iam, role_arn, ["iam:GetRole"]) == {"iam:GetRole": "allowed"}


@pytest.mark.rule(41)
def test_the_caller_may_lack_the_permission_to_simulate(aws, refused):
    limited = aws.client("sts", "LIMITED").get_caller_identity()["Arn"]
    iam = aws.client("iam", "LIMITED")
    code, message = refused(iam.simulate_principal_policy, PolicySourceArn=limited, ActionNames=["iam:GetRole"])
    assert code == "AccessDenied"
    assert message == (
        f"User: {limited} is not authorized to perform: iam:SimulatePrincipalPolicy on resource: {limited} "
        "because no identity-based policy allows the iam:SimulatePrincipalPolicy action"
    )


@pytest.mark.rule(41)
def test_too_few_permissions_are_refused_naming_the_action(aws, refused):
    code, message = refused(aws.client("cloudformation", "LIMITED").list_stacks)
    assert (code, "is not authorized to perform: cloudformation:ListStacks" in message) == ("AccessDenied", True)
    assert aws.client("organizations", "LIMITED").list_roots()["Roots"][0]["Id"] == root_of(aws)
    code, _ = refused(
        aws.client("organizations", "LIMITED").enable_aws_service_access, ServicePrincipal="ram.amazonaws.com"
    )
    assert code == "AccessDeniedException"


@pytest.mark.rule(41)
def test_a_stack_works_with_the_permissions_of_whoever_makes_it(aws):
    iam = aws.client("iam")
    iam.create_user(UserName="no-iam")
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "cloudformation:*", "Resource": "*"}],
    }
    iam.put_user_policy(UserName="no-iam", PolicyName="stacks", PolicyDocument=json.dumps(policy))
    key = iam.create_access_key(UserName="no-iam")["AccessKey"]
    client = aws.client_with(key["AccessKeyId"], key["SecretAccessKey"], "cloudformation")
    client.create_stack(StackName="by-no-iam", TemplateBody=role("by-no-iam"), Capabilities=NAMED)
    assert settled_stack(client, "by-no-iam")["StackStatus"] == "ROLLBACK_COMPLETE"
    events = client.describe_events(StackName="by-no-iam", Filters={"FailedEvents": True})["OperationEvents"]
    assert "is not authorized to perform: iam:CreateRole on resource" in events[0]["ResourceStatusReason"]


@pytest.mark.rule(41)
def test_cloudformation_can_act_with_a_role_that_trusts_it(aws, refused):
    iam, client = aws.client("iam"), aws.client("cloudformation")
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudformation.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    arn = iam.create_role(RoleName="acts-for-stacks", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    asked = {"StackName": "by-role", "TemplateBody": role("by-role"), "Capabilities": NAMED}
    missing = arn.replace("acts-for", "does-not-act-for")
    code, message = refused(client.create_stack, **asked, RoleARN=missing)
    assert (code, message) == ("ValidationError", f"Role {missing} is invalid or cannot be assumed")
    client.create_stack(**asked, RoleARN=arn)
    assert settled_stack(client, "by-role")["StackStatus"] == "ROLLBACK_COMPLETE"
    events = client.describe_events(StackName="by-role", Filters={"FailedEvents": True})["OperationEvents"]
    assert "assumed-role/acts-for-stacks/AWSCloudFormation" in events[0]["ResourceStatusReason"]
