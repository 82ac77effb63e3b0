"""A template's parameters: which values a call gives, and whether they keep the constraints (R16)."""

import re
from collections.abc import Mapping
from typing import Any

from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.errors import validation_error

HIDDEN = "****"
_LISTS = ("CommaDelimitedList", "List<")


def given(entries: list[Any], previous: Mapping[str, str] | None) -> dict[str, str]:
    """The values that a call sends; `UsePreviousValue` takes the previous one."""
    values: dict[str, str] = {}
    for entry in entries:
        key = str(entry.get("ParameterKey", ""))
        if str(entry.get("UsePreviousValue", "")).lower() == "true":
            if previous is None or key not in previous:
                raise validation_error(
                    f"Invalid input for parameter key {key}. Cannot specify usePreviousValue as true for a parameter "
                    "key not in the previous template"
                )
            values[key] = previous[key]
        else:
            values[key] = str(entry.get("ParameterValue", ""))
    return values


def settle(template: Template, values: Mapping[str, str]) -> dict[str, str]:
    """All parameters with their values, defaults filled in. Raises AwsError ValidationError in AWS's words."""
    unknown = sorted(set(values) - set(template.parameters))
    if unknown:
        raise validation_error(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    missing = [name for name, one in template.parameters.items() if name not in values and "Default" not in one]
    if missing:
        raise validation_error(f"Parameters: [{', '.join(missing)}] must have values")
    settled = {name: values.get(name, _text(one.get("Default"))) for name, one in template.parameters.items()}
    for name, value in settled.items():
        _check(name, value, template.parameters[name])
    return settled


def is_list(definition: Mapping[str, Any]) -> bool:
    """Whether a parameter's value is a list."""
    return str(definition.get("Type", "String")).startswith(_LISTS)


def elements(value: str) -> list[str]:
    """The elements of a list parameter; blanks around them are cut off."""
    return [one.strip() for one in value.split(",")]


def shown(template: Template, values: Mapping[str, str]) -> list[dict[str, str]]:
    """The parameters as they are answered: NoEcho values hidden."""
    return [
        {
            "ParameterKey": name,
            "ParameterValue": HIDDEN if _true(template.parameters[name].get("NoEcho")) else value,
        }
        for name, value in values.items()
        if name in template.parameters
    ]


def _check(name: str, value: str, definition: Mapping[str, Any]) -> None:
    if len(value.encode()) > 4096:
        raise validation_error(f"Parameter '{name}' must not exceed 4096 bytes")
    reason = next((why for one in _values(value, definition) for why in [_broken(one, definition)] if why), "")
    if reason:
        said = definition.get("ConstraintDescription")
        if said:
            raise validation_error(f"Parameter {name} failed to satisfy constraint: {said}")
        raise validation_error(f"Parameter '{name}' {reason}")


def _values(value: str, definition: Mapping[str, Any]) -> list[str]:
    return elements(value) if is_list(definition) else [value]


def _broken(value: str, definition: Mapping[str, Any]) -> str:
    kind = str(definition.get("Type", "String"))
    allowed = definition.get("AllowedValues")
    if allowed is not None and value not in [_text(one) for one in allowed]:
        return f"must be one of AllowedValues [{', '.join(_text(one) for one in allowed)}]"
    pattern = definition.get("AllowedPattern")
    if pattern is not None and not re.fullmatch(str(pattern), value):
        return f"must match pattern {pattern}"
    return _wrong_number(value, definition) if kind in ("Number", "List<Number>") else _wrong_length(value, definition)


def _wrong_length(value: str, definition: Mapping[str, Any]) -> str:
    if len(value) < int(definition.get("MinLength", 0)):
        return f"must contain at least {definition['MinLength']} characters"
    if "MaxLength" in definition and len(value) > int(definition["MaxLength"]):
        return f"must contain at most {definition['MaxLength']} characters"
    return ""


def _wrong_number(value: str, definition: Mapping[str, Any]) -> str:
    try:
        number = float(value)
    except ValueError:
        return "must be a number"
    if "MinValue" in definition and number < float(definition["MinValue"]):
        return f"must be a number not less than {definition['MinValue']}"
    if "MaxValue" in definition and number > float(definition["MaxValue"]):
        return f"must be a number not greater than {definition['MaxValue']}"
    return ""


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _true(value: object) -> bool:
    return str(value).lower() == "true"
