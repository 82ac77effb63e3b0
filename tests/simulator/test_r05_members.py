import pytest

from tests.simulator.templates import quiet, root_of

DENIED = ("AccessDeniedException", "You don't have permissions to access this resource.")


@pytest.mark.rule(5)
def test_a_member_may_describe_the_organization_and_nothing_else(aws, refused):
    member = aws.client("organizations", "MEMBER")
    management = aws.client("sts").get_caller_identity()["Account"]
    assert member.describe_organization()["Organization"]["MasterAccountId"] == management
    assert refused(member.list_roots) == DENIED
    assert refused(member.list_accounts) == DENIED
    assert refused(member.describe_account, AccountId=management) == DENIED
    assert refused(member.enable_aws_service_access, ServicePrincipal="ram.amazonaws.com") == DENIED
    assert refused(member.list_organizational_units_for_parent, ParentId=root_of(aws)) == DENIED


@pytest.mark.rule(5)
def test_a_member_cannot_make_a_service_managed_stack_set(aws, refused):
    code, message = refused(
        aws.client("cloudformation", "MEMBER").create_stack_set,
        StackSetName="from-a-member",
        TemplateBody=quiet(),
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment={"Enabled": False},
    )
    assert code == "ValidationError"
    assert message.startswith("You must be the management account or delegated admin account of an organization")


@pytest.mark.rule(5)
def test_a_member_really_is_another_account(aws, refused):
    member = aws.client("sts", "MEMBER").get_caller_identity()
    assert member["Account"] != aws.client("sts").get_caller_identity()["Account"]
    aws.client("iam").create_role(RoleName="only-in-management", AssumeRolePolicyDocument="{}")
    code, _ = refused(aws.client("iam", "MEMBER").get_role, RoleName="only-in-management")
    assert code == "NoSuchEntity"
