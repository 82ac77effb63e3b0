import pytest

from tests.embedded_aws import ended_operation, settled_stack
from tests.simulator.templates import (
    NAMED,
    accounts,
    deploy,
    instances,
    new_stack_set,
    quiet,
    root_of,
    stack_set_resource,
    units,
)


@pytest.mark.rule(25)
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("INTERSECTION", {"Shop Production"}),
        ("DIFFERENCE", {"Data Platform Production", "Payments Production"}),
    ],
)
def test_a_filter_narrows_the_units(aws, kind, expected):
    name = f"filtered-{kind.lower()}"
    client = new_stack_set(aws, name, quiet())
    targets = {"OrganizationalUnitIds": [units(aws)["Production"]], "AccountFilterType": kind}
    targets["Accounts"] = [accounts(aws)["Shop Production"], accounts(aws)["Network"]]
    ended_operation(client, name, deploy(client, name, targets))
    assert set(instances(client, name)) == {accounts(aws)[one] for one in expected}


@pytest.mark.rule(25)
def test_on_create_there_is_no_union_and_no_missing_filter(aws, refused):
    client = new_stack_set(aws, "unfiltered", quiet())
    targets = {"OrganizationalUnitIds": [root_of(aws)], "Accounts": [accounts(aws)["Network"]]}
    code, message = refused(deploy, client=client, name="unfiltered", targets=targets)
    assert code == "ValidationError"
    assert message == "AccountFilterType should be specified when both OrganizationalUnitIds and Accounts are provided"
    union = {**targets, "AccountFilterType": "UNION"}
    assert refused(deploy, client=client, name="unfiltered", targets=union)[0] == "ValidationError"


@pytest.mark.rule(25)
def test_the_resource_refuses_union(aws):
    client = aws.client("cloudformation")
    targets = {
        "OrganizationalUnitIds": [root_of(aws)],
        "Accounts": [accounts(aws)["Network"]],
        "AccountFilterType": "UNION",
    }
    body = stack_set_resource("by-union", quiet(), {"Regions": ["us-east-1"], "DeploymentTargets": targets})
    client.create_stack(StackName="by-union", TemplateBody=body, Capabilities=NAMED)
    assert settled_stack(client, "by-union")["StackStatus"] == "ROLLBACK_COMPLETE"


@pytest.mark.rule(25)
def test_on_delete_a_missing_filter_means_the_whole_units(aws):
    client = new_stack_set(aws, "deleted-whole", quiet())
    unit = units(aws)["Production"]
    ended_operation(client, "deleted-whole", deploy(client, "deleted-whole", {"OrganizationalUnitIds": [unit]}))
    targets = {"OrganizationalUnitIds": [unit], "Accounts": [accounts(aws)["Shop Production"]]}
    asked = {"StackSetName": "deleted-whole", "Regions": ["us-east-1"], "RetainStacks": False}
    operation = client.delete_stack_instances(**asked, DeploymentTargets=targets)["OperationId"]
    assert ended_operation(client, "deleted-whole", operation)["Status"] == "SUCCEEDED"
    assert instances(client, "deleted-whole") == {}


@pytest.mark.rule(26)
def test_a_long_list_of_accounts_comes_as_a_file(aws):
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="account-lists")
    names = accounts(aws)
    text = f"{names['Shop Production']},\n{names['Network']}\n"
    s3.put_object(Bucket="account-lists", Key="some.csv", Body=text.encode())
    client = new_stack_set(aws, "by-file", quiet())
    targets = {
        "OrganizationalUnitIds": [units(aws)["Production"]],
        "AccountFilterType": "INTERSECTION",
        "AccountsUrl": "https://s3.us-east-1.amazonaws.com/account-lists/some.csv",
    }
    ended_operation(client, "by-file", deploy(client, "by-file", targets))
    assert set(instances(client, "by-file")) == {names["Shop Production"]}
