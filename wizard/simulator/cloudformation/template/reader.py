"""Reads a template's text, YAML or JSON. Scalars of YAML stay the text that was written."""

import json
from typing import Any

import yaml

from wizard.simulator.errors import validation_error

_SPLIT_ATTRIBUTE = "GetAtt"
_PLAIN_TAGS = ("Ref", "Condition")
_NULLS = ("", "~", "null", "Null", "NULL")


class _Loader(yaml.BaseLoader):
    """All scalars are text; CloudFormation's short tags become their long form."""


def _construct_tag(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    if suffix == _SPLIT_ATTRIBUTE and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in _PLAIN_TAGS else f"Fn::{suffix}": value}


def _construct_scalar(loader: _Loader, node: yaml.ScalarNode) -> Any:
    if node.style is None and node.value in _NULLS:
        return None
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!", _construct_tag)
_Loader.add_constructor("tag:yaml.org,2002:str", _construct_scalar)


def read(body: str) -> dict[str, Any]:
    """The template as nested objects. Raises AwsError ValidationError in AWS's words when it is not one."""
    text = body.strip()
    if text.startswith("{"):
        try:
            found = json.loads(text)
        except json.JSONDecodeError as error:
            raise validation_error(
                f"Template format error: JSON not well-formed. (line {error.lineno}, column {error.colno})"
            ) from error
    else:
        try:
            found = yaml.load(text, _Loader)  # noqa: S506 - derives from BaseLoader, which makes text only
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
            raise validation_error(f"Template format error: YAML not well-formed.{where}") from error
    if not isinstance(found, dict):
        raise validation_error("Template format error: unsupported structure.")
    _refuse_null(found, "")
    return found


def _refuse_null(node: Any, path: str) -> None:
    if node is None:
        raise validation_error(f"[{path}] 'null' values are not allowed in templates")
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in entries:
        _refuse_null(value, f"{path}/{name}")
