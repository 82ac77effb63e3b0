"""Compares a role's trust policy with whom it should trust (R39), not only that the role exists."""

from collections.abc import Mapping
from typing import Any

from wizard.model.check import CheckResult, CheckState
from wizard.model.message import Message
from wizard.operations.policy_documents import Statement, external_ids, principals, same_principal, statements, texts

TRUST = "trust"


def allows_anyone(trust: Mapping[str, Any]) -> bool:
    """Whether any statement of a trust policy lets somebody take the role on (the status "active")."""
    return any(_allows(one) for one in statements(trust))


def _allows(statement: Statement) -> bool:
    actions = {action.lower() for action in texts(statement.get("Action", ()))}
    return statement.get("Effect") == "Allow" and bool(actions & {"sts:assumerole", "sts:*", "*"})


def _denies_everyone(statement: Statement) -> bool:
    return statement.get("Effect") == "Deny" and "*" in tuple(principals(statement))


def trust_result(
    trust: Mapping[str, Any], *, principal: str, external_id: str, partition: str, active: bool = True
) -> CheckResult:
    """Say whether a trust policy is right, and if not, what it says instead."""
    found = statements(trust)
    allowing = [one for one in found if _allows(one)]
    if not active:
        return _problem("role.still-trusted") if allowing else _passed("role.trust-taken-away")
    if not allowing or any(_denies_everyone(one) for one in found):
        return _problem("role.trusts-nobody", principal=principal)
    if not principal:
        return _passed(
            "role.trusts", principal=", ".join(dict.fromkeys(who for one in allowing for who in principals(one)))
        )
    trusting = [one for one in allowing if any(same_principal(who, principal, partition) for who in principals(one))]
    if not trusting:
        others = ", ".join(who for one in allowing for who in principals(one))
        return _problem("role.trusts-other-principal", principal=principal, found=others)
    return _external_id_result(trusting, principal, external_id)


def _external_id_result(trusting: list[Statement], principal: str, external_id: str) -> CheckResult:
    wanted = [external_ids(one) for one in trusting]
    if external_id and all(one is None for one in wanted):
        return _problem("role.no-external-id", principal=principal)
    if external_id and not any(external_id in one for one in wanted if one):
        return _problem("role.other-external-id", principal=principal)
    return _passed("role.trust-right", principal=principal)


def _passed(key: str, **values: str) -> CheckResult:
    return CheckResult(TRUST, CheckState.PASSED, Message(key, values))


def _problem(key: str, **values: str) -> CheckResult:
    return CheckResult(TRUST, CheckState.PROBLEM, Message(key, values))
