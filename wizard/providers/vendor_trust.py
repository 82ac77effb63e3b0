"""Finds out of a vendor's template whom its roles trust, and under which external ID."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wizard.model.identifiers import ACCOUNT_ID, EXTERNAL_ID
from wizard.providers.markup import MarkupError, Value, read_markup
from wizard.providers.template import Template
from wizard.providers.template_values import STACK_SET, entries, mapping, string

_PRINCIPAL = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[\w+=,.@/-]+)", re.ASCII)
_VARIABLE = re.compile(r"\$\{([^!}]*)\}")


@dataclass(frozen=True, slots=True)
class VendorTrust:
    """Candidates in the order they were found; empty where the template names none, or computes them elsewhere."""

    trusted_principals: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scope:
    """A template and the values that its references have, each possibly several."""

    document: Mapping[str, Value]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def vendor_trust(template: Template, partition: str = "") -> VendorTrust:
    """Read trusted principals (AWS accounts, roles, users) and external IDs out of every role's trust policy.

    Roles of inner templates count as well. References are followed to parameter defaults, and to what a StackSet
    hands to its inner template; what stays unknown is left out.
    partition: what ${AWS::Partition} becomes, as GetCallerIdentity says (R2); empty: unknown as well
    """
    pseudo = {"AWS::Partition": (partition,)} if partition else {}
    outer = _Scope(template.document, _defaults(template.document, pseudo))
    principals: dict[str, None] = {}
    external_ids: dict[str, None] = {}
    for scope in (outer, *_inner_scopes(outer, pseudo)):
        for statement in _statements(scope):
            for principal in _texts(mapping(statement.get("Principal")).get("AWS"), scope):
                if ACCOUNT_ID.fullmatch(principal) or _PRINCIPAL.fullmatch(principal):
                    principals[principal] = None
            for external_id in _external_ids(statement, scope):
                if EXTERNAL_ID.fullmatch(external_id):
                    external_ids[external_id] = None
    return VendorTrust(tuple(principals), tuple(external_ids))


def _defaults(document: Mapping[str, Value], known: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    declared = mapping(document.get("Parameters"))
    defaults = {name: string(mapping(one).get("Default")) for name, one in declared.items()}
    return {**{name: (default,) for name, default in defaults.items() if default}, **known}


def _resources(scope: _Scope, resource_type: str) -> Iterator[Mapping[str, Value]]:
    """Give the properties of every resource of a type."""
    for resource in mapping(scope.document.get("Resources")).values():
        if mapping(resource).get("Type") == resource_type:
            yield mapping(mapping(resource).get("Properties"))


def _inner_scopes(outer: _Scope, pseudo: Mapping[str, tuple[str, ...]]) -> Iterator[_Scope]:
    for properties in _resources(outer, STACK_SET):
        inner = _parsed(properties.get("TemplateBody"))
        handed = dict(pseudo)
        for entry in entries(properties.get("Parameters")):
            key = string(mapping(entry).get("ParameterKey"))
            values = tuple(_texts(mapping(entry).get("ParameterValue"), outer))
            if key and values:
                handed[key] = values
        yield _Scope(inner, _defaults(inner, handed))


def _parsed(value: Value | None) -> Mapping[str, Value]:
    """Give a mapping, also where it is written as text inside the template; empty where it is neither."""
    function = mapping(value)
    text = string(function.get("Fn::Sub")) if "Fn::Sub" in function else string(value)
    if not text:
        return function
    try:
        return mapping(read_markup(text).value)
    except MarkupError:
        return {}


def _statements(scope: _Scope) -> Iterator[Mapping[str, Value]]:
    """Give the statements that allow, of every role's trust policy; both branches of a condition count."""
    for properties in _resources(scope, "AWS::IAM::Role"):
        document = _parsed(properties.get("AssumeRolePolicyDocument"))
        waiting = entries(document.get("Statement"))
        while waiting:
            statement = mapping(waiting.pop(0))
            if "Fn::If" in statement:
                waiting[:0] = entries(statement["Fn::If"])[1:]
            elif statement.get("Effect") == "Allow":
                yield statement


def _external_ids(statement: Mapping[str, Value], scope: _Scope) -> Iterator[str]:
    for operator in mapping(statement.get("Condition")).values():
        for key, value in mapping(operator).items():
            if key.lower() == "sts:externalid":
                yield from _texts(value, scope)


def _texts(value: Value | None, scope: _Scope) -> Iterator[str]:
    """Give every text that a value can have, as far as the template alone tells."""
    if isinstance(value, str):
        yield value
        return
    if isinstance(value, list):
        for one in value:
            yield from _texts(one, scope)
        return
    function = mapping(value)
    if "Ref" in function:
        yield from scope.values.get(string(function["Ref"]), ())
    elif "Fn::If" in function:
        yield from _texts(entries(function["Fn::If"])[1:], scope)
    elif "Fn::Join" in function:
        yield from _joined(entries(function["Fn::Join"]), scope)
    elif "Fn::Sub" in function:
        yield from _substituted(entries(function["Fn::Sub"]), scope)


def _joined(arguments: list[Value], scope: _Scope) -> Iterator[str]:
    if len(arguments) != 2:
        return
    parts = [tuple(_texts(one, scope)) for one in entries(arguments[1])]
    if all(len(part) == 1 for part in parts):
        yield string(arguments[0]).join(part[0] for part in parts)


def _substituted(arguments: list[Value], scope: _Scope) -> Iterator[str]:
    own = {name: tuple(_texts(one, scope)) for name, one in mapping(arguments[-1] if arguments else None).items()}
    known = {name: found[0] for name, found in {**scope.values, **own}.items() if len(found) == 1}
    text = string(arguments[0] if arguments else None)
    if all(name.strip() in known for name in _VARIABLE.findall(text)):
        yield _VARIABLE.sub(lambda match: known[match[1].strip()], text)
