"""Makes a form of a template's parameters."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wizard.providers.allowed_pattern import matches, understood
from wizard.providers.template import TemplateParameter

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_JUDGED_LENGTH = 500
"""A pattern that could take long on so many characters is left to AWS."""
_FOUND = (
    (re.compile(r"(aws|org|organization)?(root(ou|unit)?|ou|organizationalunit)s?(ids?)?"), "root-id"),
    (re.compile(r"(aws)?(organization|organisation|org)id"), "organization-id"),
    (re.compile(r"(aws)?(management|master|payer|root|organization)(aws)?account(id|number)?"), "management-account"),
    (re.compile(r"(aws)?(home|primary|main|deployment|stack)?region(name)?"), "region"),
)  # fmt: skip
"""What a parameter is called, in lower case without its breaks, and what the program can fill in there."""


def setting_ids(names: Iterable[str]) -> dict[str, str]:
    """Give an ID for each parameter: `ApiKeyV2` is api-key-v-2; what would be the same gets a number."""
    ids: dict[str, str] = {}
    for name in names:
        wanted = "-".join(one.lower() for one in _WORDS.findall(name)) or "parameter"
        one, count = wanted, 1
        while one in ids.values():
            count += 1
            one = f"{wanted}-{count}"
        ids[name] = one
    return ids


def found_for(parameter: TemplateParameter) -> str:
    """Say what the program can fill into a parameter, by its name; empty where nothing, or the template has a value."""
    if parameter.default or parameter.allowed_values or parameter.secret:
        return ""
    name = parameter.name.lower()
    return next((found for pattern, found in _FOUND if pattern.fullmatch(name)), "")


def setting(parameter: TemplateParameter, setting_id: str, given: str | None = None) -> dict[str, Any]:
    """Give one setting of a definition. `given` is a value that a link suggests; secrets are never taken from it."""
    made: dict[str, Any] = {
        "id": setting_id,
        "parameter": parameter.name,
        "label": parameter.label or parameter.name,
        "help": _help(parameter),
        "required": parameter.default is None and not parameter.is_list and "" not in parameter.allowed_values,
        "secret": parameter.secret,
        "found": found_for(parameter),
    }
    if parameter.secret:
        return {**made, **_checked(parameter)}
    default = given if given is not None else parameter.default or ""
    made |= _choice(parameter) or _checked(parameter)
    if default and not _taken(made, default):
        made |= {"pattern": "", "max_length": 0, "message": ""}  # AWS judges what its own template contradicts
        default = default if not made.get("options") else ""
    return {**made, "default": default}


def _help(parameter: TemplateParameter) -> str:
    words = [parameter.description.strip() or f"The parameter {parameter.name} of the template."]
    if parameter.is_list:
        words.append("Several are separated by commas.")
    if parameter.min_value or parameter.max_value:
        words.append(f"From {parameter.min_value or '…'} to {parameter.max_value or '…'}.")
    return " ".join(words)


def _choice(parameter: TemplateParameter) -> dict[str, Any]:
    """Give how one chooses; nothing where one types."""
    values = [one for one in dict.fromkeys(parameter.allowed_values) if one]
    if not values or any("," in one for one in values):
        return {}
    if sorted(values) == ["false", "true"] and not parameter.is_list and parameter.default:
        return {"kind": "switch"}
    kind = "choices" if parameter.is_list else "choice"
    return {"kind": kind, "options": [{"value": one, "label": one} for one in values]}


def _checked(parameter: TemplateParameter) -> dict[str, Any]:
    """Give pattern, length and message of what is typed; nothing where anything will do, or only AWS can judge."""
    pattern = _pattern(parameter)
    longest = _number(parameter.max_length)
    shortest = _number(parameter.min_length)
    if shortest > 1:
        pattern = rf"(?s:(?=.{{{shortest},}}\Z))(?:{pattern or '(?s:.*)'})"
    if not pattern and not longest:
        return {}
    return {"pattern": pattern, "max_length": longest, "message": _message(parameter, shortest, longest)}


def _pattern(parameter: TemplateParameter) -> str:
    if parameter.allowed_values:
        return "|".join(re.escape(one) for one in parameter.allowed_values)
    if parameter.type == "Number":
        return r"[+-]?[0-9]+(?:\.[0-9]+)?"
    pattern = parameter.allowed_pattern
    if not pattern or not understood(pattern) or matches(pattern, "a" * _JUDGED_LENGTH) is None:
        return ""
    if not parameter.is_list:
        return f"(?a:{pattern})"
    inner = pattern.removeprefix("^").removesuffix("$")
    if "|" in inner or "^" in inner.replace("[^", "") or "$" in inner:
        return ""
    return rf"(?a:(?:{inner})(?:\s*,\s*(?:{inner}))*)"


def _message(parameter: TemplateParameter, shortest: int, longest: int) -> str:
    if parameter.constraint:
        words = parameter.constraint.strip()
        return (
            words if words[:1].isupper() else f"The value {words}" if words.startswith("must") else f"Wanted: {words}"
        )
    if parameter.type == "Number":
        return "Type a number."
    if parameter.allowed_pattern:
        return f"The template wants the form {parameter.allowed_pattern}"
    if longest and shortest > 1:
        return f"Type {shortest:,} to {longest:,} characters."
    return f"Type at most {longest:,} characters." if longest else f"Type at least {shortest:,} characters."


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _taken(made: Mapping[str, Any], value: str) -> bool:
    """Whether a setting takes a value."""
    options = [one["value"] for one in made.get("options", ())]
    if options:
        picked = value.split(",") if made.get("kind") == "choices" else [value]
        return set(picked) <= set(options)
    if made.get("kind") == "switch":
        return value in ("true", "false")
    longest = made.get("max_length", 0)
    if longest and len(value) > longest:
        return False
    return not made.get("pattern") or re.fullmatch(made["pattern"], value) is not None
