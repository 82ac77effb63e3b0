"""The lines of a config or credentials file that AWS's tools stumble over, each with its number and why.

Python's configparser, which the AWS CLI and boto3 read these files with, stops at the first of some kinds, and says
what is on the line, which can be a secret; and it passes over sections that nobody can then choose.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEADER = re.compile(r"\[(.+)\]")
_OPTION = re.compile(r"(?P<key>.*?)\s*[=:]")
_NO_PROFILES = ("sso-session", "services", "plugins", "preview")
_OF_PROFILES = re.compile(r"aws_access_key_id|role_arn|sso_\w+|credential_process|login_session|source_profile|region")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line, counted from 1, and what is wrong with it."""

    number: int
    reason: str


@dataclass(slots=True)
class Section:
    """A section as it stands in a file: `name` is what the brackets hold."""

    name: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileLines:
    """What a file's lines are: sections in their order, and lines for which AWS's tools refuse the whole file."""

    sections: tuple[Section, ...]
    bad: tuple[BadLine, ...]


def read_lines(path: Path) -> FileLines:
    """Look at a file's lines. Raises OSError; a file that is not there has none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return FileLines((), ())
    reader = _Reader()
    for number, line in enumerate(data.splitlines(), 1):
        try:
            reader.take(number, line.decode())
        except UnicodeDecodeError:
            reader.bad.append(BadLine(number, "it holds characters that are not UTF-8"))
    return FileLines(tuple(reader.sections), tuple(reader.bad))


def unusable_sections(lines: FileLines) -> Iterator[tuple[str, Section, str]]:
    """Give the sections of a config file that are meant as profiles and are none: the name meant, and why not."""
    taken = {shlex.quote(one.name) for one in lines.sections}
    for section in lines.sections:
        first, _, rest = section.name.partition(" ")
        if section.name == "default" or first in _NO_PROFILES:
            continue
        name = rest.strip()
        if first != "profile":
            meant = any(_OF_PROFILES.fullmatch(key) for key in section.keys)
            if meant and shlex.quote(f"profile {section.name}") not in taken:
                yield section.name, section, f"in this file it must be called [profile {section.name}]"
        elif not name:
            yield "", section, "it has no name"
        elif _words(name) is None:
            yield name, section, "a quotation mark in its name is not closed"
        elif len(_words(name) or ()) > 1:
            yield name, section, f'a name with spaces stands in quotation marks: [profile "{name}"]'


def _words(text: str) -> list[str] | None:
    try:
        return shlex.split(text)
    except ValueError:
        return None


class _Reader:
    """Goes through a file as configparser does, and does not stop."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.bad: list[BadLine] = []
        self._seen: set[str] = set()
        self._indent = 0
        self._in_option = False

    def take(self, number: int, line: str) -> None:
        if number == 1 and line.startswith("\ufeff"):
            self.bad.append(BadLine(1, "the file begins with a byte order mark; save it as UTF-8 without one"))
            line = line[1:]
        text = line.strip()
        if not text or text[0] in "#;":
            return
        indent = len(line) - len(line.lstrip())
        if self._in_option and indent > self._indent:
            return
        self._indent = indent
        header = _HEADER.match(text)
        if header:
            self._begin(number, header[1])
        else:
            self._option(number, text)

    def _begin(self, number: int, name: str) -> None:
        if name in self._seen:
            self.bad.append(BadLine(number, f"there is a section [{name}] already"))
        self._seen.add(name)
        self.sections.append(Section(name, number))
        self._in_option = False

    def _option(self, number: int, text: str) -> None:
        found = _OPTION.match(text)
        key = found["key"].lower() if found else ""
        if not self.sections:
            self.bad.append(BadLine(number, "it stands before the first section"))
        elif not key:
            self.bad.append(BadLine(number, "it is neither a section in brackets nor a setting with an equals sign"))
        elif key in self.sections[-1].keys:
            self.bad.append(BadLine(number, f"{key} is set already in this section"))
        else:
            self.sections[-1].keys[key] = number
        self._in_option = bool(key)
