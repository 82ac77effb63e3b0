"""Puts what a failure names into the sentences about its cause."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Formatter


@lru_cache(maxsize=1024)
def _placeholders(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def asked(sentences: Iterable[str]) -> frozenset[str]:
    """Give the names of all placeholders in some sentences."""
    return frozenset[str]().union(*(_placeholders(one) for one in sentences))


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """Give a sentence with its {placeholders} filled; empty where one of them is not known."""
    return sentence.format_map(values) if _placeholders(sentence) <= values.keys() else ""


def worded(explanation: str, details: tuple[str, ...], values: Mapping[str, str]) -> str:
    """Give an explanation, and before it the first of its details that can be filled."""
    detail = next((said for one in details if (said := filled(one, values))), "")
    return f"{detail} {explanation}" if detail else explanation
