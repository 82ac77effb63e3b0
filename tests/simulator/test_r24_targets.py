import pytest

from tests.embedded_aws import ended_operation
from tests.simulator.templates import accounts, deploy, instances, new_stack_set, quiet, root_of, units


@pytest.mark.rule(24)
def test_the_root_means_every_member_and_never_the_management_account(aws):
    client = new_stack_set(aws, "everywhere", quiet())
    operation = deploy(client, "everywhere", {"OrganizationalUnitIds": [root_of(aws)]})
    assert ended_operation(client, "everywhere", operation)["Status"] == "SUCCEEDED"
    names = accounts(aws)
    assert set(instances(client, "everywhere")) == set(names.values()) - {names["Acme Corp"]}


@pytest.mark.rule(24)
def test_a_parent_includes_its_children(aws):
    client = new_stack_set(aws, "one-parent", quiet())
    operation = deploy(client, "one-parent", {"OrganizationalUnitIds": [units(aws)["Production"]]})
    ended_operation(client, "one-parent", operation)
    names = accounts(aws)
    expected = {names["Shop Production"], names["Data Platform Production"], names["Payments Production"]}
    assert set(instances(client, "one-parent")) == expected


@pytest.mark.rule(24)
def test_automatic_deployment_must_be_said(aws, refused):
    client = aws.client("cloudformation")
    asked = {"StackSetName": "unsaid", "TemplateBody": quiet(), "PermissionModel": "SERVICE_MANAGED"}
    assert refused(client.create_stack_set, **asked)[0] == "ValidationError"


@pytest.mark.rule(24)
def test_units_are_required_even_when_accounts_are_named(aws, refused):
    client = new_stack_set(aws, "unitless", quiet())
    account = accounts(aws)["Network"]
    expected = ("ValidationError", "OrganizationalUnitIds should be specified in SERVICE_MANAGED mode")
    assert refused(deploy, client=client, name="unitless", targets={"Accounts": [account]}) == expected
    by_account = refused(
        client.create_stack_instances, StackSetName="unitless", Accounts=[account], Regions=["us-east-1"]
    )
    assert by_account[1].endswith("can only have OrganizationalUnit as target")
    many = {"OrganizationalUnitIds": [f"ou-abcd-{number:08}" for number in range(51)]}
    assert refused(deploy, client=client, name="unitless", targets=many)[0] == "ValidationError"
