"""Follows the values of a template, and of the templates inside it, as far as the templates alone tell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wizard.providers.markup import MarkupError, Value, read_markup
from wizard.providers.template import Template
from wizard.providers.template_values import STACK_SET, entries, mapping, string

_VARIABLE = re.compile(r"\$\{([^!}]*)\}")


@dataclass(frozen=True, slots=True)
class Scope:
    """A template and the values that its references have, each possibly several."""

    document: Mapping[str, Value]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def scopes_of(template: Template, partition: str = "") -> tuple[Scope, tuple[Scope, ...]]:
    """Give the template itself, and each template that one of its StackSets deploys.

    partition: what ${AWS::Partition} becomes, as GetCallerIdentity says (R2); empty: unknown as well
    """
    pseudo = {"AWS::Partition": (partition,)} if partition else {}
    outer = Scope(template.document, _defaults(template.document, pseudo))
    return outer, tuple(_inner_scopes(outer, pseudo))


def _defaults(document: Mapping[str, Value], known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    declared = mapping(document.get("Parameters"))
    defaults = {name: string(mapping(one).get("Default")) for name, one in declared.items()}
    return {**{name: (default,) for name, default in defaults.items() if default}, **known}


def properties_of(scope: Scope, resource_type: str) -> Iterator[Mapping[str, Value]]:
    """Give the properties of every resource of a type."""
    for resource in mapping(scope.document.get("Resources")).values():
        if mapping(resource).get("Type") == resource_type:
            yield mapping(mapping(resource).get("Properties"))


def _inner_scopes(outer: Scope, pseudo: Mapping[str, tuple[str, ...]]) -> Iterator[Scope]:
    for properties in properties_of(outer, STACK_SET):
        inner = parsed(properties.get("TemplateBody"))
        handed = dict(pseudo)
        for entry in entries(properties.get("Parameters")):
            key = string(mapping(entry).get("ParameterKey"))
            values = tuple(texts(mapping(entry).get("ParameterValue"), outer))
            if key and values:
                handed[key] = values
        yield Scope(inner, _defaults(inner, handed))


def parsed(value: Value | None) -> Mapping[str, Value]:
    """Give a mapping, also where it is written as text inside the template; empty where it is neither."""
    function = mapping(value)
    text = string(function.get("Fn::Sub")) if "Fn::Sub" in function else string(value)
    if not text:
        return function
    try:
        return mapping(read_markup(text).value)
    except MarkupError:
        return {}


def allowing(document: Mapping[str, Value]) -> Iterator[Mapping[str, Value]]:
    """Give the statements of a policy that allow; both branches of a condition count."""
    waiting = entries(document.get("Statement"))
    while waiting:
        statement = mapping(waiting.pop(0))
        if "Fn::If" in statement:
            waiting[:0] = entries(statement["Fn::If"])[1:]
        elif statement.get("Effect") == "Allow":
            yield statement


def texts(value: Value | None, scope: Scope) -> Iterator[str]:
    """Give every text that a value can have, as far as the template alone tells."""
    if isinstance(value, str):
        yield value
        return
    if isinstance(value, list):
        for one in value:
            yield from texts(one, scope)
        return
    function = mapping(value)
    if "Ref" in function:
        yield from scope.values.get(string(function["Ref"]), ())
    elif "Fn::If" in function:
        yield from texts(entries(function["Fn::If"])[1:], scope)
    elif "Fn::Join" in function:
        yield from _joined(entries(function["Fn::Join"]), scope)
    elif "Fn::Sub" in function:
        yield from _substituted(entries(function["Fn::Sub"]), scope)


def _joined(arguments: list[Value], scope: Scope) -> Iterator[str]:
    if len(arguments) != 2:
        return
    parts = [tuple(texts(one, scope)) for one in entries(arguments[1])]
    if all(len(part) == 1 for part in parts):
        yield string(arguments[0]).join(part[0] for part in parts)


def _substituted(arguments: list[Value], scope: Scope) -> Iterator[str]:
    own = {name: tuple(texts(one, scope)) for name, one in mapping(arguments[-1] if arguments else None).items()}
    known = {name: found[0] for name, found in {**scope.values, **own}.items() if len(found) == 1}
    text = string(arguments[0] if arguments else None)
    if all(name.strip() in known for name in _VARIABLE.findall(text)):
        yield _VARIABLE.sub(lambda match: known[match[1].strip()], text)
