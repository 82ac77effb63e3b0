"""What a template needs acknowledged, which StackSets it makes, and why a StackSet could not deploy it."""

from collections.abc import Iterator, Mapping

from wizard.providers.markup import Document, Value
from wizard.providers.template import InnerStackSet
from wizard.providers.template_values import STACK_SET, at_line, entries, mapping, resources_of, string, type_of, walk

NESTED_STACK = "AWS::CloudFormation::Stack"

_CUSTOM_NAMES = {
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
}
_IAM_TYPES = frozenset(_CUSTOM_NAMES) | {"AWS::IAM::AccessKey", "AWS::IAM::Policy", "AWS::IAM::UserToGroupAddition"}
"""Resource types that must be acknowledged, and the property that gives one a name of its own (CreateStack API)."""
_MAKES_A_ROLE = frozenset({"AWS::Serverless::Function", "AWS::Serverless::StateMachine"})
"""Types of the serverless macro that become a role as well, unless `Role` names one."""


def capabilities_of(document: Document) -> tuple[str, ...]:
    """Give what must be acknowledged to create a stack of the template (R14)."""
    resources = list(resources_of(mapping(document.value)).values())
    needed = []
    if any(_CUSTOM_NAMES.get(type_of(one), "") in mapping(one.get("Properties")) for one in resources):
        needed.append("CAPABILITY_NAMED_IAM")
    elif any(type_of(one) in _IAM_TYPES or _makes_a_role(one) for one in resources):
        needed.append("CAPABILITY_IAM")
    if any(True for _ in macros_of(document)):
        needed.append("CAPABILITY_AUTO_EXPAND")
    return tuple(needed)


def stack_sets_of(document: Document) -> Iterator[InnerStackSet]:
    """Give the StackSets that the template makes."""
    for key, resource in resources_of(mapping(document.value)).items():
        if type_of(resource) == STACK_SET:
            properties = mapping(resource.get("Properties"))
            model, name = (string(properties.get(one)) for one in ("PermissionModel", "StackSetName"))
            yield InnerStackSet(key, model, name)


def blockers_of(document: Document) -> Iterator[str]:
    """Give why a service-managed StackSet cannot deploy the template (R32), a sentence each, with its line."""
    for name, line in macros_of(document):
        yield f"{at_line(line)}the template uses the macro {name}. A service-managed StackSet takes no macros."
    for key, resource in resources_of(mapping(document.value)).items():
        line = document.line(("Resources", key))
        if type_of(resource) == NESTED_STACK:
            yield f"{at_line(line)}{key} is a nested stack. A service-managed StackSet takes no nested stacks."
        elif type_of(resource) == STACK_SET:
            yield f"{at_line(line)}{key} is a StackSet. A service-managed StackSet takes no StackSet inside."


def macros_of(document: Document) -> Iterator[tuple[str, int | None]]:
    """Give every macro that the template uses, and its line."""
    template: Value = dict(mapping(document.value))
    for one in entries(mapping(document.value).get("Transform")):
        yield string(one) or string(mapping(one).get("Name")) or "Transform", document.line(("Transform",))
    for path, value in walk(template):
        if isinstance(value, dict) and path and "Fn::Transform" in value:
            called = mapping(value["Fn::Transform"])
            yield string(called.get("Name")) or "Fn::Transform", document.line((*path, "Fn::Transform"))


def _makes_a_role(resource: Mapping[str, Value]) -> bool:
    return type_of(resource) in _MAKES_A_ROLE and "Role" not in mapping(resource.get("Properties"))
