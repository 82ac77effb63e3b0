"""A change of scope through its state in between, on a model of how AWS updates StackSets (R33, R40)."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.model.test_targets import ACME, MANAGEMENT, organizations, tree
from wizard.model.organization import OrganizationTree
from wizard.model.scope_change import MOST_NAMED, Part, covers, may_move, room_between, scope_change
from wizard.model.targets import Selection, Targets, compute_targets

ROOT = Selection.whole("r-root")
Roles = dict[Part, set[str]]


def units_of(targets: Targets, part: Part) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Give the filters of each unit of one StackSet, as the template of the provider sends them."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    groups = (
        [(targets.whole_units, "NONE", ())]
        if part is Part.WATCHED
        else [
            (targets.difference_units, "DIFFERENCE", targets.excluded_accounts),
            (targets.intersection_units, "INTERSECTION", targets.accounts),
        ]
    )
    for unit_ids, kind, accounts in groups:
        for unit_id in unit_ids:
            found.setdefault(unit_id, []).append((kind, frozenset(accounts)))
    return found


def reach(organization: OrganizationTree, unit_id: str, filters: Iterable[tuple[str, frozenset[str]]]) -> set[str]:
    inside = {one.account_id for one in organization.accounts_under(unit_id)} - {MANAGEMENT}
    return {
        one
        for kind, accounts in filters
        for one in inside
        if kind == "NONE" or (one in accounts) == (kind == "INTERSECTION")
    }


class Aws:
    """Both StackSets of a stack, updated unit by unit: first what is gone, then what is new, side by side."""

    def __init__(self, organization: OrganizationTree, targets: Targets) -> None:
        self.organization = organization
        self.targets = targets
        self.roles: Roles = {part: self._wanted(targets, part) for part in Part}
        self.lost: set[str] = set()
        assert not self.roles[Part.WATCHED] & self.roles[Part.FILTERED]

    def _wanted(self, targets: Targets, part: Part) -> set[str]:
        units = units_of(targets, part)
        return {one for unit, filters in units.items() for one in reach(self.organization, unit, filters)}

    def update(self, targets: Targets) -> None:
        """Update the stack; a name that is taken anywhere at any moment of it fails the test."""
        standing = {part: set(accounts) for part, accounts in self.roles.items()}
        for part, other in ((Part.WATCHED, Part.FILTERED), (Part.FILTERED, Part.WATCHED)):
            old, new = units_of(self.targets, part), units_of(targets, part)
            here = {unit: reach(self.organization, unit, filters) for unit, filters in old.items()}
            there = {unit: reach(self.organization, unit, filters) for unit, filters in new.items()}
            gone = {one for unit, accounts in here.items() for one in accounts - there.get(unit, set())}
            made = {one for unit, accounts in there.items() for one in accounts - here.get(unit, set())}
            assert not made & standing[other], "the role's name is taken by the other StackSet"
            self.lost |= gone & standing[part]
            self.roles[part] = (standing[part] - gone) | made
        self.targets = targets


@st.composite
def changes(draw: st.DrawFn) -> tuple[OrganizationTree, Targets, Targets]:
    organization = draw(organizations())
    nodes = sorted(organization.units) + sorted(organization.accounts)

    def targets() -> Targets:
        marks = draw(st.dictionaries(st.sampled_from(nodes), st.booleans(), max_size=6))
        chosen = frozenset(node for node, included in marks.items() if included)
        return compute_targets(organization, Selection(chosen, frozenset(marks) - chosen))

    return organization, targets(), targets()


@given(changes())
@settings(max_examples=500, deadline=None)
def test_every_account_is_where_it_should_be_and_never_in_both(
    change: tuple[OrganizationTree, Targets, Targets],
) -> None:
    organization, before, after = change
    aws = Aws(organization, before)
    room = room_between(organization, before, after)
    told = scope_change(organization, before, after)
    aws.update(room)
    in_between = set().union(*aws.roles.values())
    aws.update(after)
    active = {one.account_id for one in organization.accounts.values() if one.active}
    assert (aws.roles[Part.WATCHED] | aws.roles[Part.FILTERED]) & active == after.connected
    assert {one: cover.part for one, cover in covers(organization, after).items()} == {
        one: part for part, accounts in aws.roles.items() for one in accounts
    }
    stay = before.connected & after.connected - set(told.between)
    assert stay <= in_between
    assert not stay & aws.lost
    assert set(told.come_in) == after.connected - before.connected
    assert set(told.go_out) == before.connected - after.connected


@given(changes())
@settings(max_examples=300, deadline=None)
def test_in_between_the_accounts_that_move_are_nowhere(change: tuple[OrganizationTree, Targets, Targets]) -> None:
    organization, before, after = change
    old, new = covers(organization, before), covers(organization, after)
    movers = {one for one in old.keys() & new.keys() if old[one].part is not new[one].part}
    room = room_between(organization, before, after)
    inside = covers(organization, room)
    assert not movers & inside.keys()
    assert inside.keys() <= old.keys()
    assert all(inside[one] == old[one] for one in inside)
    if not movers:
        assert room == before
    elif not may_move(before, after):
        pytest.fail("something moves where nothing can")
    assert room_between(organization, room, after) == room, "a run that is resumed finds the room made"


def test_from_some_units_to_all_nothing_moves_but_each_is_made_anew() -> None:
    before = compute_targets(ACME, Selection(frozenset({"prod", "sand"})))
    after = compute_targets(ACME, ROOT)
    told = scope_change(ACME, before, after)
    assert set(told.come_in) == {"audit", "shared", "t1"}
    assert set(told.between) == {"p1", "p2", "p3", "s1"}
    assert not may_move(before, after)
    assert room_between(ACME, before, after) is before


def test_a_unit_that_is_opened_gives_up_its_accounts_first() -> None:
    before = compute_targets(ACME, Selection(frozenset({"prod", "sand"})))
    after = compute_targets(ACME, Selection(frozenset({"prod", "sand"}), frozenset({"p2"})))
    told = scope_change(ACME, before, after)
    assert (told.come_in, told.go_out, set(told.between)) == ((), ("p2",), {"p1", "p3"})
    room = room_between(ACME, before, after)
    assert room == Targets(whole_units=("sand",))


def test_one_account_less_in_the_same_list_disturbs_nobody() -> None:
    before = compute_targets(ACME, Selection(frozenset({"audit", "p1", "t1"})))
    after = compute_targets(ACME, Selection(frozenset({"p1", "t1"})))
    told = scope_change(ACME, before, after)
    assert (told.come_in, told.go_out, told.between) == ((), ("audit",), ())
    assert room_between(ACME, before, after) == before


def test_nothing_changed_is_empty() -> None:
    whole = compute_targets(ACME, ROOT)
    assert scope_change(ACME, whole, whole).empty


def test_a_unit_that_is_gone_from_the_tree_covers_nobody() -> None:
    assert covers(ACME, Targets(whole_units=("ou-gone",), difference_units=("ou-gone",))) == {}


@pytest.mark.rule("R26")
def test_a_list_that_would_be_too_long_lets_the_unit_go_instead() -> None:
    many = [f"m{number:03}" for number in range(MOST_NAMED)]
    organization = tree(
        {"r-root": None, "outer": "r-root", "inner": "outer"},
        {MANAGEMENT: "r-root", "new": "inner", "stays": "outer", **dict.fromkeys(many, "outer")},
    )
    before = Targets(difference_units=("outer",), excluded_accounts=tuple(many))  # "new" joined after it was deployed
    after = Targets(whole_units=("inner",), difference_units=("outer",), excluded_accounts=(*many, "new"))
    room = room_between(organization, before, after)
    assert room.difference_units == ()
    short = Targets(difference_units=("outer",), excluded_accounts=tuple(many[:5]))
    room = room_between(organization, short, after)
    assert (room.difference_units, room.excluded_accounts) == (("outer",), (*many[:5], "new"))
