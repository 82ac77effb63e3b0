import pytest

from tests.embedded_aws import ended_operation, until
from tests.simulator.templates import accounts, deploy, instances, new_stack_set, quiet, root_of, units

AUTOMATIC = {"Enabled": True, "RetainStacksOnAccountRemoval": False}


@pytest.mark.rule(34)
def test_an_account_that_moves_in_gets_the_stack_and_one_that_moves_out_loses_it(fresh):
    aws = fresh()
    client = new_stack_set(aws, "following", quiet(), AutoDeployment=AUTOMATIC)
    sandbox, account = units(aws)["Sandbox"], accounts(aws)["Acme Legacy"]
    ended_operation(client, "following", deploy(client, "following", {"OrganizationalUnitIds": [sandbox]}))
    targets = client.list_stack_set_auto_deployment_targets(StackSetName="following")["Summaries"]
    assert targets == [{"OrganizationalUnitId": sandbox, "Regions": ["us-east-1"]}]
    organizations = aws.client("organizations")
    move = {"AccountId": account, "SourceParentId": root_of(aws), "DestinationParentId": sandbox}
    organizations.move_account(**move)
    until(lambda: instances(client, "following").get(account, {}).get("Status") == "CURRENT")
    organizations.move_account(AccountId=account, SourceParentId=sandbox, DestinationParentId=root_of(aws))
    until(lambda: account not in instances(client, "following"))


@pytest.mark.rule(34)
def test_automatic_deployment_ignores_account_filters(fresh):
    aws = fresh()
    client = new_stack_set(aws, "ignoring", quiet(), AutoDeployment=AUTOMATIC)
    names, found = accounts(aws), units(aws)
    targets = {
        "OrganizationalUnitIds": [found["Development"]],
        "Accounts": [names["Sandbox Anna"]],
        "AccountFilterType": "DIFFERENCE",
    }
    ended_operation(client, "ignoring", deploy(client, "ignoring", targets))
    aws.client("organizations").move_account(
        AccountId=names["Sandbox Anna"], SourceParentId=found["Sandbox"], DestinationParentId=found["Development"]
    )
    until(lambda: instances(client, "ignoring").get(names["Sandbox Anna"], {}).get("Status") == "CURRENT")
