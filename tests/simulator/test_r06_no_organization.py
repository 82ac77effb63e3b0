import pytest

from tests.simulator.templates import quiet


@pytest.mark.rule(6)
def test_without_an_organization_there_is_nothing_to_describe(shared, refused):
    aws = shared("no-organization")
    client = aws.client("organizations")
    expected = ("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    assert refused(client.describe_organization) == expected
    assert refused(client.list_roots) == expected


@pytest.mark.rule(6)
def test_with_billing_only_there_are_no_service_managed_stack_sets(shared, refused):
    aws = shared("billing-only")
    assert aws.client("organizations").describe_organization()["Organization"]["FeatureSet"] == "CONSOLIDATED_BILLING"
    client = aws.client("cloudformation")
    assert refused(client.activate_organizations_access)[0] == "InvalidOperationException"
    code, message = refused(
        client.create_stack_set,
        StackSetName="impossible",
        TemplateBody=quiet(),
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment={"Enabled": False},
    )
    assert (code, "organizations access" in message) == ("ValidationError", True)
