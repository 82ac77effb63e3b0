"""A StackSet of a stack compares its groups OU by OU, without knowing the tree."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.embedded_aws import settled_stack
from tests.simulator.templates import NAMED, accounts, instances, quiet, root_of, stack_set_resource, units
from wizard.simulator.cloudformation.stack_sets.regrouping import NOTHING, Share, lost, shares

EVERYONE = frozenset("abcdef")
SHARES = st.builds(Share, st.frozensets(st.sampled_from(sorted(EVERYONE))), others=st.booleans())


def members(share):
    return EVERYONE - share.named if share.others else EVERYONE & share.named


@given(SHARES, SHARES)
def test_shares_are_sets(one, other):
    assert members(one.without(other)) == members(one) - members(other)
    assert members(one.joined(other)) == members(one) | members(other)
    assert members(one.common(other)) == members(one) & members(other)
    assert members(one.complement()) == EVERYONE - members(one)


@given(SHARES)
def test_a_filter_names_its_share_again(share):
    target = {"OrganizationalUnitIds": ["ou-1"], **share.filter()}
    if not share.empty:
        assert shares([target]) == {"ou-1": share}


def test_units_with_one_filter_are_one_operation():
    before = shares([{"OrganizationalUnitIds": ["ou-1", "ou-2", "ou-3"]}])
    after = shares([{"OrganizationalUnitIds": ["ou-3"], "AccountFilterType": "DIFFERENCE", "Accounts": ["x"]}])
    assert lost(before, after) == [
        {"OrganizationalUnitIds": ["ou-1", "ou-2"], "AccountFilterType": "NONE"},
        {"OrganizationalUnitIds": ["ou-3"], "AccountFilterType": "INTERSECTION", "Accounts": ["x"]},
    ]
    assert lost(after, before) == []
    assert NOTHING.empty


def group(*unit_ids, named=(), kind=""):
    targets = {"OrganizationalUnitIds": list(unit_ids)}
    if kind:
        targets |= {"AccountFilterType": kind, "Accounts": list(named)}
    return {"Regions": ["us-east-1"], "DeploymentTargets": targets}


def change(client, name, *groups):
    body = json.loads(stack_set_resource(name, quiet(), groups[0]))
    body["Resources"]["Members"]["Properties"]["StackInstancesGroup"] = list(groups)
    arguments = {"StackName": name, "TemplateBody": json.dumps(body), "Capabilities": NAMED}
    there = client.list_stacks(StackStatusFilter=["CREATE_COMPLETE", "UPDATE_COMPLETE"])["StackSummaries"]
    (client.update_stack if any(one["StackName"] == name for one in there) else client.create_stack)(**arguments)
    assert settled_stack(client, name)["StackStatus"].endswith("E_COMPLETE")
    return instances(client, name)


def actions(client, name):
    return [one["Action"] for one in client.list_stack_set_operations(StackSetName=name)["Summaries"]]


@pytest.mark.rule(33)
def test_from_units_to_the_root_every_instance_is_made_anew(aws):
    client, names = aws.client("cloudformation"), accounts(aws)
    before = change(client, "wider", group(units(aws)["Sandbox"]))
    after = change(client, "wider", group(root_of(aws)))
    anna = names["Sandbox Anna"]
    assert set(before) == {anna}
    assert set(after) == set(names.values()) - {aws.client("sts").get_caller_identity()["Account"]}
    assert before[anna]["StackId"] != after[anna]["StackId"]
    assert actions(client, "wider") == ["CREATE", "DELETE", "CREATE"]


@pytest.mark.rule(33)
def test_what_one_unit_keeps_by_another_filter_stays(aws):
    client, names, unit = aws.client("cloudformation"), accounts(aws), units(aws)["Security"]
    before = change(client, "filter", group(unit))
    after = change(client, "filter", group(unit, named=[names["Log Archive"]], kind="INTERSECTION"))
    assert set(after) == {names["Log Archive"]}
    assert after[names["Log Archive"]]["StackId"] == before[names["Log Archive"]]["StackId"]


@pytest.mark.rule(33)
def test_an_account_that_two_units_name_is_lost_with_the_first(aws):
    client, names = aws.client("cloudformation"), accounts(aws)
    anna, legacy = names["Sandbox Anna"], names["Acme Legacy"]
    both = group(root_of(aws), units(aws)["Sandbox"], named=[anna, legacy], kind="INTERSECTION")
    assert set(change(client, "trap", both)) == {anna, legacy}
    left = change(client, "trap", group(units(aws)["Sandbox"], named=[anna], kind="INTERSECTION"))
    assert left == {}
