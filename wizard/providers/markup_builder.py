"""Builds a document from the YAML parser's events, with a stack of its own. Only `markup` imports this."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from wizard.providers.markup import MAX_DEPTH, MAX_VALUES, Document, MarkupError, Path, Value


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled. `key` is the next entry's key; None where one is still to come."""

    value: dict[str, Value] | list[Value]
    path: Path
    tag: str
    anchor: str | None
    count_before: int
    key: str | None = None

    @property
    def next_path(self) -> Path:
        return (*self.path, self.key or "") if isinstance(self.value, dict) else (*self.path, len(self.value))


class MarkupBuilder:
    """Builds the document from the parser's events, with a stack of its own."""

    def __init__(self) -> None:
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._lines: dict[Path, int] = {}
        self._count = 0
        self._root: Value | None = None

    def build(self, text: str) -> Document:
        """Give the one document of a text. Raises MarkupError."""
        try:
            for event in _events(text):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            line = f"Line {error.problem_mark.line + 1}" if error.problem_mark else "The file"
            raise MarkupError(f"{line} is not YAML: {error.problem}.") from error
        except (yaml.YAMLError, UnicodeError) as error:
            raise MarkupError("The file holds characters that cannot be read as text.") from error
        if self._root is None:
            raise MarkupError("The file is empty.")
        return Document(self._root, self._lines)

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = self._stack.pop()
            self._put(_tagged(done.tag, done.value), done.anchor, self._count - done.count_before, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "", line)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise MarkupError(f"Line {line} begins a second document. The file must hold one.")

    def _counted(self, values: int) -> None:
        self._count += values
        if self._count > MAX_VALUES:
            raise MarkupError(f"The file holds more than {MAX_VALUES:,} values. No template needs so many.")

    def _open(self, event: Any, line: int) -> None:
        if self._expects_key():
            raise MarkupError(f"Line {line} has a list or mapping where a name should stand.")
        if len(self._stack) >= MAX_DEPTH:
            raise MarkupError(f"Line {line} is nested more than {MAX_DEPTH} levels deep.")
        path = self._stack[-1].next_path if self._stack else ()
        self._lines.setdefault(path, line)
        value: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Open(value, path, event.tag or "", event.anchor, self._count))
        self._counted(1)

    def _scalar(self, event: Any, line: int) -> None:
        if self._expects_key():
            container = self._stack[-1]
            if event.value in container.value:
                raise MarkupError(f"Line {line} names {event.value!r} a second time.")
            container.key = event.value
            self._lines[container.next_path] = line
            return
        self._counted(1)
        self._put(_tagged(event.tag or "", event.value), event.anchor, 1, line)

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

    def _put(self, value: Value, anchor: str | None, size: int, line: int) -> None:
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
