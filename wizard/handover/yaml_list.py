"""Puts one more entry into a list of a YAML file that people keep by hand: comments and all else stay as they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yaml import MappingNode, Node, SequenceNode

LARGEST = 1_000_000
"""Characters: nobody keeps a longer list by hand, and reading it would take seconds."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*|[A-Za-z][A-Za-z0-9_./@+-]*( [A-Za-z0-9_./@+-]+)+")
_READ_OTHERWISE = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


class Joining(StrEnum):
    """What came of it.

    NEW:      the text is a whole new file
    ADDED:    the entry stands behind the others
    SAME:     exactly this entry was there; nothing has to be written
    REPLACED: an entry that is told by the same first line had other values; it is changed, all others stay
    """

    NEW = "new"
    ADDED = "added"
    SAME = "same"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Joined:
    """The file's new text; `others` counts the entries that were there besides."""

    text: str
    joining: Joining
    others: int = 0


class UnfitFileError(Exception):
    """A file that cannot be added to; the text says why, in a sentence."""


def list_text(list_key: str, entry: Mapping[str, str]) -> str:
    """Give a whole file with one entry. All values are texts: digits are quoted."""
    return "\n".join([f"{list_key}:", *_lines(entry, "  "), ""])


def join(text: str, list_key: str, entry: Mapping[str, str]) -> Joined:
    """Put an entry into a file's list, in place of one whose first line is the same. Raises UnfitFileError."""
    if not text.strip("\ufeff \t\r\n"):
        return Joined(list_text(list_key, entry), Joining.NEW)
    before = _understood(text)
    joined = _joined(text, _composed(text), before, list_key, entry)
    if joined.joining is not Joining.SAME:
        _prove(joined, before, list_key, entry)
    return joined


def _joined(text: str, root: "Node", value: Any, list_key: str, entry: Mapping[str, str]) -> Joined:
    import yaml

    if not isinstance(root, yaml.MappingNode) or root.flow_style or not isinstance(value, dict):
        raise UnfitFileError("Its outermost level is no list of names with values.")
    there = _sequence(root, list_key)
    ending = "\r\n" if "\r\n" in text else "\n"
    if there is None:
        whole = text if text.endswith("\n") else text + ending
        return Joined(whole + list_text(list_key, entry).replace("\n", ending), Joining.ADDED)
    if there.flow_style or not there.value:
        raise UnfitFileError(f"The list {list_key} is empty, or written in brackets.")
    held = value[list_key]
    first = next(iter(entry))
    same = [place for place, one in enumerate(held) if isinstance(one, dict) and one.get(first) == entry[first]]
    if len(same) > 1:
        raise UnfitFileError(f"It has several entries whose {first} is {entry[first]}.")
    if same and held[same[0]] == dict(entry):
        return Joined(text, Joining.SAME, len(held) - 1)
    start, end = _place(text, there, same[0] if same else None)
    indent = " " * there.start_mark.column
    lines = ending.join([*_lines(entry, indent), ""])
    lead = "" if not start or text[start - 1] == "\n" else ending
    joining = Joining.REPLACED if same else Joining.ADDED
    return Joined(text[:start] + lead + lines + text[end:], joining, len(held) - len(same))


def _place(text: str, there: "SequenceNode", index: int | None) -> tuple[int, int]:
    """Give from where to where the new lines go: over an entry, or behind the last one."""
    if index is None:
        end = _line_end(text, _last_index(there.value[-1]))
        return end, end
    entry = there.value[index]
    start = text.rfind("\n", 0, entry.start_mark.index) + 1
    return start, _line_end(text, _last_index(entry))


def _last_index(node: "Node") -> int:
    """Give where the last word of a node ends; marks of blocks themselves lie behind the comments that follow."""
    import yaml

    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_index(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_index(node.value[-1])
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        raise UnfitFileError("An entry ends with a text of several lines.")
    return int(node.end_mark.index)


def _line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _sequence(root: "MappingNode", list_key: str) -> "SequenceNode | None":
    import yaml

    for key, value in root.value:
        if key.value == list_key:
            if not isinstance(value, yaml.SequenceNode):
                raise UnfitFileError(f"What stands under {list_key} is no list.")
            return value
    return None


def _composed(text: str) -> "Node":
    import yaml

    node = yaml.compose(text, yaml.SafeLoader)
    if node is None:
        raise UnfitFileError("It holds nothing but comments; save under another name, and copy them over.")
    return node


def _understood(text: str) -> Any:
    import yaml

    if len(text) > LARGEST:
        raise UnfitFileError("It is larger than any such list would be.")
    try:
        if any(isinstance(one, yaml.AliasToken) for one in yaml.scan(text, yaml.SafeLoader)):
            raise UnfitFileError("It repeats parts of itself by reference (&name and *name).")
        documents = list(yaml.safe_load_all(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        raise UnfitFileError(f"It is not in the form of YAML{where}.") from error
    if len(documents) != 1:
        raise UnfitFileError("It holds several documents.")
    return documents[0]


def _prove(joined: Joined, before: Any, list_key: str, entry: Mapping[str, str]) -> None:
    """Read the new text, and refuse it where anything but the entry is different. Raises UnfitFileError."""
    first, wanted = next(iter(entry)), dict(entry)
    listed = [one for one in before.get(list_key, ()) if not (isinstance(one, dict) and one.get(first) == entry[first])]
    after = _understood(joined.text)
    others = [one for one in after.get(list_key, ()) if one != wanted]
    there = wanted in after.get(list_key, ())
    if not there or others != listed or _besides(after, list_key) != _besides(before, list_key):
        raise UnfitFileError("It is written in a way that cannot be added to without changing something else.")


def _besides(value: Mapping[str, Any], list_key: str) -> Mapping[str, Any]:
    return {key: one for key, one in value.items() if key != list_key}


def _lines(entry: Mapping[str, str], indent: str) -> list[str]:
    written = [f"{key}: {_scalar(value)}" for key, value in entry.items()]
    return [f"{indent}{'- ' if not number else '  '}{line}" for number, line in enumerate(written)]


def _scalar(value: str) -> str:
    """Write a text so that YAML reads the same text: quoted, unless it can be read in no other way."""
    if _PLAIN.fullmatch(value) and value.casefold() not in _READ_OTHERWISE:
        return value
    import json

    return json.dumps(value, ensure_ascii=False)
