"""Reads any CloudFormation template, YAML or JSON, ours or a vendor's."""

from collections import Counter
from collections.abc import Iterator, Mapping

from wizard.providers.markup import MarkupError, Value, read_markup
from wizard.providers.template import InnerStackSet, Template, TemplateError, TemplateOutput, TemplateParameter

STACK_SET = "AWS::CloudFormation::StackSet"

_CUSTOM_NAMES = {
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
}
_IAM_TYPES = frozenset(_CUSTOM_NAMES) | {"AWS::IAM::AccessKey", "AWS::IAM::Policy", "AWS::IAM::UserToGroupAddition"}
"""Resource types that must be acknowledged, and the property that gives one a name of its own (CreateStack API)."""


def read_template(text: str) -> Template:
    """Read a template. Raises TemplateError with a sentence where the text is none.

    Limits: 1 MB, 200,000 values, 60 levels. Reads no file and asks nobody.
    """
    try:
        document = mapping(read_markup(text).value)
    except MarkupError as error:
        raise TemplateError(str(error)) from error
    resources = {key: mapping(one) for key, one in mapping(document.get("Resources")).items()}
    if not any(_type(one) for one in resources.values()):
        raise TemplateError("This is not a CloudFormation template: it has no resources.")
    outputs = _outputs(mapping(document.get("Outputs")))
    return Template(
        description=string(document.get("Description")),
        parameters=_parameters(document),
        capabilities=_capabilities(document, resources),
        resource_types=dict(Counter(_type(one) for one in resources.values() if _type(one))),
        stack_sets=tuple(_stack_sets(resources)),
        outputs=outputs,
        role_arn_outputs=tuple(key for key, one in outputs.items() if _is_role_arn(one.value, resources)),
        body_bytes=len(text.encode("utf-8", errors="replace")),
        document=document,
    )


def mapping(value: Value | None) -> Mapping[str, Value]:
    """Give a value if it is a mapping, else an empty one: templates in the wild leave sections empty."""
    return value if isinstance(value, dict) else {}


def entries(value: Value | None) -> list[Value]:
    """Give a value's elements: a single value counts as a list of one, an absent one as empty."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def string(value: Value | None) -> str:
    """Give a value if it is text, else an empty one."""
    return value if isinstance(value, str) else ""


def _type(resource: Mapping[str, Value]) -> str:
    return string(resource.get("Type"))


def _parameters(document: Mapping[str, Value]) -> dict[str, TemplateParameter]:
    interface = mapping(mapping(document.get("Metadata")).get("AWS::CloudFormation::Interface"))
    labels = mapping(interface.get("ParameterLabels"))
    groups = {
        string(name): string(mapping(mapping(group).get("Label")).get("default"))
        for group in entries(interface.get("ParameterGroups"))
        for name in entries(mapping(group).get("Parameters"))
    }
    found = {}
    for name, declared in mapping(document.get("Parameters")).items():
        fields = mapping(declared)
        found[name] = TemplateParameter(
            name=name,
            type=string(fields.get("Type")) or "String",
            default=_default(fields),
            allowed_values=tuple(string(one) for one in entries(fields.get("AllowedValues"))),
            allowed_pattern=string(fields.get("AllowedPattern")),
            min_length=string(fields.get("MinLength")),
            max_length=string(fields.get("MaxLength")),
            description=string(fields.get("Description")),
            constraint=string(fields.get("ConstraintDescription")),
            no_echo=string(fields.get("NoEcho")).lower() == "true",
            label=string(mapping(labels.get(name)).get("default")),
            group=groups.get(name, ""),
        )
    return found


def _default(fields: Mapping[str, Value]) -> str | None:
    """Give a default as CloudFormation takes it: a list's elements are joined by commas."""
    if "Default" not in fields:
        return None
    return ",".join(string(one) for one in entries(fields["Default"]))


def _capabilities(document: Mapping[str, Value], resources: Mapping[str, Mapping[str, Value]]) -> tuple[str, ...]:
    needed = []
    iam = {key: one for key, one in resources.items() if _type(one) in _IAM_TYPES}
    if any(_CUSTOM_NAMES.get(_type(one), "") in mapping(one.get("Properties")) for one in iam.values()):
        needed.append("CAPABILITY_NAMED_IAM")
    elif iam:
        needed.append("CAPABILITY_IAM")
    if "Transform" in document or any("Fn::Transform" in one for one in _mappings(dict(document))):
        needed.append("CAPABILITY_AUTO_EXPAND")
    return tuple(needed)


def _mappings(value: Value) -> Iterator[Mapping[str, Value]]:
    """Give every mapping inside a value."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            yield current
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current)


def _stack_sets(resources: Mapping[str, Mapping[str, Value]]) -> Iterator[InnerStackSet]:
    for key, resource in resources.items():
        if _type(resource) == STACK_SET:
            properties = mapping(resource.get("Properties"))
            model, name = (string(properties.get(one)) for one in ("PermissionModel", "StackSetName"))
            yield InnerStackSet(key, model, name)


def _outputs(declared: Mapping[str, Value]) -> dict[str, TemplateOutput]:
    return {
        key: TemplateOutput(key, mapping(one).get("Value", ""), string(mapping(one).get("Description")))
        for key, one in declared.items()
    }


def _is_role_arn(value: Value, resources: Mapping[str, Mapping[str, Value]]) -> bool:
    """Whether an output's value is the Arn of a role of this template, by Fn::GetAtt or inside Fn::Sub."""
    roles = [key for key, one in resources.items() if _type(one) == "AWS::IAM::Role"]
    function = mapping(value)
    if "Fn::GetAtt" in function:
        return any(entries(function["Fn::GetAtt"]) in ([role, "Arn"], [f"{role}.Arn"]) for role in roles)
    return any(string(function.get("Fn::Sub")) == f"${{{role}.Arn}}" for role in roles)
