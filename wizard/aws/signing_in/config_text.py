"""The text of an AWS config file, edited section by section: every byte outside our own sections stays.

A section is ours where it holds the marker line; the person takes it over by deleting that line. The marker is a
comment, so that no tool of AWS minds it, and `aws configure set` leaves it where it is.
"""

import re
import shlex
from collections.abc import Mapping

MARKER = b"# Org Wizard looks after this section. Delete this line to look after it yourself."

SectionName = tuple[str, ...]
"""A section's name as AWS's tools read it: ("profile", "work"), ("sso-session", "acme"), ("default",)."""

_BOM = b"\xef\xbb\xbf"
_HEADER = re.compile(rb"\[(.+)\]")  # as Python's configparser, which the AWS CLI and boto3 read it with
_OPTION = re.compile(rb"([^\s:=#;\[][^:=]*?)\s*[:=]")


def profile_section(profile: str) -> SectionName:
    """Give the name of a profile's section in the config file."""
    return ("default",) if profile == "default" else ("profile", profile)


def session_section(session: str) -> SectionName:
    """Give the name of the section of an Identity Center session."""
    return ("sso-session", session)


class ConfigText:
    """A config file's bytes, in lines; line endings are whatever each line has."""

    def __init__(self, data: bytes) -> None:
        self._lines = data.splitlines(keepends=True)
        self._newline = b"\r\n" if self._lines and self._lines[0].endswith(b"\r\n") else b"\n"

    @property
    def data(self) -> bytes:
        """Give the bytes as they are now."""
        return b"".join(self._lines)

    def has(self, name: SectionName) -> bool:
        """Tell whether there is such a section."""
        return self._find(name) is not None

    def is_ours(self, name: SectionName) -> bool:
        """Tell whether there is such a section, and it is one of ours."""
        found = self._find(name)
        return found is not None and any(line.strip() == MARKER for line in self._lines[found.start : found.stop])

    def ours(self) -> frozenset[SectionName]:
        """Give the names of all sections of ours."""
        found: set[SectionName] = set()
        name: SectionName | None = None
        for number, line in enumerate(self._lines):
            name = _name_of(line, first=not number) or name
            if name is not None and line.strip() == MARKER:
                found.add(name)
        return frozenset(found)

    def put(self, name: SectionName, values: Mapping[str, str | None]) -> None:
        """Make a section of ours at the end, or change values of it where it stands; None takes a value away.

        Its other values and comments stay. Raises ValueError for a section that is not ours, and for line breaks.
        """
        if any("\n" in text or "\r" in text for text in (*name, *values, *(one or "" for one in values.values()))):
            raise ValueError("a name or value of a config file has no line breaks")
        found = self._find(name)
        if found is None:
            self._append(name, values)
        elif self.is_ours(name):
            for key, value in values.items():
                self._set(name, key, value)
        else:
            raise ValueError("the section is not ours")

    def remove(self, name: SectionName) -> None:
        """Take a section of ours away, and the blank line before it. Raises ValueError for one that is not ours."""
        found = self._find(name)
        if found is None:
            return
        if not self.is_ours(name):
            raise ValueError("the section is not ours")
        start = found.start
        if start and not self._lines[start - 1].strip():
            start -= 1
        del self._lines[start : self._content_end(found)]

    def _append(self, name: SectionName, values: Mapping[str, str | None]) -> None:
        if self._lines and not self._lines[-1].endswith((b"\n", b"\r")):
            self._lines[-1] += self._newline
        if self._lines and self._lines != [_BOM] and self._lines[-1].strip():
            self._lines.append(self._newline)
        self._lines += [_header(name) + self._newline, MARKER + self._newline]
        self._lines += [self._option(key, value) for key, value in values.items() if value is not None]

    def _set(self, name: SectionName, key: str, value: str | None) -> None:
        section = self._find(name)
        if section is None:
            return
        place = self._option_at(section, key)
        new = [] if value is None else [self._option(key, value)]
        if place is None:
            end = self._content_end(section)
            if new and not self._lines[end - 1].endswith((b"\n", b"\r")):
                self._lines[end - 1] += self._newline
            self._lines[end:end] = new
        elif b"".join(self._lines[place.start : place.stop]).split(b"=", 1)[-1].strip() != (value or "").encode():
            self._lines[place.start : place.stop] = new
        elif value is None:
            del self._lines[place.start : place.stop]

    def _option_at(self, section: range, key: str) -> range | None:
        """Find an option's lines: its own, and those indented under it."""
        for number in section[1:]:
            found = _OPTION.match(self._lines[number])
            if found and found[1].strip().lower() == key.lower().encode():
                end = number + 1
                while end < section.stop and self._lines[end][:1].isspace() and self._lines[end].strip():
                    end += 1
                return range(number, end)
        return None

    def _find(self, name: SectionName) -> range | None:
        headers = [number for number, line in enumerate(self._lines) if _name_of(line, first=not number) is not None]
        for place, number in enumerate(headers):
            if _name_of(self._lines[number], first=not number) == name:
                return range(number, headers[place + 1] if place + 1 < len(headers) else len(self._lines))
        return None

    def _content_end(self, section: range) -> int:
        """Find where a section's own lines end: blank lines and comments before the next header belong to that."""
        end = section.stop
        while end > section.start + 1 and not _belongs(self._lines[end - 1]):
            end -= 1
        return end

    def _option(self, key: str, value: str) -> bytes:
        return f"{key} = {value}".encode() + self._newline


def _belongs(line: bytes) -> bool:
    text = line.strip()
    return text == MARKER or bool(text and text[:1] not in (b"#", b";"))


def _name_of(line: bytes, *, first: bool) -> SectionName | None:
    """Give the name in a section's header; None for a line that is none."""
    found = _HEADER.match(line.removeprefix(_BOM) if first else line)
    if found is None:
        return None
    text = found[1].decode("utf-8", "surrogateescape")
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return (text,)


def _header(name: SectionName) -> bytes:
    return f"[{' '.join(shlex.quote(part) for part in name)}]".encode()
