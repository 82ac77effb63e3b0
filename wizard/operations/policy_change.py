"""The least change of a policy that lets a denied action through. No I/O."""

from collections.abc import Mapping, Sequence
from typing import Any

from wizard.operations.policy_decision import Denial, Question
from wizard.operations.policy_documents import texts

STACK_SETS_ROLE = "stacksets-exec-"
"""How the role begins that StackSets works with in a member account; AWS makes it, and its name ends differently."""

_PRINCIPAL, _ACCOUNT = "aws:PrincipalArn", "aws:PrincipalAccount"
_EXCEPT_PRINCIPAL = ("ArnNotLike", "StringNotLike", "ArnNotEquals")
_EXCEPT_ACCOUNT = ("StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase")


def excepted_principal(question: Question) -> str:
    """Give the pattern of ARNs that an exception is made for; empty where nobody knows who was refused.

    Of the role that StackSets works with, whose name differs, the beginning; the account is left open.
    """
    role = question.principal.partition(":role/")[2]
    if not role:
        return question.principal
    name = f"{STACK_SETS_ROLE}*" if role.startswith(STACK_SETS_ROLE) else role
    return f"arn:{question.partition}:iam::*:role/{name}"


def statement_with_exception(statement: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, Any]:
    """Give a Deny statement that no longer denies these requests, and all others as before.

    Whoever was refused is excepted; where that is not known, the accounts are.
    """
    changed, principals = dict(statement), [excepted_principal(one) for one in questions]
    if all(principals):
        changed["Condition"] = _excepting(statement, _EXCEPT_PRINCIPAL, _PRINCIPAL, principals)
    else:
        accounts = [one.account for one in questions]
        changed["Condition"] = _excepting(statement, _EXCEPT_ACCOUNT, _ACCOUNT, accounts)
    return changed


def missing_statement(questions: Sequence[Question]) -> dict[str, Any]:
    """Give an Allow statement for these requests and what belongs to them: the services, for whoever was refused."""
    principals = sorted({excepted_principal(one) for one in questions})
    statement: dict[str, Any] = {
        "Sid": "AllowRolesByStackSets" if _by_stack_sets(questions) else "AllowWhatWasRefused",
        "Effect": "Allow",
        "Action": whole_services(questions),
        "Resource": "*",
    }
    if all(principals):
        statement["Condition"] = {"ArnLike": {_PRINCIPAL: _one_or_all(principals)}}
    return statement


def changed(denial: Denial, questions: Sequence[Question]) -> dict[str, Any]:
    """Give the statement that takes the place of the denying one, or that has to be added."""
    if denial.statement is None:
        return missing_statement(questions)
    return statement_with_exception(denial.statement, questions)


def whole_services(questions: Sequence[Question]) -> list[str]:
    """Give the services of the refused actions; CloudFormation and IAM go together where StackSets was refused."""
    found = {one.action.partition(":")[0].lower() for one in questions}
    if _by_stack_sets(questions):
        found |= {"cloudformation", "iam"}
    return [f"{one}:*" for one in sorted(found)]


def _by_stack_sets(questions: Sequence[Question]) -> bool:
    return any(f":role/{STACK_SETS_ROLE}" in one.principal for one in questions)


def _excepting(
    statement: Mapping[str, Any], operators: Sequence[str], key: str, values: Sequence[str]
) -> dict[str, Any]:
    """Add values to an exception that the statement makes already, or make one: conditions have to hold together."""
    conditions = {operator: dict(keys) for operator, keys in (statement.get("Condition") or {}).items()}
    for operator in operators:
        for written, there in conditions.get(operator, {}).items():
            if written.lower() == key.lower():
                conditions[operator][written] = _one_or_all([*texts(there), *values])
                return conditions
    conditions.setdefault(operators[0], {})[key] = _one_or_all(values)
    return conditions


def _one_or_all(values: Sequence[str]) -> str | list[str]:
    found = list(dict.fromkeys(values))
    return found[0] if len(found) == 1 else found
