import pytest

from tests.embedded_aws import ended_operation, until
from tests.simulator.templates import accounts, deploy, instances, new_stack_set, quiet, role, units

ROLE = "CloudEntitlementsReadOnly"


@pytest.mark.rule(29)
def test_states_on_the_way(fresh):
    aws = fresh(speed=30)
    client = new_stack_set(aws, "watched", quiet())
    targets = {"OrganizationalUnitIds": [units(aws)["Security"]]}
    operation = deploy(client, "watched", targets, OperationPreferences={})
    until(lambda: {one["StackInstanceStatus"]["DetailedStatus"] for one in instances(client, "watched").values()}
          == {"PENDING", "RUNNING"})  # fmt: skip
    ended_operation(client, "watched", operation)
    found = instances(client, "watched").values()
    assert {(one["Status"], one["StackInstanceStatus"]["DetailedStatus"]) for one in found} == {
        ("CURRENT", "SUCCEEDED")
    }


@pytest.mark.rule(29)
def test_suspended_accounts_are_skipped_and_do_not_count(aws):
    client = new_stack_set(aws, "with-suspended", quiet())
    targets = {"OrganizationalUnitIds": [units(aws)["Suspended"]]}
    ended = ended_operation(client, "with-suspended", deploy(client, "with-suspended", targets))
    assert (ended["Status"], ended["StatusDetails"]["FailedStackInstancesCount"]) == ("SUCCEEDED", 0)
    found = instances(client, "with-suspended")[accounts(aws)["Old Project"]]
    assert found["StackInstanceStatus"]["DetailedStatus"] == "SKIPPED_SUSPENDED_ACCOUNT"


@pytest.mark.rule(29)
def test_a_member_has_a_real_stack_and_a_real_role(aws):
    client = new_stack_set(aws, "real", role("really-there"))
    ended_operation(client, "real", deploy(client, "real", {"OrganizationalUnitIds": [units(aws)["Sandbox"]]}))
    account = accounts(aws)["Sandbox Anna"]
    stack_id = instances(client, "real")[account]["StackId"]
    stack = aws.in_member(account, "cloudformation").describe_stacks(StackName=stack_id)["Stacks"][0]
    assert (stack["StackStatus"], stack_id.split(":")[4]) == ("CREATE_COMPLETE", account)
    found = aws.in_member(account, "iam").get_role(RoleName="really-there")["Role"]
    assert found["Arn"] == f"arn:aws:iam::{account}:role/really-there"


@pytest.mark.rule(30)
def test_a_failed_instance_stays_and_is_retried(fresh, refused):
    aws = fresh("member-role-clash")
    client = new_stack_set(aws, "retried", role(ROLE))
    unit, account = units(aws)["Development"], accounts(aws)["Shop Development"]
    ended_operation(client, "retried", deploy(client, "retried", {"OrganizationalUnitIds": [unit]}))
    failed = instances(client, "retried")[account]
    assert (failed["Status"], failed["StackInstanceStatus"]["DetailedStatus"]) == ("OUTDATED", "FAILED")
    member = aws.in_member(account, "cloudformation")
    assert member.describe_stacks(StackName=failed["StackId"])["Stacks"][0]["StackStatus"] == "DELETE_COMPLETE"
    events = member.describe_stack_events(StackName=failed["StackId"])["StackEvents"]
    assert any("already exists" in one.get("ResourceStatusReason", "") for one in events)
    aws.in_member(account, "iam").delete_role(RoleName=ROLE)
    one = {"OrganizationalUnitIds": [unit], "Accounts": [account], "AccountFilterType": "INTERSECTION"}
    asked = {"StackSetName": "retried", "UsePreviousTemplate": True, "DeploymentTargets": one, "Regions": ["us-east-1"]}
    together = refused(client.update_stack_set, **asked, AutoDeployment={"Enabled": False})
    assert together[0] == "ValidationError"
    operation = client.update_stack_set(**asked)["OperationId"]
    assert ended_operation(client, "retried", operation)["Status"] == "SUCCEEDED"
    assert instances(client, "retried")[account]["Status"] == "CURRENT"
    assert aws.in_member(account, "iam").get_role(RoleName=ROLE)


@pytest.mark.rule(30)
def test_a_failed_instance_is_retried_by_creating_it_again(fresh):
    aws = fresh("member-role-clash")
    client = new_stack_set(aws, "again", role(ROLE))
    unit, account = units(aws)["Development"], accounts(aws)["Shop Development"]
    ended_operation(client, "again", deploy(client, "again", {"OrganizationalUnitIds": [unit]}))
    aws.in_member(account, "iam").delete_role(RoleName=ROLE)
    one = {"OrganizationalUnitIds": [unit], "Accounts": [account], "AccountFilterType": "INTERSECTION"}
    ended_operation(client, "again", deploy(client, "again", one))
    assert {found["Status"] for found in instances(client, "again").values()} == {"CURRENT"}


@pytest.mark.rule(31)
def test_the_order_of_deletion(aws, refused):
    client = new_stack_set(aws, "emptied", role("emptied"))
    unit = units(aws)["Sandbox"]
    ended_operation(client, "emptied", deploy(client, "emptied", {"OrganizationalUnitIds": [unit]}))
    assert refused(client.delete_stack_set, StackSetName="emptied")[0] == "StackSetNotEmptyException"
    asked = {"StackSetName": "emptied", "Regions": ["us-east-1"], "RetainStacks": False}
    operation = client.delete_stack_instances(**asked, DeploymentTargets={"OrganizationalUnitIds": [unit]})
    assert ended_operation(client, "emptied", operation["OperationId"])["Status"] == "SUCCEEDED"
    iam = aws.in_member(accounts(aws)["Sandbox Anna"], "iam")
    assert refused(iam.get_role, RoleName="emptied")[0] == "NoSuchEntity"
    client.delete_stack_set(StackSetName="emptied")
    assert refused(client.describe_stack_set, StackSetName="emptied")[0] == "StackSetNotFoundException"


@pytest.mark.rule(31)
def test_the_instance_of_a_closed_account_can_only_be_retained(fresh):
    aws = fresh()
    client = new_stack_set(aws, "closing", quiet())
    targets = {"OrganizationalUnitIds": [units(aws)["Sandbox"]]}
    ended_operation(client, "closing", deploy(client, "closing", targets))
    account = accounts(aws)["Sandbox Anna"]
    aws.client("organizations").close_account(AccountId=account)
    asked = {"StackSetName": "closing", "Regions": ["us-east-1"], "DeploymentTargets": targets}
    operation = client.delete_stack_instances(**asked, RetainStacks=False)["OperationId"]
    assert ended_operation(client, "closing", operation)["Status"] == "FAILED"
    assert instances(client, "closing")[account]["Status"] == "INOPERABLE"
    operation = client.delete_stack_instances(**asked, RetainStacks=True)["OperationId"]
    assert ended_operation(client, "closing", operation)["Status"] == "SUCCEEDED"
    assert instances(client, "closing") == {}


@pytest.mark.rule(32)
def test_what_a_service_managed_template_may_not_hold(aws, refused):
    nested = '{"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": {}}}}'
    assert refused(new_stack_set, aws=aws, name="nested", body=nested)[0] == "ValidationError"
    inner = nested.replace("CloudFormation::Stack", "CloudFormation::StackSet")
    assert refused(new_stack_set, aws=aws, name="nested", body=inner)[0] == "ValidationError"


@pytest.mark.rule(32)
def test_macros_let_the_operation_fail(aws):
    body = quiet(Transform="AWS::Include")
    client = new_stack_set(aws, "with-macro", body, Capabilities=["CAPABILITY_AUTO_EXPAND"])
    targets = {"OrganizationalUnitIds": [units(aws)["Sandbox"]]}
    operation = deploy(client, "with-macro", targets, OperationPreferences={})
    assert ended_operation(client, "with-macro", operation)["Status"] == "FAILED"


@pytest.mark.rule(32)
def test_a_named_role_fails_in_a_second_region(aws):
    client = new_stack_set(aws, "two-regions", role("one-per-account"))
    targets = {"OrganizationalUnitIds": [units(aws)["Sandbox"]]}
    operation = deploy(client, "two-regions", targets, Regions=["us-east-1", "eu-west-1"])
    ended_operation(client, "two-regions", operation)
    asked = {"StackSetName": "two-regions", "OperationId": operation}
    results = client.list_stack_set_operation_results(**asked)["Summaries"]
    assert {one["Region"]: one["Status"] for one in results} == {"us-east-1": "SUCCEEDED", "eu-west-1": "FAILED"}


@pytest.mark.rule(29)
def test_what_a_deletion_left_inoperable_is_left_out_of_updates_and_can_be_deleted_once_it_is_mended(aws):
    client = new_stack_set(aws, "inoperable", role("inoperable"))
    unit, account = units(aws)["Sandbox"], accounts(aws)["Sandbox Anna"]
    targets = {"OrganizationalUnitIds": [unit]}
    ended_operation(client, "inoperable", deploy(client, "inoperable", targets))
    iam = aws.in_member(account, "iam")
    statement = '{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}'
    document = '{"Version": "2012-10-17", "Statement": [' + statement + "]}"
    iam.put_role_policy(RoleName="inoperable", PolicyName="foreign", PolicyDocument=document)
    asked = {"StackSetName": "inoperable", "Regions": ["us-east-1"], "DeploymentTargets": targets}
    failed = client.delete_stack_instances(**asked, RetainStacks=False)
    assert ended_operation(client, "inoperable", failed["OperationId"])["Status"] == "FAILED"
    assert instances(client, "inoperable")[account]["Status"] == "INOPERABLE"
    updated = client.update_stack_instances(**asked)["OperationId"]
    ended_operation(client, "inoperable", updated)
    found = client.list_stack_set_operation_results(StackSetName="inoperable", OperationId=updated)["Summaries"]
    assert (found, instances(client, "inoperable")[account]["Status"]) == ([], "INOPERABLE")
    iam.delete_role_policy(RoleName="inoperable", PolicyName="foreign")
    mended = client.delete_stack_instances(**asked, RetainStacks=False)
    assert ended_operation(client, "inoperable", mended["OperationId"])["Status"] == "SUCCEEDED"
    assert instances(client, "inoperable") == {}
