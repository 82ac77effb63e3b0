"""Says what will be made where, before anything is made."""

from dataclasses import dataclass
from enum import StrEnum

from wizard.model.connection import ConnectRequest
from wizard.providers.definition import Deploy, ProviderDefinition


class PlannedKind(StrEnum):
    """What is made."""

    TRUSTED_ACCESS = "trusted-access"
    STACK = "stack"
    ROLE = "role"
    STACK_SET = "stack-set"
    FILTERED_STACK_SET = "filtered-stack-set"
    MEMBER_ROLES = "member-roles"


class PlannedPlace(StrEnum):
    """Where it is made; `count` says in how many accounts."""

    ORGANIZATION = "organization"
    MANAGEMENT_ACCOUNT = "management-account"
    ACCOUNT = "account"
    WHOLE_UNITS = "whole-units"
    FILTERED_UNITS = "filtered-units"
    MEMBER_ACCOUNTS = "member-accounts"


@dataclass(frozen=True, slots=True)
class PlannedResource:
    """One line of the review: what, what it is called, where, and how many of them."""

    kind: PlannedKind
    name: str
    where: PlannedPlace
    count: int


def describe_plan(request: ConnectRequest, provider: ProviderDefinition) -> tuple[PlannedResource, ...]:
    """Give what a request will make, in the order in which it is made."""
    if provider.deploy is Deploy.NONE:
        return ()
    names, targets = request.names, request.targets
    planned = []
    if "trusted-access" in provider.operations:
        # Nothing is made for it where it is on already; the Checks page says which it is.
        planned.append(PlannedResource(PlannedKind.TRUSTED_ACCESS, "", PlannedPlace.ORGANIZATION, 1))
    if provider.deploy is Deploy.STACK:
        where = PlannedPlace.ACCOUNT if request.identity.is_account else PlannedPlace.MANAGEMENT_ACCOUNT
        planned.append(PlannedResource(PlannedKind.STACK, names.stack, where, 1))
        if names.role:
            planned.append(PlannedResource(PlannedKind.ROLE, names.role, where, 1))
    if targets.whole_units:
        count = len(targets.whole_units)
        planned.append(PlannedResource(PlannedKind.STACK_SET, names.stack_set, PlannedPlace.WHOLE_UNITS, count))
    if targets.filtered:
        count = len(targets.difference_units) + len(targets.intersection_units)
        planned.append(
            PlannedResource(
                PlannedKind.FILTERED_STACK_SET, names.filtered_stack_set, PlannedPlace.FILTERED_UNITS, count
            )
        )
    if targets.connected:
        count = len(targets.connected)
        planned.append(PlannedResource(PlannedKind.MEMBER_ROLES, names.role, PlannedPlace.MEMBER_ACCOUNTS, count))
    return tuple(planned)
