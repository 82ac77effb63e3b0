"""Which accounts are to be connected, typed as IDs by a person who has no tree to tick in.

What can be said without a tree (R26): the root or OUs as wholes, with accounts that join later; OUs without some
accounts (DIFFERENCE), and some accounts out of OUs (INTERSECTION), where accounts that join later are not reached.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wizard.model.identifiers import ACCOUNT_ID, OU_ID, ROOT_ID, identifier_kind
from wizard.model.message import Message
from wizard.model.targets import Selection, Targets

_BETWEEN = re.compile(r"[\s,;]+")
_GROUPED_ACCOUNT = re.compile(r"(?<![^\s,;])(\d{4})[ -](\d{4})[ -](\d{4})(?![^\s,;])", re.ASCII)


class ScopeList(StrEnum):
    """The lists of IDs that a person can type."""

    WHOLE_UNITS = "whole-units"
    FILTERED_UNITS = "filtered-units"
    EXCLUDED_ACCOUNTS = "excluded-accounts"
    ACCOUNT_PARENTS = "account-parents"
    ACCOUNTS = "accounts"


_ACCOUNT_LISTS = (ScopeList.EXCLUDED_ACCOUNTS, ScopeList.ACCOUNTS)
_PARTNERS = {
    ScopeList.FILTERED_UNITS: ScopeList.EXCLUDED_ACCOUNTS,
    ScopeList.EXCLUDED_ACCOUNTS: ScopeList.FILTERED_UNITS,
    ScopeList.ACCOUNT_PARENTS: ScopeList.ACCOUNTS,
    ScopeList.ACCOUNTS: ScopeList.ACCOUNT_PARENTS,
}
"""Lists that only mean something together."""
_MISSING = {
    ScopeList.FILTERED_UNITS: "scope.filtered-units-missing",
    ScopeList.EXCLUDED_ACCOUNTS: "scope.excluded-accounts-missing",
    ScopeList.ACCOUNT_PARENTS: "scope.account-parents-missing",
    ScopeList.ACCOUNTS: "scope.accounts-missing",
}


@dataclass(frozen=True, slots=True)
class TypedScope:
    """What was typed, word for word.

    whole: the whole organization; the lists count only where it is not
    lists: by `ScopeList` value, the text of each list
    """

    whole: bool
    lists: Mapping[str, str]


def listed(text: str) -> tuple[str, ...]:
    """Give the IDs of a pasted list: parted by spaces, commas, semicolons or new lines; each once, in order.

    An account ID in groups of four is one ID, as the AWS console shows it.
    """
    joined = _GROUPED_ACCOUNT.sub(r"\1\2\3", text)
    return tuple(dict.fromkeys(one for one in _BETWEEN.split(joined) if one))


class ScopeReader:
    """Reads a typed scope of one organization.

    root_id:            of the organization; an OU's ID holds its middle part (AWS Organizations API reference)
    management_account: StackSets never deploy to it (R24); the stack makes its role
    """

    def __init__(self, scope: TypedScope, root_id: str, management_account: str) -> None:
        self._scope = scope
        self._root_id = root_id
        self._management_account = management_account
        self._ids = {one: listed(scope.lists.get(one.value, "")) for one in ScopeList}

    def problem(self, which: ScopeList) -> Message | None:
        """Say what is wrong with a list; None where nothing is."""
        if self._scope.whole:
            return None
        judge = self._account_problem if which in _ACCOUNT_LISTS else self._unit_problem
        found = next((problem for one in self._ids[which] if (problem := judge(which, one))), None)
        partner = _PARTNERS.get(which)
        if found is None and partner is not None and self._ids[partner] and not self._ids[which]:
            return Message(_MISSING[which])
        return found

    @property
    def complete(self) -> bool:
        """True where something is in, and nothing is wrong."""
        if self._scope.whole:
            return True
        return any(self._ids.values()) and not any(self.problem(one) for one in ScopeList)

    def _unit_problem(self, which: ScopeList, text: str) -> Message | None:
        values = {"text": text, "root": self._root_id}
        if ROOT_ID.fullmatch(text):
            return self._root_problem(which, text, values)
        if not OU_ID.fullmatch(text):
            return Message("scope.not-a-unit", {**values, "kind": identifier_kind(text).value})
        if ROOT_ID.fullmatch(self._root_id) and text.split("-")[1] != self._root_id.removeprefix("r-"):
            return Message("scope.unit-of-another-organization", values)
        others = (self._ids[one] for one in ScopeList if one is not which and one not in _ACCOUNT_LISTS)
        return Message("scope.unit-twice", values) if any(text in ids for ids in others) else None

    def _root_problem(self, which: ScopeList, text: str, values: Mapping[str, str]) -> Message | None:
        if text != self._root_id:
            return Message("scope.other-root", values)
        if which is ScopeList.WHOLE_UNITS:
            return Message("scope.root-is-whole", values)
        units = sum(len(self._ids[one]) for one in ScopeList if one not in _ACCOUNT_LISTS)
        return Message("scope.root-and-units", values) if units > 1 else None

    def _account_problem(self, which: ScopeList, text: str) -> Message | None:
        values = {"text": text}
        if not ACCOUNT_ID.fullmatch(text):
            return Message("scope.not-an-account", values)
        if text == self._management_account:
            return Message("scope.management-account", values)
        others = (self._ids[one] for one in _ACCOUNT_LISTS if one is not which)
        return Message("scope.account-twice", values) if any(text in ids for ids in others) else None

    def selection(self) -> Selection:
        """Give what would be ticked in a tree: a later sign-in finds the same accounts with it."""
        if self._scope.whole:
            return Selection.whole(self._root_id)
        ids = self._ids
        chosen = (*ids[ScopeList.WHOLE_UNITS], *ids[ScopeList.FILTERED_UNITS], *ids[ScopeList.ACCOUNTS])
        return Selection(frozenset(chosen), frozenset(ids[ScopeList.EXCLUDED_ACCOUNTS]))

    def targets(self) -> Targets:
        """Give the StackSets' targets; who that is, account by account, nobody can tell without a tree."""
        if self._scope.whole:
            return Targets(whole_units=(self._root_id,))
        ids = self._ids
        return Targets(
            whole_units=ids[ScopeList.WHOLE_UNITS],
            difference_units=ids[ScopeList.FILTERED_UNITS],
            excluded_accounts=tuple(sorted(ids[ScopeList.EXCLUDED_ACCOUNTS])),
            intersection_units=ids[ScopeList.ACCOUNT_PARENTS],
            accounts=tuple(sorted(ids[ScopeList.ACCOUNTS])),
            connected=frozenset(ids[ScopeList.ACCOUNTS]),
            left_out=frozenset(ids[ScopeList.EXCLUDED_ACCOUNTS]),
            unwatched_units=(*ids[ScopeList.FILTERED_UNITS], *ids[ScopeList.ACCOUNT_PARENTS]),
        )
