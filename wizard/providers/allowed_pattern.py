"""Judges values by a parameter's AllowedPattern, which is written for Java's regular expressions.

Most mean the same in Python. One that does not, or one that could take for ever on a value, is not judged here: AWS
does that when the stack is created.
"""

import re
import warnings
from functools import lru_cache

_MAX_COST = 10**8
_SHORT = 20
_MAX_LENGTH = 4_096
_QUANTIFIER = re.compile(r"[*+]|\{[0-9]+,\}|\{[0-9]+,[0-9]{2,}\}")


def understood(pattern: str) -> bool:
    """Whether Python gives a pattern the meaning that it has in Java."""
    return _compiled(pattern) is not None


def matches(pattern: str, value: str) -> bool | None:
    """Whether the whole of a value matches; None where that is not judged here."""
    compiled = _compiled(pattern)
    if compiled is None or _too_costly(pattern, len(value)):
        return None
    return compiled.fullmatch(value) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    if len(pattern) > _MAX_LENGTH:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Python warns where a set inside a set means something else than in Java
        try:
            return re.compile(pattern, re.ASCII)
        except (re.error, RecursionError, OverflowError, Warning):
            return None


@lru_cache(maxsize=256)
def _shape(pattern: str) -> tuple[int, bool]:
    """Give how many quantifiers are open-ended, and whether one repeats a group that repeats or chooses inside."""
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)
    groups: list[bool] = [False]
    nested = False
    for index, character in enumerate(bare):
        repeated = _QUANTIFIER.match(bare, index + 1) is not None
        if character == "(":
            groups.append(False)
        elif character == ")" and len(groups) > 1:
            inside = groups.pop()
            nested = nested or (inside and repeated)
            groups[-1] = groups[-1] or inside or repeated
        elif character == "|" or repeated:
            groups[-1] = True
    return len(_QUANTIFIER.findall(bare)), nested


def _too_costly(pattern: str, length: int) -> bool:
    quantifiers, nested = _shape(pattern)
    if nested:
        return length > _SHORT
    cost: int = max(length, 1) ** min(quantifiers, 30)
    return cost > _MAX_COST
