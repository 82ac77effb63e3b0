"""AWS Organizations: who the organization is, and its tree."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, CallSite, not_aws_reply
from wizard.aws.paging import collect, pages
from wizard.model.organization import (
    Account,
    AccountState,
    FeatureSet,
    OrganizationalUnit,
    OrganizationIdentity,
    OrganizationTree,
)

SIDE_BY_SIDE = 6
"""How many calls read the tree at once: more are throttled."""

OnProgress = Callable[[int, int], None]
"""Takes how many units and how many accounts have been read so far."""


@dataclass(frozen=True, slots=True)
class OrganizationDescription:
    """What any account of an organization may know of it (R5)."""

    organization_id: str
    management_account_id: str
    feature_set: FeatureSet


async def describe_organization(access: AwsAccess) -> OrganizationDescription:
    """Give the organization that the account belongs to.

    Raises AwsError; with the code AWSOrganizationsNotInUseException where it belongs to none (R6).
    """
    organization = (await access.call("organizations", "DescribeOrganization"))["Organization"]
    return OrganizationDescription(
        organization_id=organization["Id"],
        management_account_id=organization["MasterAccountId"],
        feature_set=FeatureSet(organization["FeatureSet"]),
    )


async def organization_arn(access: AwsAccess) -> str:
    """Give the organization's ARN. Raises AwsError."""
    return str((await access.call("organizations", "DescribeOrganization"))["Organization"]["Arn"])


async def root_id(access: AwsAccess) -> str:
    """Give the root's ID. Raises AwsError; a plain member is refused (R5)."""
    return str((await _root(access))["Id"])


async def account_state(access: AwsAccess, account_id: str) -> AccountState | None:
    """Give an account's state (R9), or None where it is not in the organization any more. Raises AwsError."""
    try:
        reply = await access.call("organizations", "DescribeAccount", AccountId=account_id)
    except AwsError as error:
        if error.code == "AccountNotFoundException":
            return None
        raise
    return _state(reply["Account"], access.region)


async def account_name(access: AwsAccess, account_id: str) -> str:
    """Give an account's name; empty where the caller may not ask, or there is none. Raises AwsError otherwise."""
    try:
        reply = await access.call("organizations", "DescribeAccount", AccountId=account_id)
    except AwsError as error:
        if error.access_denied or error.code == "AccountNotFoundException":
            return ""
        raise
    return str(reply["Account"].get("Name") or "")


async def accounts_directly_under(access: AwsAccess, parent_id: str) -> tuple[str, ...]:
    """Give the IDs of the accounts of one unit, those of inner units left out. Raises AwsError."""
    found = await collect(access, "organizations", "ListAccountsForParent", "Accounts", ParentId=parent_id)
    return tuple(one["Id"] for one in found)


async def read_tree(access: AwsAccess, on_progress: OnProgress | None = None) -> OrganizationTree:
    """Read all units and accounts, several parents side by side. Raises AwsError."""
    description, root = await asyncio.gather(describe_organization(access), _root(access))
    reader = _TreeReader(access, on_progress)
    await reader.read(root)
    management = reader.accounts.get(description.management_account_id)
    return OrganizationTree(
        identity=OrganizationIdentity(
            organization_id=description.organization_id,
            root_id=root["Id"],
            management_account_id=description.management_account_id,
            management_account_name=management.name if management else "",
            feature_set=description.feature_set,
        ),
        units=reader.units,
        accounts=reader.accounts,
    )


async def _root(access: AwsAccess) -> Mapping[str, Any]:
    roots = await collect(access, "organizations", "ListRoots", "Roots")
    if not roots:
        raise not_aws_reply("a root", CallSite("organizations", "ListRoots", access.region))
    return roots[0]


class _TreeReader:
    """Walks from the root down; every unit is read by a task of its own, a bounded number of calls at once."""

    def __init__(self, access: AwsAccess, on_progress: OnProgress | None) -> None:
        self.units: dict[str, OrganizationalUnit] = {}
        self.accounts: dict[str, Account] = {}
        self._access = access
        self._on_progress = on_progress
        self._limit = asyncio.Semaphore(SIDE_BY_SIDE)

    async def read(self, root: Mapping[str, Any]) -> None:
        self.units[root["Id"]] = OrganizationalUnit(root["Id"], root["Name"], None)
        try:
            async with asyncio.TaskGroup() as tasks:
                self._start(tasks, root["Id"])
        except BaseExceptionGroup as group:
            raise group.exceptions[0] from None

    def _start(self, tasks: asyncio.TaskGroup, parent: str) -> None:
        tasks.create_task(self._read_units(tasks, parent))
        tasks.create_task(self._read_accounts(parent))

    async def _read_units(self, tasks: asyncio.TaskGroup, parent: str) -> None:
        operation, items = "ListOrganizationalUnitsForParent", "OrganizationalUnits"
        async with self._limit:
            async for page in pages(self._access, "organizations", operation, items, ParentId=parent):
                for unit in page:
                    self.units[unit["Id"]] = OrganizationalUnit(unit["Id"], unit["Name"], parent)
                    self._start(tasks, unit["Id"])
                self._tell()

    async def _read_accounts(self, parent: str) -> None:
        operation = "ListAccountsForParent"
        async with self._limit:
            async for page in pages(self._access, "organizations", operation, "Accounts", ParentId=parent):
                for account in page:
                    self.accounts[account["Id"]] = Account(
                        account["Id"], account.get("Name", ""), parent, _state(account, self._access.region)
                    )
                self._tell()

    def _tell(self) -> None:
        if self._on_progress is not None:
            self._on_progress(len(self.units), len(self.accounts))


def _state(account: Mapping[str, Any], region: str) -> AccountState:
    """Read an account's `State`, or its older `Status` (R9). A state that is not known yet counts as not active."""
    text = account.get("State") or account.get("Status")
    if text is None:
        raise not_aws_reply("State", CallSite("organizations", "ListAccountsForParent", region))
    try:
        return AccountState(text)
    except ValueError:
        return AccountState.PENDING_ACTIVATION
