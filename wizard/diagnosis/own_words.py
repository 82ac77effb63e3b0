"""Failures that the program noticed itself: their text already says the problem and what to do."""

import re

from wizard.model.failure import RawFailure

_SURFACES = frozenset(
    {
        "Org Wizard",
        "configuration",
        "database",
        "file",
        "keyring",
        "policy simulation",
        "provider definition",
        "runner",
        "stack outputs",
    }
)
"""Where the program's own rooms say that they met a failure; AWS and botocore are never among them."""

_SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-Z])")


def said_by_program(failure: RawFailure) -> bool:
    """Tell whether a failure's text was written for people by this program."""
    return failure.surface in _SURFACES and bool(failure.text.strip())


def title_and_rest(text: str) -> tuple[str, str]:
    """Give the first sentence, and what follows it; the rest is empty where there is one sentence only."""
    first, *rest = _SENTENCE.split(text.strip(), maxsplit=1)
    return first, rest[0] if rest else ""
