"""Looks into a template's values, whatever stands where: sections can be empty, functions can stand in odd places."""

import re
from collections.abc import Iterator, Mapping

from wizard.providers.markup import Path, Value

STACK_SET = "AWS::CloudFormation::StackSet"
ROLE = "AWS::IAM::Role"
LOGICAL_ID = re.compile(r"[A-Za-z0-9]+")
"""Names of parameters, resources and outputs (CloudFormation user guide, template anatomy)."""


def mapping(value: Value | None) -> Mapping[str, Value]:
    """Give a value if it is a mapping, else an empty one: templates in the wild leave sections empty."""
    return value if isinstance(value, dict) else {}


def entries(value: Value | None) -> list[Value]:
    """Give a value's elements: a single value counts as a list of one, an absent one as empty."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def string(value: Value | None) -> str:
    """Give a value if it is text, else an empty one."""
    return value if isinstance(value, str) else ""


def function_of(value: Value | None) -> str:
    """Give the name of the function that a value is, e.g. "Fn::Sub"; empty where it is none."""
    name = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
    return name if name.startswith("Fn::") or name == "Ref" else ""


def section(document: Mapping[str, Value], name: str) -> dict[str, Mapping[str, Value]]:
    """Give what a section declares, by its name: functions and loops that stand where a name should are left out."""
    declared = mapping(document.get(name))
    return {key: mapping(one) for key, one in declared.items() if LOGICAL_ID.fullmatch(key)}


def resources_of(document: Mapping[str, Value]) -> dict[str, Mapping[str, Value]]:
    """Give the resources that have a type, by logical ID."""
    return {key: one for key, one in section(document, "Resources").items() if type_of(one)}


def type_of(resource: Mapping[str, Value]) -> str:
    """Give a resource's type; empty where it has none."""
    return string(resource.get("Type"))


def walk(value: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    """Give every value inside a value, itself included, with its path, in the order of the text."""
    waiting: list[tuple[Path, Value]] = [(path, value)]
    while waiting:
        where, current = waiting.pop()
        yield where, current
        if isinstance(current, dict):
            waiting.extend(((*where, key), one) for key, one in reversed(current.items()))
        elif isinstance(current, list):
            waiting.extend(((*where, index), current[index]) for index in range(len(current) - 1, -1, -1))


def at_line(line: int | None) -> str:
    """Give how a sentence about a line begins; empty where the line is not known (JSON)."""
    return f"Line {line}: " if line else ""
