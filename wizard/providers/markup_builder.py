"""Builds a document from the YAML parser's events, with a stack of its own. Only `markup` imports this."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from wizard.providers.markup import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_SECONDS,
    Document,
    Marks,
    MarkupError,
    Value,
    too_many,
)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML 1.1 takes for null where it stands without quotes and tag."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How many values and characters something has once its aliases are followed."""

    values: int = 0
    characters: int = 0

    def plus(self, other: "_Size") -> "_Size":
        return _Size(self.values + other.values, self.characters + other.characters)

    def minus(self, other: "_Size") -> "_Size":
        return _Size(self.values - other.values, self.characters - other.characters)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled. `key` is the next entry's key; None where one is still to come."""

    value: dict[str, Value] | list[Value]
    tag: str
    anchor: str | None
    size_before: "_Size"
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def next_key(self) -> str | int:
        return (self.key or "") if isinstance(self.value, dict) else len(self.value)


class MarkupBuilder:
    """Builds the document from the parser's events, with a stack of its own."""

    def __init__(self, max_values: int) -> None:
        self._max_values = max_values
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Value, _Size]] = {}
        self._starts: dict[int, int] = {}
        self._keys: dict[int, dict[str, int]] = {}
        self._nulls: set[tuple[int, str | int]] = set()
        self._size = _Size()
        self._root: Value | None = None

    def build(self, text: str) -> Document:
        """Give the one document of a text. Raises MarkupError."""
        until = time.monotonic() + MAX_SECONDS
        try:
            for event in _events(text):
                self._take(event)
                if time.monotonic() > until:
                    raise MarkupError(f"The file could not be read within {MAX_SECONDS:.0f} seconds.")
        except yaml.MarkedYAMLError as error:
            line = f"Line {error.problem_mark.line + 1}" if error.problem_mark else "The file"
            raise MarkupError(f"{line} is not YAML: {error.problem}.") from error
        except (yaml.YAMLError, UnicodeError) as error:
            raise MarkupError("The file holds characters that cannot be read as text.") from error
        if self._root is None:
            raise MarkupError("The file is empty.")
        return Document(self._root, Marks(self._starts, self._keys, self._nulls))

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = self._stack.pop()
            self._put(_tagged(done.tag, done.value), done.anchor, self._size.minus(done.size_before), line)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "", line)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise MarkupError(f"Line {line} begins a second document. The file must hold one.")

    def _counted(self, size: _Size) -> None:
        self._size = self._size.plus(size)
        if self._size.values > self._max_values:
            raise MarkupError(too_many(self._max_values))
        if self._size.characters > MAX_CHARACTERS:
            raise MarkupError(f"The file's aliases make more than {MAX_CHARACTERS:,} characters of it.")

    def _open(self, event: Any, line: int) -> None:
        if self._expects_key():
            raise MarkupError(f"Line {line} has a list or mapping where a name should stand.")
        if len(self._stack) >= MAX_DEPTH:
            raise MarkupError(f"Line {line} is nested more than {MAX_DEPTH} levels deep.")
        value: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        opened = _Open(value, event.tag or "", event.anchor, self._size)
        self._starts[id(value)] = line
        if isinstance(value, dict):
            self._keys[id(value)] = opened.lines
        self._stack.append(opened)
        self._counted(_Size(1))

    def _scalar(self, event: Any, line: int) -> None:
        if self._expects_key():
            container = self._stack[-1]
            if event.value in container.value:
                raise MarkupError(f"Line {line} names {event.value!r} a second time.")
            container.key = event.value
            container.lines[event.value] = line
            return
        size = _Size(1, len(event.value))
        self._counted(size)
        if self._stack and event.implicit[0] and event.value in _NULLS:
            self._nulls.add((id(self._stack[-1].value), self._stack[-1].next_key))
        self._put(_tagged(event.tag or "", event.value), event.anchor, size, line)

    def _alias(self, anchor: str, line: int) -> None:
        if anchor not in self._anchors:
            raise MarkupError(f"Line {line} refers to *{anchor}, which is not defined before it.")
        if self._expects_key():
            raise MarkupError(f"Line {line} has a reference where a name should stand.")
        value, size = self._anchors[anchor]
        self._counted(size)
        self._put(value, None, size, line)

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None

    def _put(self, value: Value, anchor: str | None, size: _Size, line: int) -> None:
        if anchor:
            self._anchors[anchor] = (value, size)
        if not self._stack:
            self._root = value
            return
        container = self._stack[-1]
        if isinstance(container.value, list):
            container.value.append(value)
            return
        if container.key is None:
            raise MarkupError(f"Line {line} has a list or mapping where a name should stand.")
        container.value[container.key] = value
        container.key = None


def _events(text: str) -> Iterator[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is 10 times as fast, where it was built
    yield from yaml.parse(text, Loader=loader)


def _tagged(tag: str, value: Value) -> Value:
    """Turn a short tag into its long function; other tags say nothing, since scalars stay text."""
    if not tag.startswith("!") or tag == "!":
        return value
    name = tag[1:]
    if name in ("Ref", "Condition"):
        return {name: value}
    if name == "GetAtt" and isinstance(value, str):
        logical_id, _, attribute = value.partition(".")
        return {"Fn::GetAtt": [logical_id, attribute]}
    return {f"Fn::{name}": value}
