"""Fills a provider's code template, e.g. for Terraform, so that no value can break out of where it stands.

A template is text with these marks, each of an ID of `values`:

    @@ID@@          the value as a string of HCL, in quotes
    @@list ID@@     the entries of a list as a list of such strings
    @@words ID@@    the value as people read it, in one line: for comments; "not set" where it is empty
    @@if ID@@       on a line of its own: what follows is left out where the value is empty,
    @@end@@         up to here
"""

import re
from collections.abc import Mapping

from wizard.handover.values import listed

_MARK = re.compile(r"@@(?:(list|words) )?([a-z0-9-]+)@@")
_IF = re.compile(r"\s*@@if ([a-z0-9-]+)@@\s*")
_END = re.compile(r"\s*@@end@@\s*")
_NOT_SET = "not set"


def fill_code(template: str, values: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Give the code. Raises KeyError where the template marks an ID that has no value.

    values: as they are kept, by ID
    words:  the same as people read them
    """

    def put(match: re.Match[str]) -> str:
        form, value_id = match.groups()
        if form == "words":
            return _one_line(words[value_id]) or _NOT_SET
        if form == "list":
            return "[" + ", ".join(quoted(one) for one in listed(values[value_id])) + "]"
        return quoted(values[value_id])

    lines: list[str] = []
    leave_out = False
    for line in template.splitlines():
        condition = _IF.fullmatch(line)
        if condition:
            leave_out = not values[condition[1]]
        elif _END.fullmatch(line):
            leave_out = False
        elif not leave_out:
            lines.append(_MARK.sub(put, line))
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Give a text as a string of HCL: quotes, control characters and the beginnings of templates are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("${", "$${").replace("%{", "%%{")
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(named.get(one, f"\\u{ord(one):04x}" if _control(one) else one) for one in escaped) + '"'


def _one_line(text: str) -> str:
    """Give a text that cannot end the comment that it stands in."""
    return " ".join("".join(" " if _control(one) else one for one in text).split())


def _control(character: str) -> bool:
    return ord(character) < 0x20 or ord(character) == 0x7F or character in "\u0085\u2028\u2029"
