"""The template of Cloud Entitlements, as the embedded AWS treats it."""

import json

import pytest
import yaml

from tests.embedded_aws import ROOT, settled_stack, until
from tests.simulator.templates import NAMED, accounts, instances, pairs, root_of, units

FOLDER = ROOT / "resources" / "providers" / "cloud-entitlements"
STACK = "org-wizard-cloud-entitlements"
MEMBERS = f"{STACK}-members"
ROLE = "CloudEntitlementsReadOnly"


def create(aws, client, **parameters):
    values = {"TrustedPrincipal": aws.exports["VENDOR_PRINCIPAL"], "ExternalId": "tests", "ConnectionId": "tests"}
    client.create_stack(
        StackName=STACK,
        TemplateBody=(FOLDER / "template.yaml").read_text(encoding="utf-8"),
        Parameters=pairs(**values, **parameters),
        Capabilities=NAMED,
        Tags=[{"Key": "org-wizard:connection", "Value": "tests"}],
    )
    return settled_stack(client, STACK)


def test_units_with_something_left_out_go_into_a_second_stack_set(fresh):
    aws = fresh()
    client, found, names = aws.client("cloudformation"), units(aws), accounts(aws)
    stack = create(
        aws,
        client,
        OrganizationalUnitIds=f"{found['Sandbox']},{found['Security']}",
        FilteredUnitIds=found["Production"],
        ExcludedAccountIds=names["Payments Production"],
    )
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    assert set(instances(client, MEMBERS)) == {
        names[one] for one in ("Sandbox Anna", "Log Archive", "Security Tooling")
    }
    expected = {names["Shop Production"], names["Data Platform Production"]}
    assert set(instances(client, f"{MEMBERS}-filtered")) == expected
    targets = client.list_stack_set_auto_deployment_targets(StackSetName=MEMBERS)["Summaries"]
    assert {one["OrganizationalUnitId"] for one in targets} == {found["Sandbox"], found["Security"]}


def test_tolerance_exceeded_rolls_everything_back(fresh, refused):
    aws = fresh("tolerance-exceeded")
    client = aws.client("cloudformation")
    assert create(aws, client, OrganizationalUnitIds=root_of(aws))["StackStatus"] == "ROLLBACK_COMPLETE"
    failed = client.describe_events(StackName=STACK, Filters={"FailedEvents": True})["OperationEvents"]
    assert "was unexpectedly stopped or failed" in failed[0]["ResourceStatusReason"]
    assert refused(aws.client("iam").get_role, RoleName=ROLE)[0] == "NoSuchEntity"


def test_delete_stuck_connects_and_cannot_be_deleted(fresh):
    aws = fresh("delete-stuck")
    client = aws.client("cloudformation")
    stack = create(aws, client, OrganizationalUnitIds=units(aws)["Sandbox"])
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    until(lambda: aws.client("iam").list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"])
    client.delete_stack(StackName=STACK)
    assert settled_stack(client, stack["StackId"])["StackStatus"] == "DELETE_FAILED"


@pytest.mark.rule(41)
def test_the_actions_that_the_provider_lists_are_enough_for_its_stack(fresh):
    aws = fresh("happy")
    management = aws.client("sts").get_caller_identity()["Account"]
    names = {"stack": STACK, "stack_set": MEMBERS, "stack_set_filtered": f"{MEMBERS}-filtered", "role": ROLE}
    where = {"partition": "aws", "region": "us-east-1", "account": management}
    provider = yaml.safe_load((FOLDER / "provider.yaml").read_text(encoding="utf-8"))
    statements = [
        {
            "Effect": "Allow",
            "Action": needed["actions"],
            "Resource": [one.format(**names, **where) for one in needed.get("resources", ["*"])],
        }
        for needed in provider["needed_actions"]
    ]
    iam = aws.client("iam")
    iam.create_user(UserName="operator")
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_user_policy(UserName="operator", PolicyName="operator", PolicyDocument=policy)
    key = iam.create_access_key(UserName="operator")["AccessKey"]
    client = aws.client_with(key["AccessKeyId"], key["SecretAccessKey"], "cloudformation")
    client.activate_organizations_access()
    stack = create(aws, client, OrganizationalUnitIds=units(aws)["Sandbox"])
    events = client.describe_stack_events(StackName=STACK)["StackEvents"]
    reasons = [one["ResourceStatusReason"] for one in events if one["ResourceStatus"].endswith("_FAILED")]
    assert (stack["StackStatus"], reasons) == ("CREATE_COMPLETE", [])
    client.delete_stack(StackName=STACK)
    assert until(lambda: aws.client("cloudformation").describe_stacks(StackName=stack["StackId"])["Stacks"][0][
        "StackStatus"] == "DELETE_COMPLETE")  # fmt: skip
