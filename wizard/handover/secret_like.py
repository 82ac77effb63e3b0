"""Finds what looks like a secret in any text, and puts a mark in its place: the net under all that leaves the program.

What is written out is chosen field by field, so that no secret should ever get here; this is for words of others, such
as error messages and log lines.
"""

import re
from collections.abc import Collection

HIDDEN = "[hidden]"

_NAMES = (
    r"secret(?:[ _-]access)?(?:[ _-]key)?",
    r"passw(?:or)?d",
    r"passphrase",
    r"(?:session|security|access|refresh|id|auth)[_ -]?token",
    r"(?:api|app|application|private)[_ -]?key",
    r"(?:mfa|token|one[_ -]?time)[_ -]?code",
    r"x-amz-(?:signature|credential|security-token)",
    r"signature",
)
_NAMED = re.compile(
    rf"(?P<name>(?:{'|'.join(_NAMES)})[\w-]{{0,24}}[\"']?\s*[:=]\s*[\"']?)(?P<value>[^\s\"'&,;<>]+)", re.IGNORECASE
)
_BEARER = re.compile(r"(?P<name>\b(?:bearer|basic|dpop)\s+)(?P<value>[\w.~+/=-]{12,})", re.IGNORECASE)
_BY_ITSELF = (
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL),
    re.compile(r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,124}\b"),
    re.compile(r"\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?"),
    re.compile(r"\bxox[abprs]-[\w-]{10,}|\bgh[pousr]_\w{20,}|\bsk[-_](?:live|test|proj)?[-_]?\w{16,}"),
    re.compile(r"(?<![A-Za-z0-9/+=_-])[A-Za-z0-9/+=_-]{100,}(?![A-Za-z0-9/+=_-])"),
)
_KEY_OF_AWS = re.compile(r"(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])")
_SHORTEST = 4
"""A known secret of fewer characters would be found inside of ordinary words."""


def hide_secrets(text: str, known: Collection[str] = ()) -> str:
    """Give the text with a mark in place of every known secret, and of all that looks like one."""
    for secret in sorted({one for one in known if len(one) >= _SHORTEST}, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    for pattern in _BY_ITSELF:
        text = pattern.sub(HIDDEN, text)
    text = _KEY_OF_AWS.sub(lambda found: HIDDEN if _mixed(found[0]) else found[0], text)
    for pattern in (_NAMED, _BEARER):
        text = pattern.sub(rf"\g<name>{HIDDEN}", text)
    return text


def _mixed(text: str) -> bool:
    """Tell whether a text has what a secret key of AWS has: a word, a path or a checksum lacks one of them."""
    return all(any(map(has, text)) for has in (str.isupper, str.islower, str.isdigit))
