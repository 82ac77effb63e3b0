"""Values of intrinsic functions, conditions included."""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any

from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.cloudformation.template.parameters import elements, is_list
from wizard.simulator.errors import validation_error

_VARIABLE = re.compile(r"\$\{([^!}][^}]*)\}")
_NO_VALUE = object()

Attributes = Callable[[str, str], Any]


class Resolver:
    """Turns a template's values into plain ones.

    `pseudo`: the values of AWS::Region and the like. `attributes(logical_id, name)`: an attribute of a resource that
    exists, its physical ID under the name "Ref"; raises KeyError when there is none. `exports`: what other stacks
    export.
    """

    def __init__(
        self,
        template: Template,
        parameters: Mapping[str, str],
        pseudo: Mapping[str, Any],
        attributes: Attributes,
        exports: Mapping[str, str] | None = None,
    ) -> None:
        self._template = template
        self._parameters = parameters
        self._pseudo = pseudo
        self._attributes = attributes
        self._exports = exports or {}
        self._conditions: dict[str, bool] = {}
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Condition": self.condition,
            "Fn::GetAtt": self._get_att,
            "Fn::Sub": self._sub,
            "Fn::Join": self._join,
            "Fn::Split": self._split,
            "Fn::Select": self._select,
            "Fn::If": self._if,
            "Fn::Equals": self._equals,
            "Fn::And": lambda value: all(_true(self.resolve(one)) for one in value),
            "Fn::Or": lambda value: any(_true(self.resolve(one)) for one in value),
            "Fn::Not": lambda value: not _true(self.resolve(value[0])),
            "Fn::FindInMap": self._find_in_map,
            "Fn::ImportValue": self._import,
            "Fn::Base64": lambda value: base64.b64encode(str(self.resolve(value)).encode()).decode(),
            "Fn::GetAZs": lambda value: [
                f"{self.resolve(value) or self._pseudo['AWS::Region']}{zone}" for zone in "abc"
            ],
            "Fn::Contains": lambda value: self.resolve(value[1]) in self.resolve(value[0]),
        }

    def resolve(self, value: Any) -> Any:
        """The plain value; parts that are AWS::NoValue are left out of lists and objects."""
        found = self._resolve(value)
        return None if found is _NO_VALUE else found

    def condition(self, name: str) -> bool:
        """Whether a condition of the template holds. Raises AwsError for one that is not there."""
        if name not in self._conditions:
            if name not in self._template.conditions:
                raise validation_error(f"Template error: unresolved condition dependency {name}")
            self._conditions[name] = _true(self.resolve(self._template.conditions[name]))
        return bool(self._conditions[name])

    def included(self) -> list[str]:
        """The logical IDs of the resources whose condition holds, in the template's order."""
        return [
            name
            for name, one in self._template.resources.items()
            if "Condition" not in one or self.condition(one["Condition"])
        ]

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [one for one in map(self._resolve, value) if one is not _NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name in self._functions and not (name == "Condition" and not isinstance(argument, str)):
                return self._functions[name](argument)
            if name.startswith("Fn::"):
                raise validation_error(f"Template error: {name} is not supported here")
        found = {name: self._resolve(one) for name, one in value.items()}
        return {name: one for name, one in found.items() if one is not _NO_VALUE}

    def _ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return _NO_VALUE
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self._parameters:
            value = self._parameters[name]
            return elements(value) if is_list(self._template.parameters[name]) else value
        return self._attributes(name, "Ref")

    def _get_att(self, value: Any) -> Any:
        parts = value.split(".", 1) if isinstance(value, str) else [self.resolve(one) for one in value]
        return self._attributes(parts[0], parts[1])

    def _sub(self, value: Any) -> str:
        text, own = (value[0], self.resolve(value[1])) if isinstance(value, list) else (value, {})

        def variable(found: re.Match[str]) -> str:
            name = found[1].strip()
            if name in own:
                return str(own[name])
            return str(self._get_att(name) if "." in name else self._ref(name))

        return _VARIABLE.sub(variable, str(text)).replace("${!", "${")

    def _join(self, value: Any) -> str:
        return str(value[0]).join(str(one) for one in self.resolve(value[1]))

    def _split(self, value: Any) -> list[str]:
        return str(self.resolve(value[1])).split(str(value[0]))

    def _select(self, value: Any) -> Any:
        entries = self.resolve(value[1])
        index = int(self.resolve(value[0]))
        if not 0 <= index < len(entries):
            raise validation_error(f"Template error: Fn::Select cannot select nonexistent value at index {index}")
        return entries[index]

    def _if(self, value: Any) -> Any:
        if value[0] not in self._template.conditions:
            raise validation_error(f"Template error: unresolved condition dependency {value[0]} in Fn::If")
        return self._resolve(value[1] if self.condition(value[0]) else value[2])

    def _equals(self, value: Any) -> bool:
        return bool(_text(self.resolve(value[0])) == _text(self.resolve(value[1])))

    def _find_in_map(self, value: Any) -> Any:
        table, first, second = (self.resolve(one) for one in value[:3])
        try:
            return self._template.mappings[table][first][second]
        except KeyError:
            raise validation_error(f"Template error: Unable to get mapping for {table}::{first}::{second}") from None

    def _import(self, value: Any) -> str:
        name = str(self.resolve(value))
        if name not in self._exports:
            raise validation_error(f"No export named {name} found.")
        return self._exports[name]


def _true(value: Any) -> bool:
    return str(value).lower() == "true"


def _text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
