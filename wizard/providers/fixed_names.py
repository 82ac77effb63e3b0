"""Finds the names that a template gives to what it makes: a second stack of it would find them taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wizard.providers.template import Template
from wizard.providers.template_scope import Scope, properties_of, texts
from wizard.providers.template_values import ROLE, STACK_SET


@dataclass(frozen=True, slots=True)
class FixedNames:
    """Names of roles and StackSets, each once; those that AWS makes up, or that are computed, are not among them."""

    roles: tuple[str, ...]
    stack_sets: tuple[str, ...]


def fixed_names(template: Template, values: Mapping[str, str]) -> FixedNames:
    """Give the names, with `values` in place of the parameters' defaults."""
    defaults = {name: one.default for name, one in template.parameters.items() if one.default}
    known = {name: (value,) for name, value in {**defaults, **values}.items() if value}
    scope = Scope(template.document, known)
    return FixedNames(tuple(_named(scope, ROLE, "RoleName")), tuple(_named(scope, STACK_SET, "StackSetName")))


def _named(scope: Scope, kind: str, key: str) -> Iterator[str]:
    seen: set[str] = set()
    for properties in properties_of(scope, kind):
        found = tuple(texts(properties.get(key), scope))
        if len(found) == 1 and found[0] not in seen:  # more than one: a condition decides
            seen.add(found[0])
            yield found[0]
