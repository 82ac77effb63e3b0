"""Makes a definition of a template, in the form of a `provider.yaml`."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.providers.definition import ProviderDefinition
from wizard.providers.from_template.settings import setting, setting_ids
from wizard.providers.from_template.stack_set import by_stack_set, can_be_stack_set
from wizard.providers.loading import read_definition
from wizard.providers.permission_words import permissions_in_words
from wizard.providers.template import Template, TemplateError
from wizard.providers.template_values import ROLE, mapping, resources_of, string, type_of

PREFIX = "vendor-"
"""IDs of providers that are made of a template begin with it."""
_DOCUMENTATION = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-guide.html"
_STACK_NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]{0,127}", re.ASCII)
_BUCKET = {
    "reason": "Hand over a template that is too long for a call, through a bucket that is removed again",
    "operation": "stack",
    "actions": [
        f"s3:{one}"
        for one in (
            *("CreateBucket", "DeleteBucket", "DeleteObject", "GetObject", "PutBucketPublicAccessBlock"),
            *("PutBucketTagging", "PutEncryptionConfiguration", "PutObject"),
        )
    ],
    "resources": ["arn:{partition}:s3:::org-wizard-*"],
}
_MAKE_ROLES = ("CreateRole", "DeleteRole", "DeleteRolePolicy", "GetRole", "PutRolePolicy", "TagRole")


@dataclass(frozen=True, slots=True)
class VendorTemplate:
    """A template that somebody brought.

    name:       what the service is called, in the person's words
    text:       the template
    source:     what it was read from, as people read it: a file's name, or an address without its signature
    stack_name: what a link suggests; empty where it suggests none
    region:     likewise
    as_stack_set: deployed by a StackSet to the member accounts that are chosen, instead of a stack
    values:     by parameter, what a link suggests; secrets among them are not kept
    """

    name: str
    text: str
    source: str = ""
    stack_name: str = ""
    region: str = ""
    as_stack_set: bool = False
    values: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def provider_id(self) -> str:
        """Give an ID that the same template under the same name, with the same values, always has."""
        values = json.dumps(dict(self.values), sort_keys=True)
        whole = "\0".join((self.text, self.stack_name, self.region, str(self.as_stack_set), values))
        slug = "-".join(re.findall(r"[a-z0-9]+", self.name.lower()))[:40].strip("-") or "service"
        return f"{PREFIX}{slug}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def definition_text(vendor: VendorTemplate, template: Template) -> str:
    """Give the definition as JSON, which a `provider.yaml` may be. Raises TemplateError where no StackSet takes it."""
    if vendor.as_stack_set and not can_be_stack_set(template):
        raise TemplateError("This template cannot be deployed by a StackSet. Deploy it as a stack.")
    return json.dumps(_fields(vendor, template), ensure_ascii=False, indent=1)


def definition_of(vendor: VendorTemplate, template: Template) -> ProviderDefinition:
    """Give the checked definition. Raises TemplateError and ProviderError."""
    return read_definition(definition_text(vendor, template), vendor.name)


def _fields(vendor: VendorTemplate, template: Template) -> dict[str, Any]:
    ids = setting_ids(template.parameters)
    own_sets = any(one.permission_model != "SELF_MANAGED" for one in template.stack_sets)
    named_roles = [*_named_roles(template, ids)]
    role, role_setting = named_roles[0] if len(named_roles) == 1 else ("", "")
    outputs = {"role_arn": template.role_arn_outputs[0]} if template.role_arn_outputs else {}
    has_roles = ROLE in template.resource_types
    fields = {
        "id": vendor.provider_id,
        "name": vendor.name,
        "summary": _summary(vendor, template),
        "documentation": _DOCUMENTATION,
        "scopes": ["organization"],
        "deploy": "stack",
        "template": "template.yaml",
        "chooses_accounts": "false",
        "region": vendor.region,
        "names": {"stack": _stack_name(vendor), "role": role, "role_setting": role_setting},
        "settings": [setting(one, ids[name], vendor.values.get(name)) for name, one in template.parameters.items()],
        "checks": [
            *("signed-in", "management-account"),
            *(("all-features", "trusted-access") if own_sets else ()),
            *("permissions", "already-connected", "stack-name"),
            *(("role-name",) if role else ()),
            "template",
            "region-enabled",
        ],
        "operations": [
            *(("trusted-access",) if own_sets else ()),
            "stack",
            *(("role",) if has_roles or outputs else ()),
        ],
        "outputs": outputs,
        "trust": {"principal": "", "external_id": ""},
        "handover": _handover(vendor, has_roles=has_roles or bool(outputs)),
        "permissions": [
            {
                "title": one.title,
                "sentence": one.sentence,
                "reason": one.reason,
                "where": one.where.value,
                "sids": [],
                "stands_out": "true" if one.stands_out else "false",
            }
            for one in permissions_in_words(template, in_every_account=vendor.as_stack_set)
        ],
        "needed_actions": [*_needed(has_roles=has_roles), *([_BUCKET] if template.needs_s3 else [])],
    }
    other = by_stack_set(_stack_name(vendor), vendor.name, template, role) if vendor.as_stack_set else {}
    return {**fields, **other}


def _summary(vendor: VendorTemplate, template: Template) -> str:
    described = " ".join(template.description.split())
    short = described if len(described) <= 160 else described[:159].rstrip() + "…"
    return short or f"From the template {vendor.source}."


def _stack_name(vendor: VendorTemplate) -> str:
    if _STACK_NAME.fullmatch(vendor.stack_name):
        return vendor.stack_name
    return f"org-wizard-{vendor.provider_id.removeprefix(PREFIX)}"


def _named_roles(template: Template, ids: Mapping[str, str]) -> "list[tuple[str, str]]":
    """Give names of roles that the template fixes, each with the setting that can change it."""
    found = []
    for one in resources_of(template.document).values():
        name = mapping(one.get("Properties")).get("RoleName")
        parameter = template.parameters.get(string(mapping(name).get("Ref")))
        if type_of(one) == ROLE and isinstance(name, str):
            found.append((name, ""))
        elif type_of(one) == ROLE and parameter is not None:
            found.append((parameter.default or "", ids[parameter.name]))
    return found


def _handover(vendor: VendorTemplate, *, has_roles: bool) -> dict[str, Any]:
    values = [
        {"value": "role-arn", "label": "RoleARN", "where": f"Where {vendor.name} asks for the role."},
        {"value": "management-account", "label": "Account ID", "where": f"Where {vendor.name} asks for the account."},
    ]
    return {
        "place": f"The setup page of {vendor.name}",
        "values": values if has_roles else values[1:],
        "next_steps": [f"Go back to the setup page of {vendor.name}, and paste there what it asks for."],
    }


def _needed(*, has_roles: bool) -> list[dict[str, Any]]:
    summary = {"reason": "Let AWS read the template first", "actions": ["cloudformation:GetTemplateSummary"]}
    stack = {
        "reason": "Make the stack, follow it, and undo it",
        "operation": "stack",
        "actions": [
            f"cloudformation:{one}"
            for one in ("CreateStack", "DeleteStack", "DescribeStackEvents", "DescribeStacks", "ListStackResources")
        ],
        "resources": ["arn:{partition}:cloudformation:{region}:{account}:stack/{stack}/*"],
    }
    roles = {
        "reason": "Make the template's roles, and undo them",
        "operation": "stack",
        "actions": [f"iam:{one}" for one in _MAKE_ROLES],
        "resources": ["arn:{partition}:iam::{account}:role/*"],
    }
    return [summary, stack, roles] if has_roles else [summary, stack]
