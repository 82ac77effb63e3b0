"""Reads YAML and JSON with every scalar as the text that was written, and knows on which line each value stands.

CloudFormation's short tags become its long functions: `!Ref X` is {"Ref": "X"}, `!GetAtt A.Arn` is
{"Fn::GetAtt": ["A", "Arn"]}. No tag ever makes a Python object. Aliases are followed within a limit on the number of
values, so that a few lines cannot become millions. Nothing recurses, so that depth cannot end the process.
"""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from wizard.model.failure import RawFailure, WizardError

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]
Path: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
"""CloudFormation takes no template above 1 MB (R15)."""
MAX_VALUES = 200_000
MAX_CHARACTERS = 2_000_000
"""Values and characters that a file may have once its aliases are followed."""
MAX_DEPTH = 60
MAX_SECONDS = 20.0


class MarkupError(WizardError):
    """A text that is not usable YAML or JSON; the message is a sentence that names the line where one is known."""

    def __init__(self, text: str) -> None:
        super().__init__(RawFailure(text, surface="file", code="MarkupError"))


@dataclass(frozen=True, slots=True)
class Marks:
    """What the text told besides the values. Containers are named by `id()`: a Document keeps all of them alive.

    starts: the line (from 1) where each list or mapping begins
    keys:   the line of each name in each mapping
    nulls:  values that are null, which CloudFormation refuses: by container and name or index
    """

    starts: Mapping[int, int] = field(default_factory=dict)
    keys: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    nulls: Set[tuple[int, str | int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """What was read, and where it stood; JSON comes without lines."""

    value: Value
    marks: Marks = field(default_factory=Marks, repr=False)

    def line(self, path: Path) -> int | None:
        """Give the line of a value, or of the nearest value around it."""
        current: Value | None = self.value
        line = self.marks.starts.get(id(current))
        for step in path:
            line = self.marks.keys.get(id(current), {}).get(str(step), line)
            in_list = isinstance(current, list)
            current = _child(current, step)
            if current is None:
                break
            if in_list:
                line = self.marks.starts.get(id(current), line)
        return line

    def is_null(self, container: object, key: str | int) -> bool:
        """Whether a value was written as null, or not at all: `Default:`, `Default: ~`, `"Default": null`."""
        return (id(container), key) in self.marks.nulls


def read_markup(text: str, max_values: int = MAX_VALUES) -> Document:
    """Read one YAML or JSON document. Raises MarkupError.

    max_values: how many values it may hold once aliases are followed
    """
    size = len(text.encode("utf-8", errors="replace"))
    if size > MAX_BYTES:
        raise MarkupError(too_big(size))
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("{"):
        return _read_braces(text, max_values)
    return _read_yaml(text, max_values)


def too_big(size: int) -> str:
    """Say that a template of `size` bytes is more than AWS takes."""
    return f"The file has {size:,} bytes. AWS takes templates of at most {MAX_BYTES:,} bytes."


def _child(value: Value | None, step: str | int) -> Value | None:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _read_yaml(text: str, max_values: int) -> Document:
    from wizard.providers.markup_builder import MarkupBuilder  # loads yaml, 33 ms

    return MarkupBuilder(max_values).build(text)


def _read_braces(text: str, max_values: int) -> Document:
    """Read JSON; what is none can still be YAML, which has braces too and names the line of what is wrong."""
    try:
        parsed = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_without_duplicates
        )
    except (ValueError, RecursionError) as error:
        if "\t" in text and isinstance(error, json.JSONDecodeError):  # YAML would only complain about the tabs
            raise MarkupError(f"Line {error.lineno} is not JSON: {error.msg}.") from error
        return _read_yaml(text.replace("\t", " "), max_values)
    return _as_text(parsed, max_values)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _as_text(value: Any, max_values: int) -> Document:
    """Turn what json gives into text, lists and mappings. Raises MarkupError where it is nested too deep."""
    words = {True: "true", False: "false", None: ""}
    holder: list[Any] = [value]
    waiting: list[tuple[Any, int]] = [(holder, 0)]
    nulls: set[tuple[int, str | int]] = set()
    count = 0
    while waiting:
        current, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise MarkupError(f"The file is nested more than {MAX_DEPTH} levels deep.")
        count += len(current)
        if count > max_values:
            raise MarkupError(too_many(max_values))
        for key, one in list(current.items() if isinstance(current, dict) else enumerate(current)):
            if isinstance(one, dict | list):
                waiting.append((one, depth + 1))
            elif not isinstance(one, str):
                current[key] = words[one]
                if one is None:
                    nulls.add((id(current), key))
    return Document(holder[0], Marks(nulls=nulls))


def too_many(max_values: int) -> str:
    """Say that a file holds more values than any template needs."""
    return f"The file holds more than {max_values:,} values. No template needs so many."
