import pytest

from tests.simulator.templates import new_stack_set, quiet

PRINCIPAL = "member.org.stacksets.cloudformation.amazonaws.com"


@pytest.mark.rule(11)
def test_trusted_access_is_turned_on_from_the_management_account_alone(fresh, refused):
    aws = fresh("happy")
    client = aws.client("cloudformation")
    assert client.describe_organizations_access()["Status"] == "DISABLED"
    assert (
        refused(aws.client("cloudformation", "MEMBER").activate_organizations_access)[0] == "InvalidOperationException"
    )
    client.activate_organizations_access()
    assert client.describe_organizations_access()["Status"] == "ENABLED"
    services = aws.client("organizations").list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert PRINCIPAL in [one["ServicePrincipal"] for one in services]


@pytest.mark.rule(11)
def test_the_service_principal_alone_is_not_enough(fresh, refused):
    aws = fresh("trusted-access-off")
    services = aws.client("organizations").list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert PRINCIPAL in [one["ServicePrincipal"] for one in services]
    assert aws.client("cloudformation").describe_organizations_access()["Status"] == "DISABLED"


@pytest.mark.rule(11)
def test_turning_it_on_needs_an_administrator(shared, refused):
    aws = shared("happy")
    code, message = refused(aws.client("cloudformation", "LIMITED").activate_organizations_access)
    assert code == "AccessDenied"
    assert "is not authorized to perform: cloudformation:ActivateOrganizationsAccess" in message


@pytest.mark.rule(12)
def test_without_trusted_access_there_is_no_service_managed_stack_set(shared, refused):
    code, message = refused(new_stack_set, aws=shared("happy"), name="too-early", body=quiet())
    assert code == "ValidationError"
    assert message == "You must enable organizations access to operate a service managed stack set"
