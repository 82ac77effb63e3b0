"""The conditions of a policy statement against the keys of a request."""

import fnmatch
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

Context = Mapping[str, str | list[str]]


def matches(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern with `*` and `?`; all other characters stand for themselves."""
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(fnmatch.translate(pattern.replace("[", "[[]")))


def _ignoring_case(wanted: str, given: str) -> bool:
    return wanted.lower() == given.lower()


def _equal(wanted: str, given: str) -> bool:
    return wanted == given


_TESTS: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": _equal,
    "StringEqualsIgnoreCase": _ignoring_case,
    "StringLike": matches,
    "ArnEquals": matches,
    "ArnLike": matches,
    "Bool": _ignoring_case,
    "NumericEquals": lambda wanted, given: float(wanted) == float(given),
    "NumericLessThan": lambda wanted, given: float(given) < float(wanted),
    "NumericLessThanEquals": lambda wanted, given: float(given) <= float(wanted),
    "NumericGreaterThan": lambda wanted, given: float(given) > float(wanted),
    "NumericGreaterThanEquals": lambda wanted, given: float(given) >= float(wanted),
}
_NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NumericNotEquals": "NumericEquals",
}


def as_list(value: Any) -> list[Any]:
    """One value or a list of them, as a list."""
    return value if isinstance(value, list) else [value]


def conditions_hold(conditions: Mapping[str, Any], context: Context) -> bool:
    """Whether every condition of a statement holds; an unknown operator never does."""
    known = {name.lower(): value for name, value in context.items()}
    return all(
        _holds(operator, as_list(wanted), known.get(key.lower()))
        for operator, keys in conditions.items()
        for key, wanted in keys.items()
    )


def _holds(operator: str, wanted: list[Any], given: str | list[str] | None) -> bool:
    quantifier, _, name = operator.rpartition(":")
    optional = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    if name == "Null":
        return (given is None) == (str(wanted[0]).lower() == "true")
    if given is None:
        return optional or name in _NEGATED or quantifier == "ForAllValues"
    test = _TESTS.get(_NEGATED.get(name, name))
    if test is None:
        return False
    texts = [_text(value) for value in wanted]
    hits = [any(test(text, one) for text in texts) for one in as_list(given)]
    if name in _NEGATED:
        hits = [not hit for hit in hits]
    return all(hits) if quantifier == "ForAllValues" or (name in _NEGATED and not quantifier) else any(hits)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
