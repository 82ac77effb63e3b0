"""Reads policy documents as IAM gives them back: one or many, text or list, any case of an action."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from wizard.model.identifiers import ACCOUNT_ID

Statement = Mapping[str, Any]

_EXACT = ("StringEquals", "StringLike", "ForAnyValue:StringEquals", "ForAnyValue:StringLike")


def statements(document: Mapping[str, Any]) -> tuple[Statement, ...]:
    """Give the statements of a policy document; a single one stands without a list."""
    found = document.get("Statement", ())
    return (found,) if isinstance(found, Mapping) else tuple(found)


def texts(value: object) -> tuple[str, ...]:
    """Give the texts of a value that is one text or a list of them."""
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, Iterable) else ()


def principals(statement: Statement) -> Iterator[str]:
    """Give the AWS principals of a trust statement; "*" stands for everyone."""
    principal = statement.get("Principal", {})
    if isinstance(principal, str):
        yield principal
    elif isinstance(principal, Mapping):
        yield from texts(principal.get("AWS", ()))


def same_principal(one: str, other: str, partition: str) -> bool:
    """Whether two principals are the same: IAM writes an account's ID as the ARN of its root."""
    return _normal(one, partition) == _normal(other, partition)


def _normal(principal: str, partition: str) -> str:
    if ACCOUNT_ID.fullmatch(principal):
        return f"arn:{partition}:iam::{principal}:root"
    return principal


def external_ids(statement: Statement) -> tuple[str, ...] | None:
    """Give the external IDs that a trust statement wants; None where it wants none."""
    for operator, keys in statement.get("Condition", {}).items():
        if operator in _EXACT:
            for key, value in keys.items():
                if key.lower() == "sts:externalid":
                    return texts(value)
    return None


def allowed_actions(documents: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Give the action patterns that these documents allow."""
    return tuple(
        pattern
        for document in documents
        for statement in statements(document)
        if statement.get("Effect") == "Allow"
        for pattern in texts(statement.get("Action", ()))
    )


def covered(action: str, patterns: Iterable[str]) -> bool:
    """Whether an action, or a pattern of actions, is among patterns of a policy."""
    return any(_compiled(pattern).fullmatch(action) for pattern in patterns)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    wild = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.compile(wild, re.IGNORECASE)
