"""Finds what AWS will refuse in a template, or what cannot be judged here, before anything is sent there."""

from collections.abc import Iterator, Mapping
from itertools import islice

from wizard.providers.allowed_pattern import understood
from wizard.providers.markup import Document, MarkupError, Path, Value, read_markup
from wizard.providers.template_values import (
    LOGICAL_ID,
    STACK_SET,
    at_line,
    entries,
    function_of,
    mapping,
    resources_of,
    section,
    string,
    type_of,
    walk,
)

MAX_INNER_VALUES = 20_000
"""An inner template has at most 51,200 bytes (R33)."""
MAX_INNER = 20
"""More inner templates than that are not looked into."""
_MAX_PROBLEMS = 50
_VERSION = "2010-09-09"
_SECTIONS = ("Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Hooks", "Resources", "Outputs")
_TEXTS = ("AWSTemplateFormatVersion", "Description", "Transform")
_SERVERLESS = ("Globals",)
_LIMITS = {"Resources": 500, "Parameters": 200, "Outputs": 200, "Mappings": 200}
"""Most that one template may hold of each (CloudFormation user guide, quotas)."""
_LOOPS = ("Fn::ForEach", "Fn::Transform")
_TYPES = frozenset({"String", "Number", "List<Number>", "CommaDelimitedList"})


def problems_of(document: Document) -> tuple[str, ...]:
    """Give what is wrong, a sentence each, with its line where one is known; the first fifty."""
    return tuple(islice(dict.fromkeys(_Inspection(document).all()), _MAX_PROBLEMS))


class _Inspection:
    """Walks through one template."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._template = mapping(document.value)

    def all(self) -> Iterator[str]:
        yield from self._sections()
        yield from self._nulls()
        for name, declared in section(self._template, "Parameters").items():
            yield from self._parameter(name, declared)
        yield from self._names_and_types()
        yield from self._inner_templates()

    def _at(self, *path: str | int) -> str:
        return at_line(self._document.line(path))

    def _sections(self) -> Iterator[str]:
        version = self._template.get("AWSTemplateFormatVersion")
        if version is not None and version != _VERSION:
            yield f"{self._at('AWSTemplateFormatVersion')}the format version must be {_VERSION}."
        for name, value in self._template.items():
            if name not in _SECTIONS + _TEXTS + _SERVERLESS:
                yield f"{self._at(name)}{_short(name)} is no section of a template, and AWS refuses it."
            elif name in _SECTIONS and value and (not isinstance(value, dict) or function_of(value)):
                yield f"{self._at(name)}{name} must hold names with values."
        for name, most in _LIMITS.items():
            count = len(mapping(self._template.get(name)))
            if count > most:
                yield f"{self._at(name)}{name} holds {count:,} entries. AWS takes at most {most}."

    def _nulls(self) -> Iterator[str]:
        if not self._document.marks.nulls:
            return
        for path, value in walk(self._document.value):
            keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
            for key in keys:
                if self._document.is_null(value, key):
                    yield f"{self._at(*path, key)}{_place((*path, key))} is empty (null), and AWS refuses that."

    def _parameter(self, name: str, declared: Mapping[str, Value]) -> Iterator[str]:
        at = self._at("Parameters", name)
        kind = string(declared.get("Type"))
        if declared and kind not in _TYPES and "AWS::" not in kind:
            yield f"{at}the parameter {name} has {f'the unknown type {_short(kind)}' if kind else 'no type'}."
        default = declared.get("Default")
        if function_of(default) or isinstance(default, dict):
            yield f"{self._at('Parameters', name, 'Default')}the default of {name} must be text, not a function."
        allowed = [one for one in entries(declared.get("AllowedValues")) if isinstance(one, str)]
        chosen = default.split(",") if isinstance(default, str) and "List" in kind else [default]
        if allowed and default and isinstance(default, str) and any(str(one).strip() not in allowed for one in chosen):
            yield f"{self._at('Parameters', name, 'Default')}the default of {name} is none of its allowed values."
        pattern = string(declared.get("AllowedPattern"))
        if pattern and not understood(pattern):
            where = self._at("Parameters", name, "AllowedPattern")
            yield f"{where}the pattern of {name} cannot be judged here. AWS judges the value when the stack is created."

    def _names_and_types(self) -> Iterator[str]:
        for place in ("Parameters", "Resources", "Outputs"):
            if function_of(self._template.get(place)):
                continue
            for name, value in mapping(self._template.get(place)).items():
                at = self._at(place, name)
                if not LOGICAL_ID.fullmatch(name):
                    if not name.startswith(_LOOPS):
                        yield f"{at}the name {_short(name)} in {place} may hold letters and digits only."
                elif place == "Resources" and value and not type_of(mapping(value)):
                    yield f"{at}the resource {name} has no type."
                elif place == "Outputs" and value and "Value" not in mapping(value):
                    yield f"{at}the output {name} has no value."

    def _inner_templates(self) -> Iterator[str]:
        found = [name for name, one in resources_of(self._template).items() if type_of(one) == STACK_SET]
        for name in found[:MAX_INNER]:
            path: Path = ("Resources", name, "Properties", "TemplateBody")
            body = mapping(mapping(mapping(self._template["Resources"])[name]).get("Properties")).get("TemplateBody")
            text = inner_text(body)
            if text:
                try:
                    read_markup(text, MAX_INNER_VALUES)
                except MarkupError as error:
                    yield f"{self._at(*path)}the template inside {name} cannot be read. Inside it: {error}"


def inner_text(value: Value | None) -> str:
    """Give the text of a template that is written as text inside another; empty where it is computed or a mapping."""
    if function_of(value) == "Fn::Sub":
        arguments = entries(mapping(value)["Fn::Sub"])
        return string(arguments[0]) if arguments else ""
    return string(value)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _place(path: Path) -> str:
    return " › ".join(str(step + 1) if isinstance(step, int) else step[:60] for step in path[-4:])
