"""Evaluates a template's `Rules` with chosen values, as far as they speak of nothing but parameters (R16)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wizard.providers.markup import Value
from wizard.providers.template import Template
from wizard.providers.template_values import entries, function_of, mapping, string

_DEEPEST = 20


class _UnknownError(Exception):
    """A rule speaks of what only AWS knows."""


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """An assertion that does not hold. `description` is the template's own; empty where it gives none."""

    rule: str
    description: str


def broken_rules(template: Template, values: Mapping[str, str]) -> tuple[BrokenRule, ...]:
    """Give what `values` (by parameter) contradict; a parameter without one has its default, a secret none.

    Rules that ask AWS about something (Fn::ValueOf, Fn::RefAll) are left to AWS.
    """
    defaults = {name: one.default or "" for name, one in template.parameters.items() if not one.secret}
    rules = _Rules(template, {**defaults, **values})
    found = []
    for name, rule in mapping(template.document.get("Rules")).items():
        body = mapping(rule)
        condition = body.get("RuleCondition")
        if condition is not None and rules.holds(condition) is not True:
            continue
        for one in entries(body.get("Assertions")):
            if rules.holds(mapping(one).get("Assert", "")) is False:
                found += [BrokenRule(name, string(mapping(one).get("AssertDescription")))]
    return tuple(found)


class _Rules:
    """The functions of rules, with the values of one form."""

    def __init__(self, template: Template, values: Mapping[str, str]) -> None:
        self._lists = frozenset(name for name, one in template.parameters.items() if one.is_list)
        self._values = values
        self._functions: Mapping[str, Callable[[list[Value], int], bool]] = {
            "Fn::And": lambda parts, depth: all(self._bool(one, depth) for one in parts),
            "Fn::Or": lambda parts, depth: any(self._bool(one, depth) for one in parts),
            "Fn::Not": lambda parts, depth: not self._bool(parts[0], depth),
            "Fn::Equals": lambda parts, _: self._text(parts[0]) == self._text(parts[1]),
            "Fn::Contains": lambda parts, _: self._text(parts[1]) in self._list(parts[0]),
            "Fn::EachMemberIn": lambda parts, _: set(self._list(parts[0])) <= set(self._list(parts[1])),
            "Fn::EachMemberEquals": lambda parts, _: set(self._list(parts[0])) <= {self._text(parts[1])},
        }

    def holds(self, condition: Value) -> bool | None:
        """Whether a condition holds; None where only AWS can tell."""
        try:
            return self._bool(condition, 0)
        except (_UnknownError, IndexError):
            return None

    def _bool(self, value: Value, depth: int) -> bool:
        function = self._functions.get(function_of(value))
        if function is None or depth > _DEEPEST:
            raise _UnknownError
        return function(entries(mapping(value)[function_of(value)]), depth + 1)

    def _text(self, value: Value) -> str:
        if isinstance(value, str):
            return value
        name = string(mapping(value).get("Ref"))
        if function_of(value) != "Ref" or name not in self._values or name in self._lists:
            raise _UnknownError
        return self._values[name]

    def _list(self, value: Value) -> list[str]:
        if isinstance(value, list):
            return [self._text(one) for one in value]
        name = string(mapping(value).get("Ref"))
        if function_of(value) == "Ref" and name in self._lists and name in self._values:
            return [one.strip() for one in self._values[name].split(",")]
        return [self._text(value)]
