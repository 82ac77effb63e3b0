"""Reads YAML and JSON with every scalar as the text that was written, and knows on which line each value stands.

CloudFormation's short tags become its long functions: `!Ref X` is {"Ref": "X"}, `!GetAtt A.Arn` is
{"Fn::GetAtt": ["A", "Arn"]}. No tag ever makes a Python object. Aliases are followed within a limit on the number of
values, so that a few lines cannot become millions. Nothing recurses, so that depth cannot end the process.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from wizard.model.failure import RawFailure, WizardError

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]
Path: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
"""CloudFormation takes no template above 1 MB (R15)."""
MAX_VALUES = 200_000
MAX_DEPTH = 60


class MarkupError(WizardError):
    """A text that is not usable YAML or JSON; the message is a sentence that names the line where one is known."""

    def __init__(self, text: str) -> None:
        super().__init__(RawFailure(text, surface="file", code="MarkupError"))


@dataclass(frozen=True, slots=True)
class Document:
    """What was read, and the line (from 1) of each name and container by its path; JSON comes without lines."""

    value: Value
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """Give the line of a value, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_markup(text: str) -> Document:
    """Read one YAML or JSON document. Raises MarkupError."""
    size = len(text.encode("utf-8", errors="replace"))
    if size > MAX_BYTES:
        raise MarkupError(f"The file has {size:,} bytes. AWS takes templates of at most {MAX_BYTES:,} bytes.")
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("{"):
        try:
            return Document(_as_text(json.loads(text, parse_int=str, parse_float=str, parse_constant=str)))
        except (ValueError, RecursionError):
            pass  # YAML has flow mappings too, and names the line of what is wrong
    from wizard.providers.markup_builder import MarkupBuilder  # loads yaml, 33 ms

    return MarkupBuilder().build(text)


def _as_text(value: Any) -> Value:
    """Turn what json gives into text, lists and mappings. Raises MarkupError where it is nested too deep."""
    words = {True: "true", False: "false", None: ""}
    holder: list[Any] = [value]
    waiting: list[tuple[Any, int]] = [(holder, 0)]
    while waiting:
        current, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise MarkupError(f"The file is nested more than {MAX_DEPTH} levels deep.")
        for key, one in list(current.items() if isinstance(current, dict) else enumerate(current)):
            if isinstance(one, dict | list):
                waiting.append((one, depth + 1))
            elif not isinstance(one, str):
                current[key] = words[one]
    result: Value = holder[0]
    return result
