"""A template as the engine uses it, checked as CloudFormation checks it before anything is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from wizard.simulator.cloudformation.template.reader import read
from wizard.simulator.errors import validation_error

_SECTIONS = {
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Transform",
    "Globals",
    "Hooks",
    "Resources",
    "Outputs",
}
_NAMED_IAM = {
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
}
_IAM = {*_NAMED_IAM, "AWS::IAM::Policy", "AWS::IAM::AccessKey", "AWS::IAM::UserToGroupAddition"}


@dataclass(frozen=True)
class Template:
    """A template's sections; `body` is the text it was read from."""

    body: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    mappings: Mapping[str, Any] = field(default_factory=dict)
    conditions: Mapping[str, Any] = field(default_factory=dict)
    resources: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    transforms: tuple[str, ...] = ()
    version: str = ""

    @property
    def capabilities(self) -> tuple[str, ...]:
        """The capabilities that a call must acknowledge (R14)."""
        iam = [one for one in self.resources.values() if one["Type"] in _IAM]
        named = any(_NAMED_IAM.get(one["Type"], "") in (one.get("Properties") or {}) for one in iam)
        found = ("CAPABILITY_NAMED_IAM",) if named else ("CAPABILITY_IAM",) if iam else ()
        return (*found, "CAPABILITY_AUTO_EXPAND") if self.transforms else found

    @property
    def capabilities_reason(self) -> str:
        """AWS's words for why."""
        types = sorted({one["Type"] for one in self.resources.values() if one["Type"] in _IAM})
        return f"The following resource(s) require capabilities: [{', '.join(types)}]" if types else ""


@lru_cache(maxsize=256)
def parse(body: str) -> Template:
    """Read and check a template. Raises AwsError ValidationError in AWS's words."""
    raw = read(body)
    unknown = sorted(set(raw) - _SECTIONS)
    if unknown:
        raise validation_error(f"Invalid template property or properties [{', '.join(unknown)}]")
    resources = raw.get("Resources")
    if not isinstance(resources, dict) or not resources:
        raise validation_error("Template format error: At least one Resources member must be defined.")
    for name, resource in resources.items():
        if not isinstance(resource, dict) or not isinstance(resource.get("Type"), str):
            raise validation_error(
                f"Template format error: [/Resources/{name}] Every Resources object must contain a Type member."
            )
        if not name.isalnum():
            raise validation_error(f"Template format error: Resource name {name} is non alphanumeric.")
    version = str(raw.get("AWSTemplateFormatVersion", ""))
    if version not in ("", "2010-09-09"):
        raise validation_error(
            f"Template format error: [/AWSTemplateFormatVersion] {version} is not a supported value."
        )
    transform = raw.get("Transform", [])
    return Template(
        body,
        str(raw.get("Description", "")),
        raw.get("Parameters") or {},
        raw.get("Rules") or {},
        raw.get("Mappings") or {},
        raw.get("Conditions") or {},
        resources,
        raw.get("Outputs") or {},
        raw.get("Metadata") or {},
        (*(transform if isinstance(transform, list) else [transform]), *(_inner_transforms(resources))),
        version,
    )


def _inner_transforms(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "Fn::Transform" and isinstance(value, dict):
                yield str(value.get("Name"))
            else:
                yield from _inner_transforms(value)
    elif isinstance(node, list):
        for value in node:
            yield from _inner_transforms(value)
