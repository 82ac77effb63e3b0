"""Turns a message into plain words, so that quotes, case, white space and escapes do not matter to a rule."""

import html
import re

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_ESCAPE = re.compile(r"\\+[nrt]")
_LONGEST = 20_000

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
}
"""Spellings of one thing that AWS, its SDKs and its consoles mix."""


def fold(text: str) -> str:
    """Give a text as its lower-case words with one space around each, e.g. " stack set x does not exist ".

    Only the first 20,000 characters are read: a longer text is a log, not a message.
    """
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(" ", text)
    return f" {' '.join(same_words(_WORD, text))} ".replace(" can not ", " cannot ")


def same_words(pattern: re.Pattern[str], text: str) -> list[str]:
    """Give what a pattern finds in a text, in lower case and in one spelling."""
    plain = text.casefold()
    if "'" in plain or "’" in plain:
        plain = _APOSTROPHE.sub("", plain)
    return [_SAME.get(word, word) for word in pattern.findall(plain)]
