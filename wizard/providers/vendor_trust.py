"""Finds out of a vendor's template whom its roles trust, and under which external ID."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wizard.model.identifiers import ACCOUNT_ID, EXTERNAL_ID
from wizard.providers.markup import Value
from wizard.providers.template import Template
from wizard.providers.template_scope import Scope, allowing, parsed, properties_of, scopes_of, texts
from wizard.providers.template_values import mapping

_PRINCIPAL = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[\w+=,.@/-]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class VendorTrust:
    """Candidates in the order they were found; empty where the template names none, or computes them elsewhere."""

    trusted_principals: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()


def vendor_trust(template: Template, partition: str = "") -> VendorTrust:
    """Read trusted principals (AWS accounts, roles, users) and external IDs out of every role's trust policy.

    Roles of inner templates count as well. References are followed to parameter defaults, and to what a StackSet
    hands to its inner template; what stays unknown is left out.
    partition: what ${AWS::Partition} becomes, as GetCallerIdentity says (R2); empty: unknown as well
    """
    outer, inner = scopes_of(template, partition)
    principals: dict[str, None] = {}
    external_ids: dict[str, None] = {}
    for scope in (outer, *inner):
        for statement in _statements(scope):
            for principal in texts(mapping(statement.get("Principal")).get("AWS"), scope):
                if ACCOUNT_ID.fullmatch(principal) or _PRINCIPAL.fullmatch(principal):
                    principals[principal] = None
            for external_id in _external_ids(statement, scope):
                if EXTERNAL_ID.fullmatch(external_id):
                    external_ids[external_id] = None
    return VendorTrust(tuple(principals), tuple(external_ids))


def _statements(scope: Scope) -> Iterator[Mapping[str, Value]]:
    """Give the statements that allow, of every role's trust policy."""
    for properties in properties_of(scope, "AWS::IAM::Role"):
        yield from allowing(parsed(properties.get("AssumeRolePolicyDocument")))


def _external_ids(statement: Mapping[str, Value], scope: Scope) -> Iterator[str]:
    for operator in mapping(statement.get("Condition")).values():
        for key, value in mapping(operator).items():
            if key.lower() == "sts:externalid":
                yield from texts(value, scope)
