"""From one choice of accounts to another: who comes, who goes, and who is without the role in between.

A StackSet that a stack owns compares its targets unit by unit (R33): an account that another unit, or the other
StackSet, is to cover loses its role first and gets it anew. Between the two StackSets it must even have lost it before
the update begins, because its role's name is taken as long as the old one stands (R40).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from wizard.model.organization import OrganizationTree
from wizard.model.targets import Targets

MOST_NAMED = 315
"""Account IDs in one parameter of 4,096 bytes (R26)."""


class Part(StrEnum):
    """The two StackSets: with automatic deployment, and without it."""

    WATCHED = "watched"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True)
class Cover:
    """Which unit's target of which StackSet an account gets its role from."""

    part: Part
    unit_id: str


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """What a change of the scope means, by account ID, in order of the tree. Suspended accounts are in no list.

    come_in: get the role
    go_out:  lose it
    between: keep it in the end, and are without it for a few minutes
    """

    come_in: tuple[str, ...] = ()
    go_out: tuple[str, ...] = ()
    between: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True where every account stays as it is."""
        return not (self.come_in or self.go_out or self.between)


def covers(tree: OrganizationTree, targets: Targets) -> dict[str, Cover]:
    """Give what covers each member account, suspended ones included; units that are gone from the tree cover none."""
    found: dict[str, Cover] = {}
    for unit_id in targets.whole_units:
        found.update(dict.fromkeys(_inside(tree, unit_id), Cover(Part.WATCHED, unit_id)))
    excluded, named = frozenset(targets.excluded_accounts), frozenset(targets.accounts)
    for unit_id in targets.difference_units:
        found.update(dict.fromkeys(_inside(tree, unit_id) - excluded, Cover(Part.FILTERED, unit_id)))
    for unit_id in targets.intersection_units:
        found.update(dict.fromkeys(_inside(tree, unit_id) & named, Cover(Part.FILTERED, unit_id)))
    return found


def _inside(tree: OrganizationTree, unit_id: str) -> frozenset[str]:
    if unit_id not in tree.units:
        return frozenset()
    return frozenset(one.account_id for one in tree.accounts_under(unit_id)) - {tree.identity.management_account_id}


def scope_change(tree: OrganizationTree, before: Targets, after: Targets) -> ScopeChange:
    """Say what a change of targets means for each active account."""
    old, new = covers(tree, before), covers(tree, after)
    active = [one.account_id for one in tree.accounts.values() if one.active]
    return ScopeChange(
        come_in=tuple(one for one in active if one in new and one not in old),
        go_out=tuple(one for one in active if one in old and one not in new),
        between=tuple(one for one in active if one in old and one in new and old[one] != new[one]),
    )


def may_move(before: Targets, after: Targets) -> bool:
    """Whether an account can go from one StackSet to the other at all: what the tree is needed for."""
    return bool((before.whole_units and after.filtered) or (before.filtered and after.whole_units))


def room_between(tree: OrganizationTree, before: Targets, after: Targets) -> Targets:
    """Give the targets in between: `before` without the accounts that go from one StackSet to the other.

    Where nothing moves these are the targets of `before`. Only the fields that the stack is told are given.
    """
    old, new = covers(tree, before), covers(tree, after)
    movers = frozenset(one for one, cover in old.items() if one in new and new[one].part is not cover.part)
    if not movers:
        return before
    left = {old[one].unit_id for one in movers if old[one].part is Part.WATCHED}
    kept = [unit_id for unit_id in before.difference_units if not _moves_whole(tree, unit_id, after)]
    excluded = _excluded(before, old, movers, kept)
    if len(excluded) > MOST_NAMED:
        kept = [unit_id for unit_id in kept if unit_id not in {old[one].unit_id for one in movers}]
        excluded = frozenset(before.excluded_accounts)
    accounts = tuple(one for one in before.accounts if one not in movers)
    return Targets(
        whole_units=tuple(unit_id for unit_id in before.whole_units if unit_id not in left),
        difference_units=tuple(kept),
        excluded_accounts=tuple(sorted(excluded)) if kept else (),
        intersection_units=before.intersection_units if accounts else (),
        accounts=accounts,
    )


def _moves_whole(tree: OrganizationTree, unit_id: str, after: Targets) -> bool:
    """Whether all of a unit is to be covered by the StackSet with automatic deployment."""
    if unit_id not in tree.units:
        return False
    return any(step.ou_id in after.whole_units for step in tree.path(unit_id))


def _excluded(before: Targets, old: Mapping[str, Cover], movers: frozenset[str], kept: list[str]) -> frozenset[str]:
    return frozenset(before.excluded_accounts) | {one for one in movers if old[one].unit_id in kept}


def told(targets: Targets) -> Targets:
    """Give only what the stack is told of targets, to compare them by."""
    return replace(targets, connected=frozenset(), left_out=frozenset(), suspended=frozenset(), unwatched_units=())
