"""Writes chosen values into a template as its parameters' defaults, so that a person has nothing to type at AWS.

The text is edited in place, by where the parser says that a value stands: comments, order and everything else stay
byte for byte. What comes out is read again and compared before anybody gets it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wizard.providers.template import Template, TemplateError
from wizard.providers.template_reader import read_template


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """A template with defaults.

    text:    the whole template
    to_type: names of parameters that have a value which is not written down: secrets, typed at AWS by the person
    """

    text: str
    to_type: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    """`text` in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def with_defaults(text: str, values: Mapping[str, str], secret: frozenset[str] = frozenset()) -> FilledTemplate:
    """Give the template with `values`, by parameter name, as defaults.

    secret: names of parameters that are never written; those with NoEcho never are either
    Raises TemplateError where the text is no template, has no parameter of such a name, or cannot be edited safely.
    """
    before = read_template(text)
    unknown = values.keys() - before.parameters.keys()
    if unknown:
        raise TemplateError(f"The template has no parameter {min(unknown)}.")
    hidden = {name for name, one in before.parameters.items() if one.no_echo} | secret
    written = {name: value for name, value in values.items() if name not in hidden}
    filled = _edited(text, list(_edits(text, written)))
    _compare(before, _read_again(filled), written)
    return FilledTemplate(filled, tuple(name for name in values if name in hidden))


def _edited(text: str, edits: list[_Edit]) -> str:
    """Make the edits from the last to the first, so that the places of the others still hold."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _edits(text: str, values: Mapping[str, str]) -> Iterator[_Edit]:
    for name, body in _parameter_nodes(text):
        if name in values:
            yield _edit(text, body, json.dumps(values[name], ensure_ascii=False))


def _parameter_nodes(text: str) -> Iterator[tuple[str, Any]]:
    """Give each parameter's name and the mapping that declares it, as the YAML parser marks them; JSON is YAML too."""
    import yaml  # 33 ms that starting the program does not need

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise TemplateError("The template cannot be read as YAML.") from error
    parameters = _child(root, "Parameters")
    for key, body in parameters.value if isinstance(parameters, yaml.MappingNode) else ():
        if isinstance(body, yaml.MappingNode) and body.value:
            yield key.value, body


def _child(node: Any, key: str) -> Any:
    pairs = node.value if node is not None and node.id == "mapping" else ()
    return next((value for name, value in pairs if name.value == key), None)


def _edit(text: str, body: Any, quoted: str) -> _Edit:
    """Give the edit that sets one parameter's default. A JSON string is a YAML double-quoted one as well."""
    old = _child(body, "Default")
    if old is not None:
        end = old.end_mark.index
        if old.id == "scalar" and not old.style:  # an empty or plain value: keep what stands behind it
            end = old.start_mark.index + len(text[old.start_mark.index : end].rstrip())
        space = "" if end > old.start_mark.index or text[old.start_mark.index - 1].isspace() else " "
        tail = "\n" if old.id == "scalar" and old.style in ("|", ">") else ""
        return _Edit(old.start_mark.index, end, space + quoted + tail)
    first = body.value[0][0].start_mark
    if body.flow_style:
        return _Edit(first.index, first.index, f'"Default": {quoted}, ')
    return _Edit(first.index, first.index, f"Default: {quoted}\n" + " " * first.column)


def _read_again(filled: str) -> Template:
    try:
        return read_template(filled)
    except TemplateError as error:
        raise TemplateError("The values could not be written into the template.") from error


def _compare(before: Template, after: Template, written: Mapping[str, str]) -> None:
    """Make sure that the defaults, and nothing else, are another. Raises TemplateError."""
    wanted = {name: written.get(name, one.default) for name, one in before.parameters.items()}
    if {name: one.default for name, one in after.parameters.items()} != wanted:
        raise TemplateError("The values could not be written into the template.")
    if _without_defaults(before) != _without_defaults(after):
        raise TemplateError("The values could not be written into the template without changing something else.")


def _without_defaults(template: Template) -> dict[str, Any]:
    document: dict[str, Any] = dict(template.document)
    parameters = document.get("Parameters")
    if isinstance(parameters, dict):
        document["Parameters"] = {
            name: {key: one for key, one in body.items() if key != "Default"} if isinstance(body, dict) else body
            for name, body in parameters.items()
        }
    return document
