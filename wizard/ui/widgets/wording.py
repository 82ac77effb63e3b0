"""Putting values into translated sentences."""

import re

_PLACE = re.compile(r"%([1-9])")


def fill(sentence: str, *values: str) -> str:
    """The sentence with %1 … %9 replaced by the values, in one pass: a value that holds "%1" itself stays as it is.

    IndexError where the sentence asks for a value that is not given.
    """
    return _PLACE.sub(lambda match: values[int(match[1]) - 1], sentence)


def without_mnemonic(label: str) -> str:
    """A label as it reads: `&` marks taken out, `&&` as one ampersand."""
    return re.sub(r"&(.)", r"\1", label)
