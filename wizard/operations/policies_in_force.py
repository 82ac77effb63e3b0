"""Finds the service control policies in force for accounts: their own, their units', the root's."""

import asyncio
from collections.abc import Iterable, Mapping

from wizard.aws import organizations, policies
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.model.organization import OrganizationTree
from wizard.model.policies import Level, Policy, Target, TargetKind
from wizard.operations.policy_documents import statements

OWN_POLICIES_READ = 60
"""So many accounts are asked for policies of their own; AWS answers few such questions in a second."""

_SIDE_BY_SIDE = 4


class PoliciesInForce:
    """Asks AWS for every unit, policy and account once, however many accounts share them.

    tree: where it was read, nothing is asked about who is in which unit
    """

    def __init__(self, access: AwsAccess, root_id: str, tree: OrganizationTree | None = None) -> None:
        self._access = access
        self._root_id = root_id
        self._tree = tree
        self._parents: dict[str, str] = {}
        self._levels: dict[str, Level] = {}
        self._policies: dict[str, Policy] = {}
        self._limit = asyncio.Semaphore(_SIDE_BY_SIDE)
        self._one_policy = asyncio.Lock()

    async def read(self, named: Mapping[str, str], names: Mapping[str, str]) -> dict[str, tuple[Level, ...]]:
        """Give for each account what is attached on the way from the root down to it. Raises AwsError.

        named: by account ID, the ID of the policy that AWS's refusal names; empty where it names none
        names: of accounts, by ID

        Of the accounts beyond `OWN_POLICIES_READ`, the policy that AWS named counts as their own where no unit has
        it, and their level is not complete.
        """
        above = await self._above(named)
        asked, beyond = list(named)[:OWN_POLICIES_READ], list(named)[OWN_POLICIES_READ:]
        try:
            async with asyncio.TaskGroup() as tasks:
                reading = {one: tasks.create_task(self._own(one, names)) for one in asked}
        except BaseExceptionGroup as group:
            raise group.exceptions[0] from None
        own = {one: level.result() for one, level in reading.items()}
        own |= {one: await self._guessed(one, names, named[one], above[one]) for one in beyond}
        return {one: (*above[one], level) for one, level in own.items()}

    async def _above(self, accounts: Iterable[str]) -> dict[str, tuple[Level, ...]]:
        await self._find_parents(accounts)
        found: dict[str, tuple[Level, ...]] = {}
        for one in accounts:
            path = await self._path(self._parents[one])
            found[one] = tuple([await self._level_of_unit(unit) for unit in path])
        return found

    async def _find_parents(self, accounts: Iterable[str]) -> None:
        """Ask for one account's unit, and then who else is in it: they often fail by the unit."""
        waiting = dict.fromkeys(one for one in accounts if one not in self._parents)
        if self._tree is not None:
            self._parents |= {one: self._tree.accounts[one].parent_id for one in waiting if one in self._tree.accounts}
        for one in waiting:
            if one in self._parents:
                continue
            self._parents[one] = parent = await policies.parent_of(self._access, one)
            if waiting.keys() - self._parents.keys():
                together = await organizations.accounts_directly_under(self._access, parent)
                self._parents |= {other: parent for other in together if other in waiting}

    async def _path(self, unit_id: str) -> tuple[str, ...]:
        if self._tree is not None and unit_id in self._tree.units:
            return tuple(one.ou_id for one in self._tree.path(unit_id))
        path = [unit_id]
        while path[-1] != self._root_id and not path[-1].startswith("r-"):
            if path[-1] not in self._parents:
                self._parents[path[-1]] = await policies.parent_of(self._access, path[-1])
            path.append(self._parents[path[-1]])
        return tuple(reversed(path))

    async def _level_of_unit(self, unit_id: str) -> Level:
        if unit_id not in self._levels:
            self._levels[unit_id] = await self._level(await self._unit(unit_id))
        return self._levels[unit_id]

    async def _unit(self, unit_id: str) -> Target:
        if unit_id.startswith("r-"):
            return Target(TargetKind.ROOT, unit_id, unit_id)
        if self._tree is not None and unit_id in self._tree.units:
            return Target(TargetKind.UNIT, unit_id, self._tree.units[unit_id].name)
        try:
            return Target(TargetKind.UNIT, unit_id, await policies.unit_name(self._access, unit_id))
        except AwsError as error:
            if not error.access_denied:
                raise
            return Target(TargetKind.UNIT, unit_id, unit_id)

    async def _own(self, account_id: str, names: Mapping[str, str]) -> Level:
        async with self._limit:
            return await self._level(_account(account_id, names))

    async def _guessed(self, account_id: str, names: Mapping[str, str], named: str, above: tuple[Level, ...]) -> Level:
        higher = {one.policy_id for level in above for one in level.policies}
        own = (await self._policy(named, named),) if named and named not in higher else ()
        return Level(_account(account_id, names), own, complete=False)

    async def _level(self, target: Target) -> Level:
        found = await policies.attached_to(self._access, target.target_id)
        return Level(target, tuple([await self._policy(one, name) for one, name in found.items()]))

    async def _policy(self, policy_id: str, name: str) -> Policy:
        async with self._one_policy:
            if policy_id not in self._policies:
                document = await policies.document(self._access, policy_id)
                self._policies[policy_id] = Policy(policy_id, name, statements(document))
            return self._policies[policy_id]


def _account(account_id: str, names: Mapping[str, str]) -> Target:
    return Target(TargetKind.ACCOUNT, account_id, names.get(account_id, account_id))
