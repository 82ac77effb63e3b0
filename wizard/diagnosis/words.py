"""Turns a message into plain words, so that quotes, case, white space and escapes do not matter to a rule."""

import html
import re

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_ESCAPE = re.compile(r"\\+[nrt]")
_CODED = re.compile(r"\\+u([0-9a-fA-F]{4})")
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PLACE = re.compile(r"^[│\s]*(?:with [\w.\[\]\"-]+,|on .+ line \d+, in .*|\d+: \w+ .*)$", re.MULTILINE)
_HALF = 10_000

_SAME = {
    "arent": "are not",
    "authorised": "authorized",
    "canceled": "cancelled",
    "cant": "cannot",
    "changeset": "change set",
    "changesets": "change sets",
    "couldnt": "could not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "hasnt": "has not",
    "havent": "have not",
    "isnt": "is not",
    "stabilise": "stabilize",
    "stackset": "stack set",
    "stacksets": "stack sets",
    "wasnt": "was not",
    "werent": "were not",
    "wont": "will not",
}
"""Spellings of one thing that AWS, its SDKs and its consoles mix."""


def worth_reading(text: str) -> str:
    """Give a text, and of one with more than 20,000 characters the beginning and the end.

    Such a text is a log, whose last lines mostly say why it ended.
    """
    return text if len(text) <= 2 * _HALF else f"{text[:_HALF]} {text[-_HALF:]}"


def fold(text: str) -> str:
    """Give a text as its lower-case words with one space around each, e.g. " stack set x does not exist ".

    What Terraform draws below an error, the place in the configuration, is left out: it names resources of any kind.
    """
    text = worth_reading(text)
    if "│" in text:
        text = _PLACE.sub(" ", text)
    if "\x1b" in text:
        text = _COLOUR.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(" ", _CODED.sub(lambda found: chr(int(found[1], 16)), text))
    return f" {' '.join(same_words(_WORD, text))} ".replace(" can not ", " cannot ")


def same_words(pattern: re.Pattern[str], text: str) -> list[str]:
    """Give what a pattern finds in a text, in lower case and in one spelling."""
    plain = text.casefold()
    if "'" in plain or "’" in plain:
        plain = _APOSTROPHE.sub("", plain)
    return [_SAME.get(word, word) for word in pattern.findall(plain)]
