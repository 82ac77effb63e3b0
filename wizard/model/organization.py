"""An AWS organization: who it is, its tree of organizational units, and its accounts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class FeatureSet(StrEnum):
    """Which features an organization has turned on (R6)."""

    ALL = "ALL"
    CONSOLIDATED_BILLING = "CONSOLIDATED_BILLING"


class AccountState(StrEnum):
    """An account's `State` in AWS Organizations (R9)."""

    PENDING_ACTIVATION = "PENDING_ACTIVATION"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    PENDING_CLOSURE = "PENDING_CLOSURE"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class OrganizationIdentity:
    """Which organization it is, as `DescribeOrganization` and `ListRoots` say.

    Where one account is connected by itself, it stands in the place of the management account, and there is no
    organization ID and no root ID.
    """

    organization_id: str
    root_id: str
    management_account_id: str
    management_account_name: str
    feature_set: FeatureSet = FeatureSet.ALL

    @property
    def name(self) -> str:
        """What people call it: the management account's name, since an organization has none of its own."""
        return self.management_account_name or self.organization_id

    @property
    def is_account(self) -> bool:
        """True where it is one account by itself."""
        return not self.root_id

    @property
    def place(self) -> str:
        """What a connection is unique by besides its provider: the root ID, or the account ID."""
        return self.root_id or self.management_account_id


@dataclass(frozen=True, slots=True)
class Account:
    """One account and where it hangs in the tree."""

    account_id: str
    name: str
    parent_id: str
    state: AccountState = AccountState.ACTIVE

    @property
    def active(self) -> bool:
        """True where StackSets deploy to it; suspended accounts are skipped (R29)."""
        return self.state is AccountState.ACTIVE


@dataclass(frozen=True, slots=True)
class OrganizationalUnit:
    """One organizational unit (OU); the root is one too, without a parent."""

    ou_id: str
    name: str
    parent_id: str | None


def _by_name(one: Account | OrganizationalUnit) -> str:
    return one.name.casefold()


@dataclass(frozen=True)
class OrganizationTree:
    """The whole tree of an organization. Every parent of `units` and `accounts` is in `units`.

    identity: which organization it is
    units:    by ID, the root among them
    accounts: by ID, the management account among them
    """

    identity: OrganizationIdentity
    units: Mapping[str, OrganizationalUnit]
    accounts: Mapping[str, Account]

    @cached_property
    def child_units(self) -> Mapping[str, tuple[OrganizationalUnit, ...]]:
        """The OUs directly under each unit, by name."""
        children: dict[str, list[OrganizationalUnit]] = {unit_id: [] for unit_id in self.units}
        for unit in self.units.values():
            if unit.parent_id is not None:
                children[unit.parent_id].append(unit)
        return {
            parent: tuple(sorted(units, key=lambda unit: unit.name.casefold())) for parent, units in children.items()
        }

    @cached_property
    def child_accounts(self) -> Mapping[str, tuple[Account, ...]]:
        """The accounts directly under each unit, by name."""
        children: dict[str, list[Account]] = {unit_id: [] for unit_id in self.units}
        for account in self.accounts.values():
            children[account.parent_id].append(account)
        return {
            parent: tuple(sorted(accounts, key=lambda one: one.name.casefold()))
            for parent, accounts in children.items()
        }

    def accounts_under(self, unit_id: str) -> Iterator[Account]:
        """Every account in a unit, those of its inner units included."""
        waiting = [unit_id]
        while waiting:
            current = waiting.pop()
            yield from self.child_accounts[current]
            waiting.extend(unit.ou_id for unit in self.child_units[current])

    def units_under(self, unit_id: str) -> Iterator[OrganizationalUnit]:
        """A unit itself and every unit inside it, parents first."""
        waiting = [unit_id]
        while waiting:
            current = waiting.pop()
            yield self.units[current]
            waiting.extend(unit.ou_id for unit in self.child_units[current])

    def path(self, unit_id: str) -> tuple[OrganizationalUnit, ...]:
        """The units from the root down to `unit_id`."""
        steps: list[OrganizationalUnit] = []
        current: str | None = unit_id
        while current is not None:
            steps.append(self.units[current])
            current = self.units[current].parent_id
        return tuple(reversed(steps))
