"""Reads a template's parameters, and what its interface says about them."""

from collections.abc import Mapping

from wizard.providers.markup import Document, Value
from wizard.providers.template import TemplateParameter
from wizard.providers.template_values import entries, mapping, section, string

_TRUE = frozenset({"true", "yes", "on", "y"})


def parameters_of(document: Document) -> dict[str, TemplateParameter]:
    """Give every parameter by its name, in the order of the template. Whatever stands in odd places is left out."""
    template = mapping(document.value)
    interface = mapping(mapping(template.get("Metadata")).get("AWS::CloudFormation::Interface"))
    labels = mapping(interface.get("ParameterLabels"))
    groups = _groups(interface)
    return {
        name: _parameter(document, name, fields, _label(labels.get(name)), groups.get(name, ""))
        for name, fields in section(template, "Parameters").items()
    }


def _parameter(document: Document, name: str, fields: Mapping[str, Value], label: str, group: str) -> TemplateParameter:
    return TemplateParameter(
        name=name,
        type=string(fields.get("Type")) or "String",
        default=_default(document, fields),
        allowed_values=tuple(one for one in entries(fields.get("AllowedValues")) if isinstance(one, str)),
        allowed_pattern=string(fields.get("AllowedPattern")),
        min_length=string(fields.get("MinLength")),
        max_length=string(fields.get("MaxLength")),
        min_value=string(fields.get("MinValue")),
        max_value=string(fields.get("MaxValue")),
        description=string(fields.get("Description")),
        constraint=string(fields.get("ConstraintDescription")),
        no_echo=string(fields.get("NoEcho")).lower() in _TRUE,
        label=label,
        group=group,
    )


def _groups(interface: Mapping[str, Value]) -> dict[str, str]:
    return {
        string(name): _label(mapping(group).get("Label"))
        for group in entries(interface.get("ParameterGroups"))
        for name in entries(mapping(group).get("Parameters"))
    }


def _label(value: Value | None) -> str:
    """Give a label: {default: text}, or, as some vendors write it, the text alone."""
    return string(value) or string(mapping(value).get("default"))


def _default(document: Document, fields: Mapping[str, Value]) -> str | None:
    """Give a default as CloudFormation takes it, a list's elements joined by commas; null and functions are none."""
    default = fields.get("Default")
    if default is None or isinstance(default, dict) or document.is_null(fields, "Default"):
        return None
    return ",".join(string(one) for one in entries(default))
