import json

import pytest

from tests.embedded_aws import settled_stack, until
from tests.simulator.templates import NAMED, accounts, instances, quiet, role, root_of, stack_set_resource

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


@pytest.mark.rule(22)
def test_termination_protection_blocks_the_deletion(aws, refused):
    client = aws.client("cloudformation")
    client.create_stack(StackName="protected", TemplateBody=quiet(), EnableTerminationProtection=True)
    assert settled_stack(client, "protected")["EnableTerminationProtection"] is True
    code, message = refused(client.delete_stack, StackName="protected")
    assert code == "ValidationError"
    assert message == "Stack [protected] cannot be deleted while TerminationProtection is enabled"
    client.update_termination_protection(StackName="protected", EnableTerminationProtection=False)
    client.delete_stack(StackName="protected")


def stuck(aws, name):
    client = aws.client("cloudformation")
    client.create_stack(StackName=name, TemplateBody=role(name), Capabilities=NAMED)
    settled_stack(client, name)
    aws.client("iam").attach_role_policy(RoleName=name, PolicyArn=READ_ONLY)
    client.delete_stack(StackName=name)
    return client, settled_stack(client, name)


@pytest.mark.rule(22)
def test_a_foreign_policy_blocks_the_role_and_the_role_can_be_retained(aws):
    client, stack = stuck(aws, "stuck-role")
    assert stack["StackStatus"] == "DELETE_FAILED"
    assert "The following resource(s) failed to delete: [Role]" in stack["StackStatusReason"]
    events = client.describe_stack_events(StackName="stuck-role")["StackEvents"]
    reason = next(one["ResourceStatusReason"] for one in events if one["ResourceStatus"] == "DELETE_FAILED"
                  and one["LogicalResourceId"] == "Role")  # fmt: skip
    assert "Cannot delete entity, must detach all policies first." in reason
    client.delete_stack(StackName="stuck-role", RetainResources=["Role"])
    assert settled_stack(client, stack["StackId"])["StackStatus"] == "DELETE_COMPLETE"
    assert aws.client("iam").get_role(RoleName="stuck-role")["Role"]["RoleName"] == "stuck-role"


@pytest.mark.rule(22)
def test_deletion_can_be_forced(aws, refused):
    too_early = {"StackName": "forced-early", "DeletionMode": "FORCE_DELETE_STACK"}
    aws.client("cloudformation").create_stack(StackName="forced-early", TemplateBody=quiet())
    assert refused(aws.client("cloudformation").delete_stack, **too_early)[0] == "ValidationError"
    client, stack = stuck(aws, "forced-role")
    client.delete_stack(StackName="forced-role", DeletionMode="FORCE_DELETE_STACK")
    assert settled_stack(client, stack["StackId"])["StackStatus"] == "DELETE_COMPLETE"


@pytest.mark.rule(22)
def test_policies_inline_by_hand_block_too(aws):
    client = aws.client("cloudformation")
    client.create_stack(StackName="inline-role", TemplateBody=role("inline-role"), Capabilities=NAMED)
    settled_stack(client, "inline-role")
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    aws.client("iam").put_role_policy(RoleName="inline-role", PolicyName="by-hand", PolicyDocument=json.dumps(policy))
    client.delete_stack(StackName="inline-role")
    assert settled_stack(client, "inline-role")["StackStatus"] == "DELETE_FAILED"


@pytest.mark.rule(22)
def test_a_stack_can_be_deleted_while_it_is_being_made(fresh, refused):
    aws = fresh(speed=30)
    client = aws.client("cloudformation")
    targets = {"OrganizationalUnitIds": [root_of(aws)]}
    group = {"Regions": ["us-east-1"], "DeploymentTargets": targets}
    body = stack_set_resource("interrupted", role("interrupted"), group)
    stack = client.create_stack(StackName="interrupted", TemplateBody=body, Capabilities=NAMED)["StackId"]
    until(lambda: client.list_stack_sets(Status="ACTIVE")["Summaries"])
    until(lambda: instances(client, "interrupted"))
    client.delete_stack(StackName="interrupted")
    assert settled_stack(client, stack)["StackStatus"] == "DELETE_COMPLETE"
    assert refused(client.describe_stack_set, StackSetName="interrupted")[0] == "StackSetNotFoundException"
    iam = aws.in_member(accounts(aws)["Network"], "iam")
    assert refused(iam.get_role, RoleName="interrupted")[0] == "NoSuchEntity"
