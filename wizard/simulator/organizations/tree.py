"""The organization as AWS keeps it: root, OUs, accounts, policies. No requests, no wording."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from wizard.simulator.identifiers import IdMaker
from wizard.simulator.names import PARTITION

FULL_ACCESS_ID = "p-FullAWSAccess"
FULL_ACCESS = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'


@dataclass
class Policy:
    """A policy of AWS Organizations and what it is attached to (IDs of root, OUs, accounts)."""

    policy_id: str
    name: str
    content: str
    description: str = ""
    kind: str = "SERVICE_CONTROL_POLICY"
    aws_managed: bool = False
    targets: set[str] = field(default_factory=set)


@dataclass
class Unit:
    """The root or an OU; `parent` is empty for the root."""

    unit_id: str
    name: str
    parent: str = ""
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class Account:
    """An account of the organization; `state` as R9 names it."""

    account_id: str
    name: str
    email: str
    parent: str
    state: str = "ACTIVE"
    joined: datetime = field(default_factory=lambda: datetime(2024, 3, 5, 9, 12, 44, tzinfo=UTC))
    invited: bool = False
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class Organization:
    """One organization with all it holds."""

    organization_id: str
    root_id: str
    management_account: str
    feature_set: str = "ALL"
    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    policy_types: list[str] = field(default_factory=lambda: ["SERVICE_CONTROL_POLICY"])
    trusted_services: dict[str, datetime] = field(default_factory=dict)
    delegated: dict[str, dict[str, datetime]] = field(default_factory=dict)
    stack_sets_access: str = "DISABLED"
    unit_children: dict[str, list[str]] = field(default_factory=dict)
    account_children: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def new(cls, ids: IdMaker, management_account: str) -> "Organization":
        """An organization that has a root and the policy FullAWSAccess, and no account yet."""
        organization = cls(ids.organization(), ids.root(), management_account)
        organization.add_unit(Unit(organization.root_id, "Root"))
        full = Policy(
            FULL_ACCESS_ID, "FullAWSAccess", FULL_ACCESS, "Allows access to every operation", aws_managed=True
        )
        organization.policies[FULL_ACCESS_ID] = full
        full.targets.add(organization.root_id)
        return organization

    def add_unit(self, unit: Unit) -> None:
        """Put an OU under its parent."""
        self.units[unit.unit_id] = unit
        self.unit_children.setdefault(unit.parent, []).append(unit.unit_id)
        self._cover(unit.unit_id)

    def add_account(self, account: Account) -> None:
        """Put an account under its parent."""
        self.accounts[account.account_id] = account
        self.account_children.setdefault(account.parent, []).append(account.account_id)
        self._cover(account.account_id)

    def move(self, account: Account, parent: str) -> None:
        """Put an account under another parent."""
        self.account_children[account.parent].remove(account.account_id)
        self.account_children.setdefault(parent, []).append(account.account_id)
        account.parent = parent

    def remove_account(self, account: Account) -> None:
        """Take an account out of the organization."""
        self.account_children[account.parent].remove(account.account_id)
        del self.accounts[account.account_id]
        for policy in self.policies.values():
            policy.targets.discard(account.account_id)

    def path(self, entity: str) -> tuple[str, ...]:
        """The IDs from the root down to an OU or account, itself included."""
        found = [entity]
        parent = self.accounts[entity].parent if entity in self.accounts else self.units[entity].parent
        while parent:
            found.append(parent)
            parent = self.units[parent].parent
        return tuple(reversed(found))

    def accounts_below(self, unit_id: str) -> Iterator[Account]:
        """All accounts of a unit and of the OUs inside it, in the order of the tree."""
        for account_id in self.account_children.get(unit_id, ()):
            yield self.accounts[account_id]
        for child in self.unit_children.get(unit_id, ()):
            yield from self.accounts_below(child)

    def policies_at(self, target: str, kind: str = "SERVICE_CONTROL_POLICY") -> list[Policy]:
        """The policies attached to a root, OU or account itself."""
        return [policy for policy in self.policies.values() if target in policy.targets and policy.kind == kind]

    def named(self, name: str) -> str:
        """The ID of the OU or account with a name, or the text itself when it is an ID.

        Raises KeyError when there is none.
        """
        if name in self.units or name in self.accounts:
            return name
        for unit in self.units.values():
            if unit.name == name:
                return unit.unit_id
        for account in self.accounts.values():
            if account.name == name:
                return account.account_id
        raise KeyError(name)

    def arn(self, kind: str, entity: str) -> str:
        """The ARN of an `organization`, `root`, `ou` or `account`."""
        tail = self.organization_id if kind == "organization" else f"{self.organization_id}/{entity}"
        return f"arn:{PARTITION}:organizations::{self.management_account}:{kind}/{tail}"

    def policy_arn(self, policy: Policy) -> str:
        """The ARN of a policy; AWS's own live outside the organization."""
        kind = policy.kind.lower()
        if policy.aws_managed:
            return f"arn:{PARTITION}:organizations::aws:policy/{kind}/{policy.policy_id}"
        owner = f"{self.management_account}:policy/{self.organization_id}"
        return f"arn:{PARTITION}:organizations::{owner}/{kind}/{policy.policy_id}"

    def _cover(self, target: str) -> None:
        full = self.policies.get(FULL_ACCESS_ID)
        if full:
            full.targets.add(target)
