"""Says which statement of which service control policy denies an action (R36, R37). No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wizard.model.policies import Level, Policy, Target
from wizard.operations.policy_conditions import Known, all_of, fits, fits_arn, holds
from wizard.operations.policy_documents import covered, texts

_GLOBAL_SERVICES = frozenset(
    {"account", "budgets", "ce", "cloudfront", "globalaccelerator", "health", "iam", "organizations", "route53"}
    | {"shield", "support", "trustedadvisor", "waf"}
)
"""Calls to these count as calls in one region, wherever the caller is (R37)."""

_GLOBAL_REGIONS = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}


@dataclass(frozen=True, slots=True)
class Question:
    """One refused request.

    action:    e.g. "iam:CreateRole"
    resource:  an ARN; empty where it is not known
    principal: ARN of the role or user, a role's and not its session's; empty where it is not known
    region:    that the request was made in
    """

    action: str
    account: str
    region: str
    partition: str = "aws"
    resource: str = ""
    principal: str = ""

    def known(self) -> Known:
        """Give the values of the condition keys that are known of this request, by the key in lower case."""
        region = self.region
        if self.action.partition(":")[0].lower() in _GLOBAL_SERVICES:
            region = _GLOBAL_REGIONS.get(self.partition, "")
        found = {
            "aws:requestedregion": region,
            "aws:principalaccount": self.account,
            "aws:principalarn": self.principal,
            "aws:securetransport": "true",
        }
        if self.principal:
            role = ":role/" in self.principal
            found |= {"aws:principaltype": "AssumedRole" if role else "User", "aws:principalisawsservice": "false"}
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Denial:
    """One reason why an action is denied; all of them have to go for it to be allowed.

    targets:   where the policy is attached, the highest first; where nothing allows the action: that one place
    policy:    the policy with the Deny; None where it is an Allow that is missing
    number:    of the statement in its policy, from 1
    statement: as the policy has it
    certain:   False where a condition or resource could not be judged
    """

    targets: tuple[Target, ...]
    policy: Policy | None = None
    number: int = 0
    statement: Mapping[str, Any] | None = None
    certain: bool = True


def denials(levels: Sequence[Level], question: Question, named: str = "") -> tuple[Denial, ...]:
    """Give what denies the action, certain reasons first; nothing where the policies allow it.

    levels: from the root down to the account
    named:  ID of the policy that AWS's refusal names: where one statement of it may deny, it is that one
    """
    known = question.known()
    found: dict[tuple[str, int], Denial] = {}
    for level in levels:
        for policy in level.policies:
            for number, statement in enumerate(policy.statements, start=1):
                applies = statement.get("Effect") == "Deny" and _applies(statement, question, known)
                if applies is False:
                    continue
                key = (policy.policy_id, number)
                before = found[key].targets if key in found else ()
                found[key] = Denial((*before, level.target), policy, number, statement, applies is True)
    explicit = _settled(list(found.values()), named)
    missing = [one for level in levels if (one := _missing_allow(level, question, known)) is not None]
    return tuple(sorted([*explicit, *missing], key=lambda one: not one.certain))


def _settled(found: list[Denial], named: str) -> list[Denial]:
    """Take AWS's word that a policy denies: where only one statement of it can, that one does."""
    of_named = [one for one in found if one.policy is not None and one.policy.policy_id == named]
    if len(of_named) == 1:
        found = [replace(one, certain=True) if one is of_named[0] else one for one in found]
    return sorted(found, key=lambda one: one.policy is None or one.policy.policy_id != named)


def _missing_allow(level: Level, question: Question, known: Known) -> Denial | None:
    if not level.complete:
        return None
    allowing = [
        _applies(one, question, known)
        for policy in level.policies
        for one in policy.statements
        if one.get("Effect") == "Allow"
    ]
    return None if True in allowing else Denial((level.target,), certain=None not in allowing)


def _applies(statement: Mapping[str, Any], question: Question, known: Known) -> bool | None:
    return all_of(
        (
            _names_action(statement, question.action),
            _names_resource(statement, question.resource),
            holds(statement.get("Condition") or {}, known),
        )
    )


def _names_action(statement: Mapping[str, Any], action: str) -> bool:
    if "NotAction" in statement:
        return not covered(action, texts(statement["NotAction"]))
    return covered(action, texts(statement.get("Action", ())))


def _names_resource(statement: Mapping[str, Any], resource: str) -> bool | None:
    negated = "NotResource" in statement
    patterns = texts(statement.get("NotResource" if negated else "Resource", "*"))
    if "*" in patterns:
        return not negated
    if not resource or any("${" in one for one in patterns):
        return None
    return any(fits(one, resource) or fits_arn(one, resource) for one in patterns) is not negated
