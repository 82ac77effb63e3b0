"""Finds by their values, not by their names, which outputs hold a role's ARN and which a secret."""

import re
from collections.abc import Iterator, Mapping

from wizard.providers.markup import Value
from wizard.providers.secret_names import looks_secret
from wizard.providers.template import TemplateOutput, TemplateParameter
from wizard.providers.template_values import ROLE, entries, function_of, mapping, section, string, type_of, walk

_VARIABLE = re.compile(r"\$\{\s*([^!}][^}]*?)\s*\}")
_ROLE_ARN = re.compile(r"arn:[^:\s]*:iam::[^:\s]*:role/[^\s:]+")
_NAMED_FOR_A_ROLE = re.compile(r"role_?arn|arn_?of_?role", re.IGNORECASE)
_BY_NAME = frozenset({"", "Fn::ImportValue", "Fn::FindInMap", "Fn::Select"})
_CREDENTIALS = frozenset({"SecretAccessKey", "SecretString"})


class OutputReader:
    """Judges the outputs of one template."""

    def __init__(self, document: Mapping[str, Value], parameters: Mapping[str, TemplateParameter]) -> None:
        self._resources = section(document, "Resources")
        self._parameters = parameters
        self._outputs = {
            key: TemplateOutput(key, one.get("Value", ""), string(one.get("Description")))
            for key, one in section(document, "Outputs").items()
        }

    def outputs(self) -> dict[str, TemplateOutput]:
        """Give every output by its key."""
        return self._outputs

    def role_arns(self) -> tuple[str, ...]:
        """Give the keys of outputs that hold a role's ARN; where no value tells, those that are named for one."""
        by_value = tuple(key for key, one in self._outputs.items() if self._is_role_arn(one.value))
        return by_value or tuple(key for key, one in self._outputs.items() if self._is_named_for_a_role(one))

    def secrets(self) -> tuple[str, ...]:
        """Give the keys of outputs that hold a secret: by what they refer to, or by their name."""
        return tuple(key for key, one in self._outputs.items() if self._is_secret(one))

    def _is_role_arn(self, value: Value) -> bool:
        return any(self._branch_is_role_arn(one) for one in _branches(value))

    def _branch_is_role_arn(self, value: Value) -> bool:
        resource, attribute = _attribute(value)
        if attribute:
            return attribute == "Arn" and self._type(resource) == ROLE
        if function_of(value) == "Ref":
            parameter = self._parameters.get(string(mapping(value)["Ref"]))
            return parameter is not None and _ROLE_ARN.fullmatch(parameter.default or "") is not None
        text = _written(value)
        only = _VARIABLE.fullmatch(text)
        if only and only[1].endswith(".Arn"):
            return self._type(only[1].removesuffix(".Arn")) == ROLE
        return _ROLE_ARN.fullmatch(_VARIABLE.sub("x", text)) is not None  # ${AWS::AccountId} has colons itself

    def _is_named_for_a_role(self, output: TemplateOutput) -> bool:
        """Whether only the name tells: the value comes from elsewhere, e.g. a custom resource or a nested stack."""
        resource, attribute = _attribute(output.value)
        if attribute:
            return bool(_NAMED_FOR_A_ROLE.search(output.key + " " + attribute)) and self._type(resource) != ROLE
        return function_of(output.value) in _BY_NAME and bool(_NAMED_FOR_A_ROLE.search(output.key))

    def _type(self, logical_id: str) -> str:
        return type_of(self._resources.get(logical_id, {}))

    def _is_secret(self, output: TemplateOutput) -> bool:
        for name in _names(output.value):
            parameter = self._parameters.get(name)
            if (parameter is not None and parameter.secret) or name.rpartition(".")[2] in _CREDENTIALS:
                return True
        if "{{resolve:secretsmanager:" in _written(output.value):
            return True
        is_arn = _attribute(output.value)[1].endswith(("Arn", "ARN")) or _written(output.value).startswith("arn:")
        return looks_secret(output.key) and not is_arn and not self._is_role_arn(output.value)


def _branches(value: Value) -> Iterator[Value]:
    """Give what a value can be: itself, or, for a condition, each of its branches."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if function_of(current) == "Fn::If":
            waiting.extend(entries(mapping(current)["Fn::If"])[1:])
        else:
            yield current


def _attribute(value: Value) -> tuple[str, str]:
    """Give the resource and the attribute that Fn::GetAtt asks for; two empty texts where it is not that."""
    if function_of(value) != "Fn::GetAtt":
        return "", ""
    parts = [string(one) for one in entries(mapping(value)["Fn::GetAtt"])]
    resource, _, attribute = ".".join(parts).partition(".")
    return resource, attribute


def _written(value: Value) -> str:
    """Give the text of a value, with `${…}` where something is put in; empty where it is computed otherwise."""
    if isinstance(value, str):
        return value
    arguments = entries(mapping(value).get(function_of(value)))
    if function_of(value) == "Fn::Sub":
        return string(arguments[0]) if arguments else ""
    if function_of(value) == "Fn::Join" and len(arguments) == 2:
        return string(arguments[0]).join(_part(one) for one in entries(arguments[1]))
    return ""


def _part(value: Value) -> str:
    return value if isinstance(value, str) else _written(value) or "${value}"


def _names(value: Value) -> Iterator[str]:
    """Give the names that a value refers to, `Resource.Attribute` for attributes."""
    for _, one in walk(value):
        function = function_of(one)
        if function == "Ref":
            yield string(mapping(one)["Ref"])
        elif function == "Fn::GetAtt":
            yield ".".join(_attribute(one))
        elif function == "Fn::Sub":
            yield from _VARIABLE.findall(_written(one))
