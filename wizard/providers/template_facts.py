"""What is understood of a template, as plain values: what `python -m wizard.providers` prints."""

from collections.abc import Sequence
from typing import Any

from wizard.providers.permission_words import permissions_in_words
from wizard.providers.template import Template, TemplateParameter
from wizard.providers.template_link import TemplateLink

_MASK = "****"


def facts_of(template: Template | None, errors: Sequence[str] = (), link: TemplateLink | None = None) -> dict[str, Any]:
    """Give every fact by its name; all of them empty where there is no template.

    errors: what is said besides the template's own problems
    link:   what it was read from; adds a fact of that name
    """
    problems = [*errors, *(template.problems if template else ())]
    facts = _of(template) if template else _NOTHING
    told = {**facts, "errors": problems}
    if link is not None:
        told["link"] = _link(link, template)
        told["errors"] = [*problems, *_unknown(link, template)]
    return told


_NOTHING: dict[str, Any] = {
    "parameters": {},
    "capabilities": [],
    "resource_types": {},
    "stack_sets": [],
    "deploy_as": [],
    "stack_set_blockers": [],
    "role_arn_outputs": [],
    "secret_outputs": [],
    "body_bytes": 0,
    "needs_s3": False,
    "placeholders": [],
    "permissions": [],
}


def _of(template: Template) -> dict[str, Any]:
    return {
        "parameters": {name: _parameter(one) for name, one in template.parameters.items()},
        "capabilities": list(template.capabilities),
        "resource_types": dict(template.resource_types),
        "stack_sets": [
            {"logical_id": one.logical_id, "permission_model": one.permission_model} for one in template.stack_sets
        ],
        "deploy_as": list(template.deploy_as),
        "stack_set_blockers": list(template.blockers),
        "role_arn_outputs": list(template.role_arn_outputs),
        "secret_outputs": list(template.secret_outputs),
        "body_bytes": template.body_bytes,
        "needs_s3": template.needs_s3,
        "placeholders": list(template.placeholders),
        "permissions": [
            {
                "where": one.where.value,
                "title": one.title,
                "sentence": f"{one.sentence} {one.reason}".strip(),
                "stands_out": one.stands_out,
            }
            for one in permissions_in_words(template)
        ],
    }


def _parameter(parameter: TemplateParameter) -> dict[str, Any]:
    return {
        "type": parameter.type,
        "default": parameter.default,
        "allowed_values": list(parameter.allowed_values),
        "allowed_pattern": parameter.allowed_pattern,
        "no_echo": parameter.no_echo,
        "secret": parameter.secret,
        "required": parameter.required,
        "group": parameter.group,
        "label": parameter.label,
    }


def _link(link: TemplateLink, template: Template | None) -> dict[str, Any]:
    """Give what a link says; its signature and its secrets are left out."""
    known = template.parameters if template else {}
    shown = {name: value if name in known and not known[name].secret else _MASK for name, value in link.values.items()}
    return {
        "template_url": link.address.shown,
        "region": link.region,
        "stack_name": link.stack_name,
        "parameters": shown,
    }


def _unknown(link: TemplateLink, template: Template | None) -> list[str]:
    if template is None:
        return []
    unknown = [name for name in link.values if name not in template.parameters]
    return [f"The link sets {name[:60]}, and the template has no such parameter." for name in unknown]
