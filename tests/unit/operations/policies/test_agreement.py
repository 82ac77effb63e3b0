"""What the program says of policies is what the embedded AWS decides, on policies made up at random."""

import json
import random
from typing import Any

import pytest

from wizard.model.policies import Level, Policy, Target, TargetKind
from wizard.operations.policy_change import changed
from wizard.operations.policy_decision import Question, denials
from wizard.simulator.policies.decision import Decision, Rules, decide

ACCOUNT = "222222222222"
ACTIONS = ("iam:CreateRole", "iam:PutRolePolicy", "cloudformation:CreateStack", "s3:GetObject")
PATTERNS = ("*", "iam:*", "IAM:create*", "cloudformation:*", "cloudformation:Create?tack", "s3:Get*", "ec2:*")
EXEC = f"arn:aws:iam::{ACCOUNT}:role/stacksets-exec-4d1f"
PRINCIPALS = (EXEC, f"arn:aws:iam::{ACCOUNT}:role/Admin", f"arn:aws:iam::{ACCOUNT}:user/anna")
ARNS = ("arn:aws:iam::*:role/stacksets-exec-*", f"arn:aws:iam::{ACCOUNT}:role/Admin", "arn:aws:iam::*:user/*")
REGIONS = ("us-east-1", "eu-west-1", "eu-central-1")
RESOURCES = (f"arn:aws:iam::{ACCOUNT}:role/Reader", f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:stack/x/1")
RESOURCE_PATTERNS = ("*", "arn:aws:iam::*:role/*", "arn:aws:cloudformation:*", f"arn:aws:iam::{ACCOUNT}:role/Reade?")
PLACES = (TargetKind.ROOT, TargetKind.UNIT, TargetKind.ACCOUNT)


def some(dice: random.Random, among: tuple[str, ...]) -> str | list[str]:
    return dice.choice(among) if dice.random() < 0.5 else dice.sample(among, dice.randint(1, 2))


def condition(dice: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if dice.random() < 0.4:
        operator = dice.choice(("StringEquals", "StringNotEquals", "StringLike", "StringNotLikeIfExists"))
        found[operator] = {dice.choice(("aws:RequestedRegion", "AWS:requestedregion")): some(dice, (*REGIONS, "eu-*"))}
    if dice.random() < 0.4:
        operator = dice.choice(("ArnLike", "ArnNotLike", "ArnNotEquals", "ForAnyValue:StringLike"))
        found[operator] = {"aws:PrincipalArn": some(dice, ARNS)}
    if dice.random() < 0.2:
        found["Null"] = {"aws:PrincipalAccount": dice.choice(("true", "false", True))}
    if dice.random() < 0.2:
        found.setdefault("StringNotLike", {})["aws:PrincipalArn"] = some(dice, ARNS)
    return found


def statement(dice: random.Random, effect: str) -> dict[str, Any]:
    made: dict[str, Any] = {"Effect": effect}
    made[dice.choice(("Action", "Action", "NotAction"))] = some(dice, PATTERNS)
    made[dice.choice(("Resource", "Resource", "NotResource"))] = some(dice, RESOURCE_PATTERNS)
    if dice.random() < 0.2:
        made["Resource"] = "*"
        made.pop("NotResource", None)
    if found := condition(dice):
        made["Condition"] = found
    return made


FULL = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def levels_of(dice: random.Random) -> tuple[Level, ...]:
    found = []
    for place in PLACES:
        policies = [Policy("p-full", "FullAWSAccess", (FULL,))] if dice.random() < 0.85 else []
        if dice.random() < 0.6:
            effects = ["Deny" if dice.random() < 0.7 else "Allow" for _ in range(dice.randint(1, 2))]
            policies.append(Policy(f"p-{place}", place, tuple(statement(dice, one) for one in effects)))
        found.append(Level(Target(place, f"{place}-1", place), tuple(policies)))
    return tuple(found)


def question_of(dice: random.Random) -> Question:
    return Question(
        dice.choice(ACTIONS),
        ACCOUNT,
        dice.choice(REGIONS),
        resource=dice.choice(RESOURCES),
        principal=dice.choice(PRINCIPALS),
    )


def at_the_embedded_aws(levels: tuple[Level, ...], question: Question) -> Decision:
    def document(policy: Policy) -> str:
        return json.dumps({"Statement": list(policy.statements)})

    control = tuple(tuple((one.policy_id, document(one)) for one in level.policies) for level in levels)
    return decide(Rules(None, service_control=control), question.action, question.resource, dict(question.known()))


@pytest.mark.rule("R36", "R37")
@pytest.mark.parametrize("seed", range(20))
def test_both_decide_the_same(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 -- policies to try, no secrets
    verdicts = set()
    for _ in range(150):
        levels, question = levels_of(dice), question_of(dice)
        found = denials(levels, question)
        decision = at_the_embedded_aws(levels, question)
        assert all(one.certain for one in found), "everything is known here"
        assert bool(found) is not decision.allowed, (levels, question)
        if decision.outcome == "explicitDeny":
            named = decision.why.rpartition(": ")[2]
            assert named in {one.policy.policy_id for one in found if one.policy}
        verdicts.add(decision.outcome)
    assert verdicts == {"allowed", "explicitDeny", "implicitDeny"}


@pytest.mark.parametrize("seed", range(20))
def test_what_is_asked_for_lets_it_through_and_nothing_else(seed: int) -> None:
    dice = random.Random(1000 + seed)  # noqa: S311 -- likewise
    changes = 0
    for _ in range(100):
        levels, question, other = levels_of(dice), question_of(dice), question_of(dice)
        before = at_the_embedded_aws(levels, other)
        after = levels
        for one in denials(levels, question):
            after = tuple(applied(level, one, question) for level in after)
            changes += 1
        assert at_the_embedded_aws(after, question).allowed, (levels, question)
        if other.principal != question.principal:
            assert at_the_embedded_aws(after, other).allowed == before.allowed, "nobody else gains or loses by it"
    assert changes > 20


def applied(level: Level, denial: Any, question: Question) -> Level:
    """Do as the request says at one level."""
    statement = changed(denial, [question])
    if denial.policy is None:
        if level.target != denial.targets[0]:
            return level
        return Level(level.target, (*level.policies, Policy("p-added", "added", (statement,))))
    policies = tuple(
        Policy(
            one.policy_id,
            one.name,
            tuple(
                statement if (one.policy_id, number) == (denial.policy.policy_id, denial.number) else each
                for number, each in enumerate(one.statements, start=1)
            ),
        )
        for one in level.policies
    )
    return Level(level.target, policies)
