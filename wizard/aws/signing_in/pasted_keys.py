"""Access keys in a pasted text, in whatever form people copy them from."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard.model.access_key import AccessKey

_NAMES = {
    "accesskey": "id",
    "accesskeyid": "id",
    "awsaccesskeyid": "id",
    "secretkey": "secret",
    "secretaccesskey": "secret",
    "awssecretaccesskey": "secret",
    "securitytoken": "token",
    "sessiontoken": "token",
    "awssecuritytoken": "token",
    "awssessiontoken": "token",
    "region": "region",
    "awsregion": "region",
    "awsdefaultregion": "region",
}
_LINE = re.compile(
    r"""\s*(?:export\s+|setx?\s+|\$env:)?["']?(?P<name>[A-Za-z][A-Za-z _-]*?)["']?\s*[=:\t]\s*(?P<value>.+)""",
    re.IGNORECASE,
)
_SETX = re.compile(r"\s*setx\s+(?P<name>\w+)\s+(?P<value>.+)", re.IGNORECASE)
_ID = re.compile(r"(?<![A-Za-z0-9])A[KS]IA[A-Z0-9]{12,124}(?![A-Za-z0-9])")
_SECRET = re.compile(r"(?<![\w/+=])[A-Za-z0-9/+]{40}(?![\w/+=])")
_TOKEN = re.compile(r"(?<![\w/+=])[A-Za-z0-9/+=]{100,}")


@dataclass(frozen=True, slots=True)
class PastedKey:
    """What a pasted text holds; parts that it does not are empty. `region` is one that stands beside the key."""

    key: AccessKey
    region: str = ""


def read_pasted(text: str) -> PastedKey:
    """Find an access key in a text: the console's blocks, shell lines, JSON, INI, CSV, or the bare values.

    What is named counts, and what has an unmistakable form where nothing is named. The first of several keys is taken.
    """
    text = text.lstrip("\ufeff").strip()
    found: dict[str, str] = {}
    for name, value in (*_in_json(text), *_in_csv(text), *_in_lines(text.splitlines())):
        part = _NAMES.get(re.sub(r"[^a-z]", "", name.lower()))
        if part and value:
            found.setdefault(part, value)
    key = AccessKey(
        found.get("id") or _first(_ID, text),
        found.get("secret") or _first(_SECRET, text),
        found.get("token") or _first(_TOKEN, text),
    )
    return PastedKey(key, found.get("region", ""))


def _in_json(text: str) -> Iterator[tuple[str, str]]:
    try:
        yield from _walk(json.loads(text))
    except (ValueError, RecursionError):
        return


def _walk(found: Any) -> Iterator[tuple[str, str]]:
    entries: Sequence[Any] = found if isinstance(found, list) else ()
    if isinstance(found, Mapping):
        yield from ((str(name), value.strip()) for name, value in found.items() if isinstance(value, str))
        entries = list(found.values())
    for one in entries:
        yield from _walk(one)


def _in_csv(text: str) -> Iterator[tuple[str, str]]:
    """Read the console's download, and a table copied from its page: names in one row, values in the next."""
    for delimiter in (",", "\t"):
        rows = list(csv.reader(text.splitlines()[:2], delimiter=delimiter))
        if len(rows) == 2 and len(rows[0]) == len(rows[1]) > 1:
            yield from zip(rows[0], (_bare(one) for one in rows[1]), strict=True)


def _in_lines(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        match = _SETX.fullmatch(line) or _LINE.fullmatch(line)
        if match:
            yield match["name"], _bare(match["value"])
        elif number + 1 < len(lines):
            yield line, _bare(lines[number + 1])  # a label, and its value on the line below


def _bare(value: str) -> str:
    """Take quotation marks, and what ends a command, away."""
    return value.strip().rstrip(";,").strip().strip("\"'").strip()


def _first(form: re.Pattern[str], text: str) -> str:
    match = form.search(text)
    return match[0] if match else ""
