"""Which accounts are to be connected, and how StackSets must be told so.

Automatic deployment ignores account filters and organizational units cannot be excluded (R26). So units without
any exception go into a StackSet with automatic deployment; a unit with something left out is *opened*: its inner
units are judged one by one, and the accounts directly under it go into a second StackSet without automatic
deployment, named either by the accounts that stay (INTERSECTION) or by those that go (DIFFERENCE). Accounts that stay
are named under the root, whatever unit they are in: a stack compares its StackSet's targets unit by unit (R33), so an
account that two nested units named would be lost when one of them is taken out.
"""

from dataclasses import dataclass

from wizard.model.organization import Account, OrganizationTree


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person ticked: the nearest mark on the way up to the root decides for each account.

    chosen:   IDs of units and accounts that are in
    left_out: IDs of units and accounts that are out
    """

    chosen: frozenset[str]
    left_out: frozenset[str] = frozenset()

    @classmethod
    def whole(cls, root_id: str) -> "Selection":
        """The whole organization, accounts that join later included."""
        return cls(frozenset({root_id}))


@dataclass(frozen=True, slots=True)
class Targets:
    """How the two StackSets are targeted, and what that means account by account.

    whole_units:        units (or the root) with automatic deployment
    difference_units:   opened units whose accounts are all in except `excluded_accounts`
    intersection_units: the root where only `accounts` are in of an opened unit; else empty
    connected:          member accounts that get the role from a StackSet
    left_out:           member accounts that do not
    suspended:          member accounts in scope that StackSets skip until they are active (R29)
    unwatched_units:    opened units: accounts that join them later are not connected by themselves
    """

    whole_units: tuple[str, ...] = ()
    difference_units: tuple[str, ...] = ()
    excluded_accounts: tuple[str, ...] = ()
    intersection_units: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    connected: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()
    unwatched_units: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """True where the second StackSet is needed."""
        return bool(self.difference_units or self.intersection_units)


class _Marks:
    """Answers for every node of a tree whether it is in."""

    def __init__(self, tree: OrganizationTree, selection: Selection) -> None:
        self._tree = tree
        self._selection = selection
        self._unit_in: dict[str, bool] = {}
        self._touched: set[str] = set()
        for unit in tree.units_under(tree.identity.root_id):
            inherited = self._unit_in.get(unit.parent_id, False) if unit.parent_id else False
            self._unit_in[unit.ou_id] = self._mark(unit.ou_id, inherited=inherited)
        self._touch_ancestors()

    def _mark(self, node_id: str, *, inherited: bool) -> bool:
        if node_id in self._selection.left_out:
            return False
        return True if node_id in self._selection.chosen else inherited

    def _touch_ancestors(self) -> None:
        for unit in self._tree.units.values():
            if unit.parent_id and self._unit_in[unit.ou_id] != self._unit_in[unit.parent_id]:
                self._touched.update(step.ou_id for step in self._tree.path(unit.parent_id))
        for account in self._tree.accounts.values():
            if self.account_in(account) != self._unit_in[account.parent_id]:
                self._touched.update(step.ou_id for step in self._tree.path(account.parent_id))

    def unit_in(self, unit_id: str) -> bool:
        return self._unit_in[unit_id]

    def uniform(self, unit_id: str) -> bool:
        """Whether everything inside a unit is as the unit itself."""
        return unit_id not in self._touched

    def account_in(self, account: Account) -> bool:
        if account.account_id == self._tree.identity.management_account_id:
            return self._unit_in[account.parent_id]
        return self._mark(account.account_id, inherited=self._unit_in[account.parent_id])


def compute_targets(tree: OrganizationTree, selection: Selection) -> Targets:
    """Turn what was ticked into StackSet targets (R26).

    The management account is in no list: StackSets never deploy to it (R24), the stack itself makes its role.
    """
    marks = _Marks(tree, selection)
    whole, opened = _split(tree, marks)
    members = [one for one in tree.accounts.values() if one.account_id != tree.identity.management_account_id]
    scope = {one.account_id for one in members if marks.account_in(one)}
    active = {one.account_id for one in members if one.active}
    difference, intersection = _filters(_opened_units(tree, marks, opened))
    return Targets(
        whole_units=tuple(whole),
        difference_units=tuple(one.unit_id for one in difference),
        excluded_accounts=tuple(sorted(set().union(*(one.go for one in difference)))),
        intersection_units=(tree.identity.root_id,) if intersection else (),
        accounts=tuple(sorted(set().union(*(one.stay for one in intersection)))),
        connected=frozenset(scope & active),
        left_out=frozenset(one.account_id for one in members) - scope,
        suspended=frozenset(scope - active),
        unwatched_units=tuple(unit_id for unit_id in opened if marks.unit_in(unit_id)),
    )


def _split(tree: OrganizationTree, marks: _Marks) -> tuple[list[str], list[str]]:
    """Sort the units into those that are in without exception and those that are opened; the rest is out."""
    whole: list[str] = []
    opened: list[str] = []
    waiting = [tree.identity.root_id]
    while waiting:
        unit_id = waiting.pop(0)
        if not marks.uniform(unit_id):
            opened.append(unit_id)
            waiting.extend(unit.ou_id for unit in tree.child_units[unit_id])
        elif marks.unit_in(unit_id):
            whole.append(unit_id)
    return whole, opened


@dataclass(frozen=True, slots=True)
class _OpenedUnit:
    """An opened unit with accounts directly under it that are in.

    stay: those accounts
    go:   all others under it, inner units included: a unit's target reaches into them, so whatever is left out
          there, or covered by another target, must be named
    """

    unit_id: str
    stay: frozenset[str]
    go: frozenset[str]


def _opened_units(tree: OrganizationTree, marks: _Marks, opened: list[str]) -> list[_OpenedUnit]:
    management = tree.identity.management_account_id
    units = []
    for unit_id in opened:
        direct = (one for one in tree.child_accounts[unit_id] if one.active and marks.account_in(one))
        stay = frozenset(one.account_id for one in direct) - {management}
        if stay:
            go = frozenset(one.account_id for one in tree.accounts_under(unit_id)) - stay - {management}
            units.append(_OpenedUnit(unit_id, stay, go))
    return units


def _filters(units: list[_OpenedUnit]) -> tuple[list[_OpenedUnit], list[_OpenedUnit]]:
    """Choose the shorter list for each unit: (by the accounts that go, by the accounts that stay).

    The units of one filter share its list of accounts, so an outer unit cannot go by DIFFERENCE where its list would
    take away what an inner one keeps. Inner units, which come last, choose first.
    """
    difference: list[_OpenedUnit] = []
    intersection: list[_OpenedUnit] = []
    for unit in reversed(units):
        kept = frozenset().union(*(one.stay for one in difference))
        shorter = len(unit.go) < len(unit.stay)
        (difference if shorter and not unit.go & kept else intersection).append(unit)
    return difference[::-1], intersection[::-1]
