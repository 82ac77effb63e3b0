"""Who refers to whom in a template: the order of creation, and references that lead nowhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wizard.simulator.cloudformation.template.intrinsics import Resolver
from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.errors import validation_error

_VARIABLE = re.compile(r"\$\{([^!}][^}]*)\}")


def check_references(template: Template, resolver: Resolver) -> None:
    """Raise AwsError ValidationError for references to what is not there, and for circles."""
    known = {*template.parameters, *template.resources}
    for place, part in (("Resources", template.resources), ("Outputs", template.outputs)):
        missing = sorted({one for one in referenced(part, None) if one not in known and not one.startswith("AWS::")})
        if missing:
            raise validation_error(
                f"Template format error: Unresolved resource dependencies [{', '.join(missing)}] "
                f"in the {place} block of the template"
            )
    depends = dependencies(template, resolver)
    left = dict(depends)
    while left:
        free = [name for name, needs in left.items() if not needs & set(left)]
        if not free:
            raise validation_error(f"Circular dependency between resources: [{', '.join(left)}]")
        for name in free:
            del left[name]


def dependencies(template: Template, resolver: Resolver) -> dict[str, set[str]]:
    """For each resource that is made, the ones that must be there before it."""
    included = resolver.included()
    found: dict[str, set[str]] = {}
    for name in included:
        resource = template.resources[name]
        explicit = resource.get("DependsOn", [])
        needs = {explicit} if isinstance(explicit, str) else set(explicit)
        needs |= set(referenced(resource.get("Properties", {}), resolver))
        found[name] = {one for one in needs if one in included and one != name}
    return found


def referenced(node: Any, resolver: Resolver | None) -> Iterator[str]:
    """All names that a value refers to; with a resolver only those of the branches that its conditions choose."""
    if isinstance(node, list):
        for one in node:
            yield from referenced(one, resolver)
    elif isinstance(node, dict):
        if len(node) == 1:
            yield from _of_function(*next(iter(node.items())), resolver)
        else:
            for one in node.values():
                yield from referenced(one, resolver)


def _of_function(name: str, value: Any, resolver: Resolver | None) -> Iterator[str]:
    if name == "Ref" and isinstance(value, str):
        yield value
    elif name == "Fn::GetAtt":
        yield value.split(".", 1)[0] if isinstance(value, str) else str(value[0])
    elif name == "Fn::Sub":
        text, own = value if isinstance(value, list) else (value, {})
        yield from _variables(str(text), own)
        yield from referenced(own, resolver)
    elif name == "Fn::If" and resolver is not None:
        yield from referenced(value[1] if resolver.condition(value[0]) else value[2], resolver)
    else:
        yield from referenced(value, resolver)


def _variables(text: str, own: Mapping[str, Any]) -> Iterator[str]:
    for found in _VARIABLE.findall(text):
        name = found.strip().split(".", 1)[0]
        if name not in own:
            yield name
