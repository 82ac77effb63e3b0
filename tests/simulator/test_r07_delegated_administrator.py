import json

import pytest

from tests.embedded_aws import ended_operation
from tests.simulator.templates import NAMED, accounts, deploy, instances, new_stack_set, quiet, units

NOT_DELEGATED = "Account used is not a delegated administrator"


@pytest.mark.rule(7)
def test_a_delegated_administrator_works_in_the_management_account_with_call_as(aws, refused):
    delegated = aws.client("cloudformation", "DELEGATED")
    asked = {"StackSetName": "by-delegated", "TemplateBody": quiet(), "PermissionModel": "SERVICE_MANAGED"}
    assert refused(delegated.create_stack_set, **asked, AutoDeployment={"Enabled": False})[0] == "ValidationError"
    delegated.create_stack_set(**asked, AutoDeployment={"Enabled": False}, CallAs="DELEGATED_ADMIN")
    assert (
        aws.client("cloudformation").describe_stack_set(StackSetName="by-delegated")["StackSet"]["Status"] == "ACTIVE"
    )
    assert refused(delegated.describe_stack_set, StackSetName="by-delegated")[0] == "StackSetNotFoundException"
    targets = {"OrganizationalUnitIds": [units(aws)["Sandbox"]]}
    operation = deploy(delegated, "by-delegated", targets, CallAs="DELEGATED_ADMIN")
    ended = ended_operation(delegated, "by-delegated", operation, CallAs="DELEGATED_ADMIN")
    assert ended["Status"] == "SUCCEEDED"
    assert set(instances(aws.client("cloudformation"), "by-delegated")) == {accounts(aws)["Sandbox Anna"]}


@pytest.mark.rule(7)
def test_trusted_access_is_told_to_a_delegated_administrator_with_call_as_only(aws, refused):
    delegated = aws.client("cloudformation", "DELEGATED")
    assert delegated.describe_organizations_access(CallAs="DELEGATED_ADMIN")["Status"] == "ENABLED"
    assert refused(delegated.describe_organizations_access)[0] == "InvalidOperationException"


@pytest.mark.rule(7)
def test_a_plain_member_is_no_delegated_administrator(aws, refused):
    member = aws.client("cloudformation", "MEMBER")
    assert refused(member.list_stack_sets, CallAs="DELEGATED_ADMIN") == ("ValidationError", NOT_DELEGATED)


@pytest.mark.rule(7)
def test_a_missing_permission_is_blamed_on_the_registration(aws, refused):
    iam = aws.client("iam", "DELEGATED")
    iam.create_user(UserName="narrow")
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "cloudformation:*", "Resource": "*"}],
    }
    iam.put_user_policy(UserName="narrow", PolicyName="stacks", PolicyDocument=json.dumps(policy))
    key = iam.create_access_key(UserName="narrow")["AccessKey"]
    narrow = aws.client_with(key["AccessKeyId"], key["SecretAccessKey"], "cloudformation")
    assert refused(narrow.list_stack_sets, CallAs="DELEGATED_ADMIN") == ("ValidationError", NOT_DELEGATED)
    assert new_stack_set(aws, "made-by-management", quiet(), Capabilities=NAMED)
