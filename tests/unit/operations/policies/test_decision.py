from dataclasses import replace
from typing import Any

import pytest

from wizard.model.policies import Level, Policy, Target, TargetKind
from wizard.operations.policy_change import changed, missing_statement, statement_with_exception
from wizard.operations.policy_conditions import fits_arn, holds
from wizard.operations.policy_decision import Question, denials

ROOT = Target(TargetKind.ROOT, "r-ab12", "Root")
UNIT = Target(TargetKind.UNIT, "ou-ab12-11111111", "Suspended")
ACCOUNT = Target(TargetKind.ACCOUNT, "222222222222", "Build")
FULL = Policy("p-FullAWSAccess", "FullAWSAccess", ({"Effect": "Allow", "Action": "*", "Resource": "*"},))
EXEC = "arn:aws:iam::222222222222:role/stacksets-exec-4d1f"
ASKED = Question(
    "iam:CreateRole",
    "222222222222",
    "eu-west-1",
    resource="arn:aws:iam::222222222222:role/Reader",
    principal=EXEC,
)
STACK = replace(ASKED, action="cloudformation:CreateStack", resource="")
EXCEPTION = "arn:aws:iam::*:role/stacksets-exec-*"


def deny(**more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": "*", "Resource": "*", **more}


def levels(*own: dict[str, Any], at: Target = UNIT, full: bool = True) -> tuple[Level, ...]:
    policy = (Policy("p-1", "quarantine", own),) if own else ()
    return tuple(
        Level(one, ((FULL,) if full or one != at else ()) + (policy if one == at else ()))
        for one in (ROOT, UNIT, ACCOUNT)
    )


def verdict(statement: dict[str, Any], question: Question = ASKED) -> str:
    found = denials(levels(statement), question)
    if not found:
        return "allowed"
    return "denied" if found[0].certain else "perhaps"


@pytest.mark.rule("R36")
@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (deny(), "denied"),
        (deny(Action=["s3:*", "iam:create*"]), "denied"),
        (deny(Action="iam:Create?ole"), "denied"),
        (deny(Action="iam:Delete*"), "allowed"),
        ({"Effect": "Deny", "NotAction": ["s3:*"], "Resource": "*"}, "denied"),
        ({"Effect": "Deny", "NotAction": "IAM:*", "Resource": "*"}, "allowed"),
        (deny(Resource="arn:aws:iam::*:role/Read*"), "denied"),
        (deny(Resource="arn:aws:iam::*:role/Admin"), "allowed"),
        ({"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:iam::*:role/Reader"}, "allowed"),
        (deny(Condition={"StringNotLike": {"aws:PrincipalArn": ["*:role/Admin"]}}), "denied"),
        (deny(Condition={"ArnNotLike": {"aws:PrincipalARN": [EXCEPTION]}}), "allowed"),
        (deny(Condition={"StringEquals": {"aws:PrincipalTag/team": "blue"}}), "perhaps"),
        (deny(Condition={"StringEquals": {"aws:PrincipalAccount": "999999999999", "aws:x": "1"}}), "allowed"),
        (deny(Condition={"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}), "perhaps"),
        (deny(Condition={"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}), "perhaps"),
        (deny(Condition={"Bool": {"aws:SecureTransport": False}}), "allowed"),
        (deny(Condition={"Null": {"aws:PrincipalArn": "false"}}), "denied"),
    ],
)
def test_a_deny_is_judged_as_far_as_it_is_known(statement: dict[str, Any], expected: str) -> None:
    assert verdict(statement) == expected


@pytest.mark.rule("R37")
def test_iam_counts_as_the_one_global_region_of_its_partition() -> None:
    europe = deny(Condition={"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1"]}})
    assert verdict(europe, STACK) == "allowed"
    assert verdict(europe) == "denied"
    there = replace(ASKED, partition="aws-cn")
    assert verdict(deny(Condition={"StringEquals": {"aws:RequestedRegion": "cn-north-1"}}), there) == "denied"


def test_what_is_not_known_of_the_request_is_not_made_up() -> None:
    nobody = replace(ASKED, principal="", resource="")
    assert verdict(deny(Condition={"ArnNotLike": {"aws:PrincipalArn": EXCEPTION}}), nobody) == "perhaps"
    assert verdict(deny(Resource="arn:aws:iam::*:role/Reader"), nobody) == "perhaps"


def test_a_missing_allow_names_the_level() -> None:
    only_s3 = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    (found,) = denials(levels(only_s3, full=False), ASKED)
    assert (found.targets, found.policy, found.certain) == ((UNIT,), None, True)
    (found,) = denials(levels(full=False, at=ACCOUNT), ASKED)
    assert found.targets == (ACCOUNT,)


def test_where_not_every_policy_is_known_nothing_is_missing() -> None:
    incomplete = (*levels()[:2], Level(ACCOUNT, (), complete=False))
    assert denials(incomplete, ASKED) == ()


def test_an_allow_with_a_condition_that_is_not_known_is_perhaps_missing() -> None:
    statement = {**FULL.statements[0], "Condition": {"Bool": {"aws:ViaAWSService": "true"}}}
    (found,) = denials(levels(statement, full=False), ASKED)
    assert (found.policy, found.certain) == (None, False)


def test_one_policy_attached_twice_is_one_denial_in_two_places() -> None:
    policy = Policy("p-1", "quarantine", (deny(),))
    both = tuple(Level(one, (FULL, policy) if one != ACCOUNT else (FULL,)) for one in (ROOT, UNIT, ACCOUNT))
    (found,) = denials(both, ASKED)
    assert found.targets == (ROOT, UNIT)


def test_aws_is_believed_where_it_names_the_policy() -> None:
    tagged = deny(Condition={"StringEquals": {"aws:PrincipalTag/team": "blue"}})
    (found,) = denials(levels(tagged), ASKED, "p-1")
    assert found.certain
    (found,) = denials(levels(tagged), ASKED, "p-2")
    assert not found.certain
    assert not any(one.certain for one in denials(levels(tagged, tagged), ASKED, "p-1")), "it can be either"


def test_an_exception_joins_the_one_that_is_there() -> None:
    before = deny(Condition={"ArnNotLike": {"aws:principalarn": "arn:aws:iam::*:role/Admin"}, "Bool": {"a:b": "true"}})
    after = statement_with_exception(before, [ASKED, STACK])
    assert after["Condition"] == {
        "ArnNotLike": {"aws:principalarn": ["arn:aws:iam::*:role/Admin", EXCEPTION]},
        "Bool": {"a:b": "true"},
    }
    assert before["Condition"]["ArnNotLike"] == {"aws:principalarn": "arn:aws:iam::*:role/Admin"}


def test_an_exception_is_for_the_accounts_where_nobody_knows_who_was_refused() -> None:
    after = statement_with_exception(deny(), [replace(ASKED, principal="")])
    assert after["Condition"] == {"StringNotEquals": {"aws:PrincipalAccount": "222222222222"}}
    (found,) = denials(levels(deny()), ASKED)
    assert denials(levels(changed(found, [replace(ASKED, principal="")])), ASKED) == ()


def test_a_role_that_is_not_of_stack_sets_is_excepted_by_its_name() -> None:
    other = replace(ASKED, principal="arn:aws-cn:iam::222222222222:role/Deployer", partition="aws-cn")
    after = statement_with_exception(deny(), [other])
    assert after["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": "arn:aws-cn:iam::*:role/Deployer"}}


def test_a_missing_allow_is_asked_for_with_all_that_stack_sets_needs() -> None:
    statement = missing_statement([ASKED])
    assert statement["Action"] == ["cloudformation:*", "iam:*"]
    assert statement["Condition"] == {"ArnLike": {"aws:PrincipalArn": EXCEPTION}}
    assert denials(levels(statement, full=False), STACK) == ()


def test_no_wildcard_reaches_over_the_first_colons_of_an_arn() -> None:
    assert fits_arn("arn:aws:iam::*:role/x*", "arn:aws:iam::222222222222:role/xy:z")
    assert not fits_arn("arn:aws:iam:*:role/x:y", "arn:aws:iam::222222222222:role/x:y")
    assert fits_arn("*", EXEC)


def test_nothing_is_asked_of_a_statement_without_conditions() -> None:
    assert holds({}, {}) is True
