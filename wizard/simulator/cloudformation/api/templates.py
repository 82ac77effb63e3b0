"""ValidateTemplate, GetTemplate, GetTemplateSummary."""

import json
from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.api.common import find_stack, template_of
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.cloudformation.stack_sets.checks import owner_of
from wizard.simulator.cloudformation.template.model import Template


@CLOUDFORMATION.action("ValidateTemplate")
def validate_template(call: Call) -> Mapping[str, Any]:
    """The parameters and capabilities of a template that can be read."""
    template = template_of(call)
    return {
        "Parameters": [
            {
                "ParameterKey": name,
                "DefaultValue": _default(one),
                "NoEcho": _flag(one.get("NoEcho")),
                "Description": one.get("Description"),
            }
            for name, one in template.parameters.items()
        ],
        "Description": template.description or None,
        "Capabilities": template.capabilities,
        "CapabilitiesReason": template.capabilities_reason or None,
        "DeclaredTransforms": template.transforms,
    }


@CLOUDFORMATION.action("GetTemplate")
def get_template(call: Call) -> Mapping[str, Any]:
    """The text of a stack's template, as it was sent."""
    return {"TemplateBody": find_stack(call).template.body, "StagesAvailable": ["Original", "Processed"]}


@CLOUDFORMATION.action("GetTemplateSummary")
def get_template_summary(call: Call) -> Mapping[str, Any]:
    """What a template asks for and makes; of a stack, a StackSet, or a template that is sent."""
    template = _summarised(call)
    types = list(dict.fromkeys(one["Type"] for one in template.resources.values()))
    return {
        "Parameters": [
            {
                "ParameterKey": name,
                "DefaultValue": _default(one),
                "ParameterType": str(one.get("Type", "String")),
                "NoEcho": _flag(one.get("NoEcho")),
                "Description": one.get("Description"),
                "ParameterConstraints": {"AllowedValues": [str(value) for value in one["AllowedValues"]]}
                if "AllowedValues" in one
                else {},
            }
            for name, one in template.parameters.items()
        ],
        "Description": template.description or None,
        "Capabilities": template.capabilities,
        "CapabilitiesReason": template.capabilities_reason or None,
        "ResourceTypes": types,
        "Version": template.version or None,
        "Metadata": json.dumps(template.metadata) if template.metadata else None,
        "DeclaredTransforms": template.transforms,
    }


def _summarised(call: Call) -> Template:
    if call.text("StackSetName"):
        owner = owner_of(call.world, call.principal, call.text("CallAs", "SELF"), call.region)
        return call.world.stack_sets.find(owner, call.region, call.text("StackSetName")).template
    if call.text("StackName"):
        return find_stack(call).template
    return template_of(call)


def _default(definition: Mapping[str, Any]) -> str | None:
    value = definition.get("Default")
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flag(value: object) -> bool:
    return str(value).lower() == "true"
