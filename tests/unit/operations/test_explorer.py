"""Resource Explorer across an organization: each known failure is found and said (R43)."""

import json
from typing import Any, cast

import pytest

from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import FakeAws, aws_error
from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.model.explorer import Exploration, IndexKind
from wizard.operations.explorer_reader import ExplorerReader

MANAGEMENT = "1" * 12
ORGANIZATION = "o-a1b2c3d4e5"
HOME, OTHER = "us-east-1", "eu-west-1"
WIDE = f"arn:aws:organizations::{MANAGEMENT}:organization/{ORGANIZATION}"
VIEW = f"arn:aws:resource-explorer-2:{HOME}:{MANAGEMENT}:view/all/1"


class Anywhere(FakeAws):
    def in_region(self, region: str) -> "Anywhere":
        del region
        return self


def members(count: int) -> list[str]:
    return [f"{200000000000 + number}" for number in range(count)]


def index(region: str, kind: str = "LOCAL", account: str = "") -> dict[str, str]:
    of = {"AccountId": account} if account else {}
    return {**of, "Region": region, "Arn": f"arn:{region}", "Type": kind}


def organization(aws: FakeAws, accounts: list[str]) -> None:
    root = {"Id": "r-ab12", "Name": "Root"}
    described = {"Id": ORGANIZATION, "MasterAccountId": MANAGEMENT, "FeatureSet": "ALL"}
    listed = [{"Id": one, "Name": f"account {one}", "State": "ACTIVE"} for one in (MANAGEMENT, *accounts)]
    listed.append({"Id": "9" * 12, "Name": "closed", "State": "SUSPENDED"})
    aws.answer("DescribeOrganization", {"Organization": described})
    aws.answer("ListRoots", {"Roots": [root]})
    aws.answer("ListOrganizationalUnitsForParent", {"OrganizationalUnits": []})
    aws.answer("ListAccountsForParent", {"Accounts": listed})
    principal = {"ServicePrincipal": "resource-explorer-2.amazonaws.com"}
    aws.answer("ListAWSServiceAccessForOrganization", {"EnabledServicePrincipals": [principal]})
    aws.answer("ListPoliciesForTarget", {"Policies": [{"Id": "p-full", "Name": "FullAWSAccess"}]})
    full = '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'
    aws.answer("DescribePolicy", {"Policy": {"Content": full}})


@pytest.fixture
def aws() -> FakeAws:
    """Give an organization of 25 members in which all is well."""
    fake = Anywhere()
    organization(fake, members(25))
    fake.answer("ListIndexes", {"Indexes": [index(HOME, "AGGREGATOR"), index(OTHER)]})
    fake.answer(
        "ListIndexesForMembers",
        lambda asked: {"Indexes": [index(r, k, one) for one in asked["AccountIdList"] for r, k in WHOLE]},
    )
    fake.answer("ListViews", {"Views": [VIEW]})
    fake.answer("GetView", {"View": {"ViewArn": VIEW, "Scope": WIDE}})
    fake.answer("Search", {"Count": {"TotalResources": 7, "Complete": True}})
    return fake


WHOLE = ((HOME, "AGGREGATOR"), (OTHER, "LOCAL"))


class Factory:
    def __init__(self, aws: FakeAws) -> None:
        self._aws = aws

    def open(self, _profile: str, _region: str) -> FakeAws:
        return self._aws


@pytest.fixture
def explore(run: Run, aws: FakeAws):
    def job(counted: list[tuple[int, int]] | None = None) -> Exploration:
        reader = ExplorerReader(cast("AccessFactory", Factory(aws)))
        told = counted if counted is not None else []
        return run(reader.explore("acme", HOME, "aws", lambda done, total: told.append((done, total))))

    return job


def keys(found: Exploration) -> list[str]:
    return [one.key.removeprefix("explorer.") for one in found.findings]


@pytest.mark.rule(43)
def test_all_is_well_and_accounts_are_asked_about_ten_at_a_time(explore: Any, aws: FakeAws) -> None:
    counted: list[tuple[int, int]] = []
    found = explore(counted)
    assert (keys(found), found.regions) == ([], (OTHER, HOME))
    assert [len(one["AccountIdList"]) for one in aws.asked("ListIndexesForMembers")] == [10, 10, 5]
    assert sorted(counted) == [(10, 25), (20, 25), (25, 25)] or counted[-1] == (25, 25)
    first = found.accounts[0]
    assert (first.account_id, first.management, first.aggregator) == (MANAGEMENT, True, HOME)
    assert len(found.accounts) == 26  # a suspended one is not asked about
    assert found.accounts[1].indexes == {HOME: IndexKind.AGGREGATOR, OTHER: IndexKind.LOCAL}


@pytest.mark.rule(43)
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"ListAWSServiceAccessForOrganization": {"EnabledServicePrincipals": []}}, ["not-trusted"]),
        ({"ListIndexes": {"Indexes": []}}, ["no-index"]),
        ({"ListIndexes": {"Indexes": [index(HOME, "AGGREGATOR")]}}, ["own-indexes-missing"]),
        ({"ListIndexes": {"Indexes": [index(HOME), index(OTHER)]}}, ["no-aggregator"]),
        ({"ListViews": {"Views": []}}, ["no-view"]),
        ({"GetView": {"View": {"Scope": f"arn:aws:iam::{MANAGEMENT}:root"}}}, ["no-view"]),
        ({"Search": {"Count": {"TotalResources": 0}}}, ["empty-view"]),
    ],
)
def test_each_known_failure_is_found(explore: Any, aws: FakeAws, answers: dict[str, Any], expected: list[str]) -> None:
    for operation, answer in answers.items():
        aws.answer(operation, answer)
    assert keys(explore()) == expected


def without_other(aws: FakeAws, lacking: str) -> None:
    def told(asked: Any) -> Any:
        every = [(one, r, k) for one in asked["AccountIdList"] for r, k in WHOLE]
        return {"Indexes": [index(r, k, one) for one, r, k in every if not (one == lacking and r == OTHER)]}

    aws.answer("ListIndexesForMembers", told)


@pytest.mark.rule(43)
def test_an_index_that_is_missing_without_a_policy_in_the_way_is_counted(explore: Any, aws: FakeAws) -> None:
    without_other(aws, members(25)[3])
    [finding] = explore().findings
    assert (finding.key, finding.values) == ("explorer.indexes-missing", {"count": "1", "accounts": "1"})


@pytest.mark.rule(37)
def test_the_statement_that_denies_it_is_named_with_where_it_is_attached(explore: Any, aws: FakeAws) -> None:
    without_other(aws, members(25)[3])
    allow = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    elsewhere = {"StringNotEquals": {"aws:RequestedRegion": HOME}}
    deny = {"Sid": "Home", "Effect": "Deny", "NotAction": "iam:*", "Resource": "*", "Condition": elsewhere}
    aws.answer("ListPoliciesForTarget", {"Policies": [{"Id": "p-home", "Name": "stay-at-home"}]})
    aws.answer("DescribePolicy", {"Policy": {"Content": json.dumps({"Statement": [allow, deny]})}})
    found = explore()
    assert keys(found) == ["indexes-missing", "denied"]
    values = found.findings[1].values
    assert (values["policy"], values["statement"], values["regions"]) == ("stay-at-home", "Home", OTHER)
    assert values["accounts"] == "account 200000000003"
    assert "account 200000000003" in values["places"]


def test_where_policies_cannot_be_read_that_is_said(explore: Any, aws: FakeAws) -> None:
    without_other(aws, members(25)[0])
    aws.answer("ListPoliciesForTarget", aws_error("AccessDeniedException", "not authorized"))
    assert keys(explore()) == ["indexes-missing", "policies-unread"]


def test_what_aws_refuses_is_an_error(explore: Any, aws: FakeAws) -> None:
    aws.answer("ListIndexes", aws_error("AccessDeniedException"))
    with pytest.raises(AwsError):
        explore()
