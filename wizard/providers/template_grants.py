"""Reads what the roles and users of a template may do, and who may become them; says nothing about it yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wizard.providers.markup import Value
from wizard.providers.template import Template
from wizard.providers.template_scope import Scope, allowing, parsed, scopes_of, texts
from wizard.providers.template_values import entries, function_of, mapping, resources_of, string, type_of

_OWNERS = {"AWS::IAM::Role": "Roles", "AWS::IAM::User": "Users", "AWS::IAM::Group": "Groups"}
UNREAD = "?"
"""Stands for an ARN that is computed."""
_POLICIES = frozenset({"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy"})


@dataclass(frozen=True, slots=True)
class Grant:
    """One statement that allows.

    actions:   as written; "" where one is computed and cannot be read
    excepted:  everything but these (NotAction)
    resources: as far as they can be read
    """

    actions: tuple[str, ...]
    excepted: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Trusted:
    """One statement of a role's trust.

    outside:     whom it trusts besides services of AWS: accounts, roles, identity providers; "?" where computed
    external_id: True where an external ID is asked for
    """

    role: str
    outside: tuple[str, ...]
    external_id: bool
    conditional: bool


@dataclass(frozen=True, slots=True)
class TemplateGrants:
    """What one template, or all that StackSets deploy, gives.

    helpers: roles that services of AWS alone take on: what they may do is not the vendor's
    keys:    users that get an access key
    """

    grants: tuple[Grant, ...] = ()
    managed: tuple[str, ...] = ()
    trusts: tuple[Trusted, ...] = ()
    helpers: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def grants_of(template: Template) -> tuple[TemplateGrants, TemplateGrants]:
    """Give what the template itself gives, and what the templates of its StackSets give in every member."""
    outer, inner = scopes_of(template)
    return _grants(outer), _joined([_grants(one) for one in inner])


def _joined(parts: list[TemplateGrants]) -> TemplateGrants:
    return TemplateGrants(
        grants=tuple(one for part in parts for one in part.grants),
        managed=tuple(one for part in parts for one in part.managed),
        trusts=tuple(one for part in parts for one in part.trusts),
        helpers=tuple(one for part in parts for one in part.helpers),
        keys=tuple(one for part in parts for one in part.keys),
    )


def _grants(scope: Scope) -> TemplateGrants:
    resources = resources_of(scope.document)
    trusts = {name: tuple(_trusts(name, one, scope)) for name, one in _of(resources, "AWS::IAM::Role")}
    helpers = frozenset(name for name, found in trusts.items() if found and not any(one.outside for one in found))
    owned = [one for name, one in resources.items() if type_of(one) in _OWNERS and name not in helpers]
    policies = [one for _, one in resources.items() if type_of(one) in _POLICIES and not _helps(one, helpers)]
    documents = [*_inline(owned), *(_properties(one).get("PolicyDocument") for one in policies)]
    return TemplateGrants(
        grants=tuple(_statement(one, scope) for found in documents for one in allowing(parsed(found))),
        managed=tuple(dict.fromkeys(_managed(owned, scope))),
        trusts=tuple(one for found in trusts.values() for one in found if one.outside),
        helpers=tuple(sorted(helpers)),
        keys=tuple(name for name, _ in _of(resources, "AWS::IAM::AccessKey")),
    )


def _of(resources: Mapping[str, Mapping[str, Value]], kind: str) -> Iterator[tuple[str, Mapping[str, Value]]]:
    return ((name, one) for name, one in resources.items() if type_of(one) == kind)


def _properties(resource: Mapping[str, Value]) -> Mapping[str, Value]:
    return mapping(resource.get("Properties"))


def _inline(owners: list[Mapping[str, Value]]) -> Iterator[Value | None]:
    for one in owners:
        for policy in _branches(_properties(one).get("Policies")):
            yield mapping(policy).get("PolicyDocument")


def _branches(value: Value | None) -> Iterator[Value]:
    """Give the elements of a list, and both branches where a condition chooses."""
    waiting = entries(value)
    while waiting:
        one = waiting.pop(0)
        if function_of(one) == "Fn::If":
            waiting[:0] = [inner for branch in entries(mapping(one)["Fn::If"])[1:] for inner in entries(branch)]
        elif mapping(one).get("Ref") != "AWS::NoValue":
            yield one


def _helps(policy: Mapping[str, Value], helpers: frozenset[str]) -> bool:
    """Whether a policy belongs to nobody but roles of AWS's services."""
    properties = _properties(policy)
    named = [one for key in ("RoleName", *_OWNERS.values()) for one in _branches(properties.get(key))]
    return bool(named) and all(string(mapping(one).get("Ref")) in helpers for one in named)


def _managed(owners: list[Mapping[str, Value]], scope: Scope) -> Iterator[str]:
    """Give the ARNs of attached policies that stand in no template: the template's own are read as such."""
    for owner in owners:
        for one in _branches(_properties(owner).get("ManagedPolicyArns")):
            if string(mapping(one).get("Ref")) in resources_of(scope.document):
                continue
            written = string(mapping(one).get("Fn::Sub")) or next(iter(texts(one, scope)), "")
            yield written or UNREAD


def _trusts(name: str, role: Mapping[str, Value], scope: Scope) -> Iterator[Trusted]:
    for statement in allowing(parsed(_properties(role).get("AssumeRolePolicyDocument"))):
        principal = statement.get("Principal")
        outside = [principal] if isinstance(principal, str) else []
        for kind, value in mapping(principal).items():
            if kind != "Service":
                outside += [text for one in _branches(value) for text in _principal(one, scope)]
        conditions = [key.lower() for one in mapping(statement.get("Condition")).values() for key in mapping(one)]
        yield Trusted(name, tuple(outside), "sts:externalid" in conditions, bool(conditions))


def _principal(value: Value, scope: Scope) -> list[str]:
    return list(texts(value, scope)) or ["?"]


def _statement(statement: Mapping[str, Value], scope: Scope) -> Grant:
    return Grant(
        actions=tuple(_read(statement.get("Action"), scope)),
        excepted=tuple(_read(statement.get("NotAction"), scope)),
        resources=tuple(_read(statement.get("Resource"), scope)),
        conditional="Condition" in statement,
    )


def _read(value: Value | None, scope: Scope) -> Iterator[str]:
    for one in _branches(value):
        yield from list(texts(one, scope)) or [""]
