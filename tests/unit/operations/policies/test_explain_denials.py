import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import FakeAws, aws_error
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.diagnosis.classifier import Classifier
from wizard.model.failure import RawFailure
from wizard.model.organization import Account, OrganizationalUnit, OrganizationIdentity, OrganizationTree
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations import policies_in_force
from wizard.operations.explain_denials import explain_denials
from wizard.store.encoding import decode, encode

IDENTITY = OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "111111111111", "Acme")
UNIT, INNER = "ou-ab12-11111111", "ou-ab12-22222222"
NETWORK, BUILD, AUDIT = "222222222222", "333333333333", "444444444444"
PARENTS = {NETWORK: UNIT, BUILD: UNIT, AUDIT: INNER, INNER: UNIT, UNIT: "r-ab12"}
NAMES = {UNIT: "Suspended", INNER: "Leaving"}
FULL = [{"Effect": "Allow", "Action": "*", "Resource": "*"}]
QUARANTINE = [{"Sid": "Quarantine", "Effect": "Deny", "Action": "iam:Create*", "Resource": "*"}]
EUROPE = [
    {
        "Effect": "Deny",
        "NotAction": ["iam:*", "sts:*"],
        "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}},
    }
]
EXPLAIN = Classifier.load().diagnose


class Policies:
    """Answers for an organization in which policies (statements by ID) are attached to places."""

    def __init__(self, aws: FakeAws, attached: Mapping[str, list[str]], documents: Mapping[str, list[Any]]) -> None:
        self.documents = {"p-FullAWSAccess": FULL, **documents}
        self.attached = attached
        aws.answer("ListParents", lambda asked: {"Parents": [{"Id": PARENTS[asked["ChildId"]]}]})
        aws.answer("ListAccountsForParent", self._accounts)
        aws.answer("ListPoliciesForTarget", self._of_target)
        aws.answer("DescribePolicy", self._document)
        aws.answer(
            "DescribeOrganizationalUnit",
            lambda asked: {"OrganizationalUnit": {"Name": NAMES[asked["OrganizationalUnitId"]]}},
        )

    @staticmethod
    def _accounts(asked: Mapping[str, Any]) -> dict[str, Any]:
        return {"Accounts": [{"Id": one} for one, parent in PARENTS.items() if parent == asked["ParentId"]]}

    def _of_target(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        found = self.attached.get(asked["TargetId"], ["p-FullAWSAccess"])
        names = {one: {"p-1": "quarantine", "p-2": "europe-only"}.get(one, one) for one in found}
        some = [{"Id": one, "Name": name} for one, name in names.items()]
        if asked.get("NextToken"):
            return {"Policies": some}
        return {"Policies": [], "NextToken": "more"}  # R8: a page can be empty

    def _document(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        return {"Policy": {"Content": json.dumps({"Statement": self.documents[asked["PolicyId"]]})}}


def refused(account: str, name: str, *, policy: str = "", action: str = "iam:CreateRole") -> AccountResult:
    where = f": arn:aws:organizations::111111111111:policy/o-a1b2c3d4e5/service_control_policy/{policy}"
    text = (
        f"User: arn:aws:sts::{account}:assumed-role/stacksets-exec-4d1f0a6c/abc is not authorized to perform: {action}"
        f" on resource: arn:aws:iam::{account}:role/Reader with an explicit deny in a service control policy"
    )
    failure = RawFailure(text + (where if policy else ""), "StackSet result", account=account, region="us-east-1")
    return AccountResult(account, name, AccountProgress.FAILED, failure, EXPLAIN(failure))


@pytest.fixture
def explained(run: Run, access: AwsAccess) -> Any:
    def ask(*results: AccountResult, tree: OrganizationTree | None = None) -> tuple[AccountResult, ...]:
        found: tuple[AccountResult, ...] = run(explain_denials(access, results, IDENTITY, tree))
        return found

    return ask


def copied_statement(request: str) -> Any:
    (line,) = [one for one in request.splitlines() if one.startswith("{")]
    return json.loads(line)


def test_accounts_refused_by_one_unit_are_told_the_same(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {UNIT: ["p-FullAWSAccess", "p-1"]}, {"p-1": QUARANTINE})
    first, other, inner = explained(
        refused(NETWORK, "Network", policy="p-1"),
        refused(BUILD, "Build", policy="p-1"),
        refused(AUDIT, "Audit", policy="p-1"),
    )
    said = first.diagnosis
    assert said.title == "Denied by the policy “quarantine” attached to the unit “Suspended”."
    assert "The statement “Quarantine” of the policy “quarantine” (p-1) denies iam:CreateRole" in said.explanation
    assert f"attached to the unit “Suspended” ({UNIT})" in said.explanation
    assert (said.cause, said.certain) == ("denied-by-scp", True)
    for one in (other, inner):
        same = one.diagnosis
        assert (same.title, same.explanation, same.request) == (said.title, said.explanation, said.request)
    assert "3 accounts: Network (222222222222), Build (333333333333), Audit (444444444444)" in said.request
    assert len(said.request.splitlines()) <= 10
    assert copied_statement(said.request) == {
        **QUARANTINE[0],
        "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/stacksets-exec-*"}},
    }
    assert "take the unit “Suspended” out of the targets of “quarantine”" in said.request


def test_every_place_policy_and_unit_is_asked_for_once(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {"r-ab12": ["p-FullAWSAccess", "p-1"]}, {"p-1": QUARANTINE})
    told = explained(*(refused(one, one) for one in (NETWORK, BUILD, AUDIT)))
    assert told[0].diagnosis.title == "Denied by the policy “quarantine” attached to the root."
    places = [one["TargetId"] for one in aws.asked("ListPoliciesForTarget") if not one.get("NextToken")]
    assert sorted(places) == sorted(["r-ab12", UNIT, INNER, NETWORK, BUILD, AUDIT])
    assert sorted(one["PolicyId"] for one in aws.asked("DescribePolicy")) == ["p-1", "p-FullAWSAccess"]
    assert sorted(one["ChildId"] for one in aws.asked("ListParents")) == sorted([NETWORK, AUDIT, INNER, UNIT])
    assert len(aws.asked("DescribeOrganizationalUnit")) == 2


def test_with_the_tree_nobody_is_asked_who_is_where(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {UNIT: ["p-FullAWSAccess", "p-1"]}, {"p-1": QUARANTINE})
    units = {
        "r-ab12": OrganizationalUnit("r-ab12", "Root", None),
        UNIT: OrganizationalUnit(UNIT, "Suspended", "r-ab12"),
    }
    tree = OrganizationTree(IDENTITY, units, {NETWORK: Account(NETWORK, "Network", UNIT)})
    (told,) = explained(refused(NETWORK, "Network"), tree=tree)
    assert told.diagnosis.title == "Denied by the policy “quarantine” attached to the unit “Suspended”."
    assert not aws.asked("ListParents")
    assert not aws.asked("DescribeOrganizationalUnit")


def test_a_policy_of_the_accounts_themselves_makes_one_group(aws: FakeAws, explained: Any) -> None:
    own = ["p-FullAWSAccess", "p-1"]
    Policies(aws, {NETWORK: own, AUDIT: own}, {"p-1": QUARANTINE})
    first, other = explained(refused(NETWORK, "Network"), refused(AUDIT, "Audit"))
    assert first.diagnosis.title == "Denied by the policy “quarantine” attached to the account itself."
    assert first.diagnosis.explanation == other.diagnosis.explanation


def test_a_region_policy_is_asked_for_one_exception_or_for_the_service(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {UNIT: ["p-FullAWSAccess", "p-2"]}, {"p-2": EUROPE})
    (told,) = explained(refused(NETWORK, "Network", action="cloudformation:CreateStack"))
    assert "Statement number 1 of the policy “europe-only” (p-2)" in told.diagnosis.explanation
    statement = copied_statement(told.diagnosis.request)
    assert statement["NotAction"] == EUROPE[0]["NotAction"]
    assert statement["Condition"]["StringNotEquals"] == {"aws:RequestedRegion": "eu-west-1"}
    assert "add cloudformation:* to the NotAction of “europe-only”" in told.diagnosis.request


def test_where_full_access_was_taken_away_the_place_is_named(aws: FakeAws, explained: Any) -> None:
    only_s3 = [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]
    Policies(aws, {"r-ab12": ["p-2"]}, {"p-2": only_s3})
    (told,) = explained(refused(NETWORK, "Network"))
    assert told.diagnosis.title == "No policy attached to the root allows this."
    assert "Add this statement to a policy attached to the root (r-ab12):" in told.diagnosis.request
    assert copied_statement(told.diagnosis.request)["Effect"] == "Allow"
    assert "attach FullAWSAccess to the root again" in told.diagnosis.request


def test_many_denials_still_make_ten_lines(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {one: ["p-1"] for one in ("r-ab12", UNIT, NETWORK)}, {"p-1": QUARANTINE * 3})
    (told,) = explained(refused(NETWORK, "Network"))
    assert len(told.diagnosis.request.splitlines()) == 10
    assert "3 more statements deny it too" in told.diagnosis.request


@pytest.mark.parametrize("operation", ["ListParents", "ListPoliciesForTarget", "DescribePolicy"])
def test_whoever_may_not_read_policies_is_told_so(aws: FakeAws, explained: Any, operation: str) -> None:
    Policies(aws, {UNIT: ["p-1"]}, {"p-1": QUARANTINE})
    refusal = RawFailure("no", code="AccessDeniedException", service="organizations", operation=operation)
    aws.answer(operation, AwsError(refusal))
    before = refused(NETWORK, "Network", policy="p-1")
    assert before.diagnosis is not None
    (told,) = explained(before)
    assert told.diagnosis.title == before.diagnosis.title
    assert f"your sign-in lacks the permission organizations:{operation}." in told.diagnosis.explanation
    assert told.diagnosis.explanation.startswith(before.diagnosis.explanation)
    assert "the policy p-1 that denies it" in told.diagnosis.request
    assert "stacksets-exec-*" in told.diagnosis.request


def test_a_unit_whose_name_nobody_may_read_goes_by_its_id(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {UNIT: ["p-1"]}, {"p-1": [*QUARANTINE, *FULL]})
    aws.answer("DescribeOrganizationalUnit", aws_error("AccessDeniedException"))
    (told,) = explained(refused(NETWORK, "Network"))
    assert told.diagnosis.title == f"Denied by the policy “quarantine” attached to the unit “{UNIT}”."


def test_where_aws_does_not_answer_the_accounts_stay_as_they_are(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {}, {})
    aws.answer("ListParents", aws_error("ExpiredToken"))
    (told,) = explained(refused(NETWORK, "Network"))
    assert told.diagnosis.cause == "denied-by-scp"
    assert "could not be read just now" in told.diagnosis.explanation


def test_a_policy_that_was_changed_meanwhile_is_not_blamed(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {}, {})
    (told,) = explained(refused(NETWORK, "Network", policy="p-1"))
    assert "None of the policies in force now denies it" in told.diagnosis.explanation
    assert told.diagnosis.request == ""


def test_other_failures_are_left_alone_and_nothing_is_asked(aws: FakeAws, explained: Any) -> None:
    failure = RawFailure("Resource of type 'AWS::IAM::Role' with identifier 'Reader' already exists.", account=NETWORK)
    results = (
        AccountResult(NETWORK, "Network", AccountProgress.FAILED, failure, EXPLAIN(failure)),
        AccountResult(BUILD, "Build", AccountProgress.SUCCEEDED),
    )
    assert explained(*results) == results
    assert aws.calls == []


def test_a_refusal_that_can_be_a_policys_is_looked_up(aws: FakeAws, explained: Any) -> None:
    vague = refused(NETWORK, "Network")
    assert vague.reason is not None
    text = vague.reason.text.partition(" with an explicit deny")[0]
    reason = replace(vague.reason, text=text)
    vague = replace(vague, reason=reason, diagnosis=EXPLAIN(reason))
    assert vague.diagnosis is not None
    assert "denied-by-scp" not in vague.diagnosis.candidates, "the words alone do not say so"
    Policies(aws, {UNIT: ["p-FullAWSAccess", "p-1"]}, {"p-1": QUARANTINE})
    (told,) = explained(vague)
    assert (told.diagnosis.cause, told.diagnosis.certain) == ("denied-by-scp", True)
    assert "retry-failed-accounts" in told.diagnosis.actions
    Policies(aws, {}, {})
    assert explained(vague) == (vague,)
    aws.answer("ListParents", aws_error("AccessDeniedException"))
    assert explained(vague) == (vague,)


def test_of_thousands_few_are_asked_for_policies_of_their_own(
    aws: FakeAws, explained: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies_in_force, "OWN_POLICIES_READ", 1)
    Policies(aws, {one: ["p-FullAWSAccess", "p-1"] for one in (NETWORK, BUILD)}, {"p-1": QUARANTINE})
    first, other = explained(*(refused(one, one, policy="p-1") for one in (NETWORK, BUILD)))
    assert BUILD not in [one["TargetId"] for one in aws.asked("ListPoliciesForTarget")]
    assert first.diagnosis.title == "Denied by the policy “quarantine” attached to the account itself."
    assert (first.diagnosis.title, first.diagnosis.request) == (other.diagnosis.title, other.diagnosis.request)


def test_the_request_is_kept_with_the_account_and_old_rows_have_none(aws: FakeAws, explained: Any) -> None:
    Policies(aws, {UNIT: ["p-FullAWSAccess", "p-1"]}, {"p-1": QUARANTINE})
    (told,) = explained(refused(NETWORK, "Network"))
    kept = encode(told.diagnosis)
    assert decode(type(told.diagnosis), kept) == told.diagnosis
    old = json.loads(kept)
    del old["request"]
    assert decode(type(told.diagnosis), json.dumps(old)).request == ""
