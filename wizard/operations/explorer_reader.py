"""Looks at Resource Explorer across an organization, and says what is not as it should be (R43). Changes nothing."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from wizard.aws import organizations, resource_explorer
from wizard.aws.access import AccessFactory, AwsAccess
from wizard.model.explorer import AccountIndexes, Exploration, IndexKind
from wizard.model.message import Message
from wizard.model.organization import Account, OrganizationTree
from wizard.operations.explorer_policies import denied_regions

SIDE_BY_SIDE = 4
"""So many calls, of ten accounts each, at once."""

OnProgress = Callable[[int, int], None]
"""Takes how many accounts were asked about, and how many there are."""


class ExplorerReader:
    """Verifies, account by account and region by region."""

    def __init__(self, factory: AccessFactory) -> None:
        self._factory = factory

    async def explore(self, profile: str, region: str, partition: str, on_progress: OnProgress) -> Exploration:
        """Read the organization, every index, and the view over all of it. Raises WizardError."""
        access = self._factory.open(profile, region)
        tree = await organizations.read_tree(access)
        own = await resource_explorer.own_indexes(access)
        if not await resource_explorer.is_trusted(access):
            alone = _account(tree.accounts[tree.identity.management_account_id], own, management=True)
            return Exploration(tuple(sorted(own)), (alone,), (Message("explorer.not-trusted"),))
        accounts = await _accounts(access, tree, own, on_progress)
        found = Exploration(tuple(sorted({one for each in accounts for one in each.indexes})), accounts)
        view = await _view_findings(access, accounts[0].aggregator, tree.identity.organization_id)
        missing = {one.account_id: found.missing(one) for one in accounts if found.missing(one)}
        members = {one: regions for one, regions in missing.items() if one != accounts[0].account_id}
        denied = await denied_regions(access, tree, members, partition) if members else ()
        own_missing = missing.get(accounts[0].account_id, ()) if own else ()
        findings = (*_index_findings(accounts[0]), *view, *_missing_findings(own_missing, members), *denied)
        return Exploration(found.regions, accounts, findings)


async def _accounts(
    access: AwsAccess, tree: OrganizationTree, own: Mapping[str, IndexKind], on_progress: OnProgress
) -> tuple[AccountIndexes, ...]:
    """Give the management account, whose indexes it tells itself, and every active member, ten to a call."""
    management = tree.identity.management_account_id
    members = sorted(
        (one for one in tree.accounts.values() if one.active and one.account_id != management),
        key=lambda one: (one.name.casefold(), one.account_id),
    )
    size, room, done = resource_explorer.ACCOUNTS_AT_ONCE, asyncio.Semaphore(SIDE_BY_SIDE), 0

    async def ask(some: Sequence[Account]) -> Mapping[str, Mapping[str, IndexKind]]:
        nonlocal done
        async with room:
            told = await resource_explorer.indexes_of(access, [one.account_id for one in some])
        done += len(some)
        on_progress(done, len(members))
        return told

    parts = [members[begin : begin + size] for begin in range(0, len(members), size)]
    told: dict[str, Mapping[str, IndexKind]] = {}
    for one in await asyncio.gather(*(ask(part) for part in parts)):
        told |= one
    first = _account(tree.accounts[management], own, management=True)
    return (first, *(_account(one, told.get(one.account_id, {})) for one in members))


def _account(one: Account, indexes: Mapping[str, IndexKind], *, management: bool = False) -> AccountIndexes:
    return AccountIndexes(one.account_id, one.name, dict(indexes), management)


def _index_findings(management: AccountIndexes) -> tuple[Message, ...]:
    if not management.indexes:
        return (Message("explorer.no-index"),)
    if not management.aggregator:
        return (Message("explorer.no-aggregator", {"regions": ", ".join(sorted(management.indexes))}),)
    return ()


async def _view_findings(access: AwsAccess, region: str, organization_id: str) -> tuple[Message, ...]:
    """Look for a view over the organization where everything comes together; without an aggregator there is none."""
    if not region:
        return ()
    there = access.in_region(region)
    wide = [arn for arn, scope in (await resource_explorer.views(there)).items() if organization_id in scope]
    if not wide:
        return (Message("explorer.no-view", {"region": region}),)
    if not await resource_explorer.resources_in(there, wide[0]):
        return (Message("explorer.empty-view", {"region": region}),)
    return ()


def _missing_findings(own: Sequence[str], members: Mapping[str, Sequence[str]]) -> tuple[Message, ...]:
    found = [Message("explorer.own-indexes-missing", {"regions": ", ".join(own)})] if own else []
    if members:
        count = sum(len(regions) for regions in members.values())
        found.append(Message("explorer.indexes-missing", {"count": str(count), "accounts": str(len(members))}))
    return tuple(found)
