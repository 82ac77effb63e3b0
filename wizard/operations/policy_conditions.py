"""Judges the conditions of a policy's statement by what is known of a request, and says where that is not enough."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from wizard.operations.policy_documents import texts

Known = Mapping[str, str]
"""Values of condition keys, by the key in lower case."""


def all_of(verdicts: Iterable[bool | None]) -> bool | None:
    """Give False where one is False, else None where one is not known, else True."""
    found = tuple(verdicts)
    if any(one is False for one in found):
        return False
    return None if None in found else True


def fits(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern with `*` and `?`, upper and lower case told apart."""
    return _compiled(pattern).fullmatch(text) is not None


def fits_arn(pattern: str, arn: str) -> bool:
    """Whether an ARN fits a pattern: part by part, so that no wildcard reaches over a colon of the first five."""
    wanted, given = pattern.split(":", 5), arn.split(":", 5)
    if len(wanted) != len(given):
        return fits(pattern, arn)
    return all(fits(one, other) for one, other in zip(wanted, given, strict=True))


def holds(conditions: Mapping[str, Any], known: Known) -> bool | None:
    """Whether all conditions of a statement hold; None where a key or operator is not known."""
    return all_of(
        _holds(operator, texts(_as_text(wanted)), known.get(key.lower()))
        for operator, keys in conditions.items()
        for key, wanted in keys.items()
    )


def _holds(operator: str, wanted: tuple[str, ...], given: str | None) -> bool | None:
    """Every key that is known has one value, so what a quantifier asks of all values it asks of that one."""
    name = operator.rpartition(":")[2].removesuffix("IfExists")
    if given is None:
        return None
    if name == "Null":
        return all(one.lower() == "false" for one in wanted)
    test = _TESTS.get(name.replace("Not", "", 1))
    if test is None or any("${" in one for one in wanted):
        return None
    return any(test(one, given) for one in wanted) is not ("Not" in name)


def _as_text(value: object) -> object:
    """Write true as IAM compares it, also inside a list."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return value


def _equal(wanted: str, given: str) -> bool:
    return wanted == given


def _equal_in_any_case(wanted: str, given: str) -> bool:
    return wanted.lower() == given.lower()


_TESTS: Mapping[str, Callable[[str, str], bool]] = {
    "StringEquals": _equal,
    "StringEqualsIgnoreCase": _equal_in_any_case,
    "StringLike": fits,
    "ArnEquals": fits_arn,
    "ArnLike": fits_arn,
    "Bool": _equal_in_any_case,
}


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)
