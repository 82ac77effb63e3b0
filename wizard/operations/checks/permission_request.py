"""The message to an administrator, with the exact policy that is missing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wizard.model.identifiers import grouped_account_id
from wizard.model.profile import Caller

Wanted = tuple[Sequence[str], Sequence[str], Mapping[str, str]]
"""Actions, the ARNs that they are wanted for, and the condition keys that the request carries."""

_DENIALS = {
    "explicitDeny": "Some of these are forbidden by a policy today (an explicit deny), which has to make room too.",
    "scp": "Some of these are refused by a service control policy of the organization, which has to allow them too.",
    "boundary": "Some of these lie outside the permissions boundary of this user or role, which has to allow them too.",
}


def permission_request(caller: Caller, wanted: Iterable[Wanted], reasons: Iterable[str] = ()) -> str:
    """Word the request: who, where, the policy as JSON, and what else stands in the way.

    reasons: why IAM refuses, as its simulator says (`aws.permissions.Decision.reason`)
    """
    policy = {"Version": "2012-10-17", "Statement": _statements(wanted)}
    hints = [_DENIALS[one] for one in dict.fromkeys(reasons) if one in _DENIALS]
    account = grouped_account_id(caller.account_id)
    return "\n".join(
        (
            f"To connect our AWS organization, {caller.arn} needs more permissions in account {account}.",
            "This policy, attached to that user or role, gives what is missing and nothing else:",
            json.dumps(policy, ensure_ascii=False, indent=2),
            *hints,
        )
    )


def _statements(wanted: Iterable[Wanted]) -> list[dict[str, Any]]:
    """Give one statement for all actions that are wanted for the same resources under the same conditions."""
    groups: dict[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], list[str]] = {}
    for actions, resources, conditions in wanted:
        key = tuple(sorted(set(resources))), tuple(sorted(conditions.items()))
        groups.setdefault(key, []).extend(actions)
    return [_statement(actions, resources, dict(conditions)) for (resources, conditions), actions in groups.items()]


def _statement(actions: Iterable[str], resources: Sequence[str], conditions: Mapping[str, str]) -> dict[str, Any]:
    statement: dict[str, Any] = {
        "Effect": "Allow",
        "Action": sorted(set(actions)),
        "Resource": list(resources) if len(resources) > 1 else resources[0],
    }
    if conditions:
        statement["Condition"] = {"StringEquals": dict(conditions)}
    return statement
