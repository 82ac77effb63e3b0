"""Whom trying again is for: instances that are not as their StackSet is, and accounts that no StackSet has reached."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wizard.aws import organizations, stack_sets
from wizard.aws.stack_sets import StackInstance
from wizard.model.progress import AccountProgress
from wizard.operations.account_results import by_account, progress_of
from wizard.operations.context import Context
from wizard.operations.parameters import MOST_UNITS
from wizard.operations.stack_set_work import our_stack_sets

_TRIED_AGAIN = (AccountProgress.FAILED, AccountProgress.CANCELLED)
_INOPERABLE = "INOPERABLE"


@dataclass(frozen=True, slots=True)
class Batch:
    """Accounts of one StackSet that one operation tries again.

    ou_ids:  the units that AWS asks for (R24); at most 50
    missing: the StackSet has not reached these accounts yet, so they are created
    """

    stack_set: str
    ou_ids: tuple[str, ...]
    accounts: tuple[str, ...]
    missing: bool


async def find_batches(context: Context) -> tuple[Batch, ...]:
    """Ask AWS who is to be tried again. Raises AwsError."""
    found = await our_stack_sets(context)
    instances = {one.name: await stack_sets.instances(context.access, one.name) for one in found}
    # Where both StackSets have an instance for an account, the one that made the role counts.
    counting = by_account(one for each in instances.values() for one in each)
    batches: list[Batch] = []
    for name, each in instances.items():
        batches += _failed(name, [one for one in each if counting[one.account_id] is one and _fails(context, one)])
    missing = context.request.targets.connected - counting.keys()
    return (*batches, *(await _missing(context, [one.name for one in found], missing) if missing else ()))


def _fails(context: Context, instance: StackInstance) -> bool:
    """Whether an update can put an instance right: inoperable ones are left out of updates by AWS (R29)."""
    in_scope = instance.account_id in context.request.targets.connected
    return in_scope and instance.status != _INOPERABLE and progress_of(instance) in _TRIED_AGAIN


def _failed(name: str, instances: Sequence[StackInstance]) -> list[Batch]:
    by_unit: dict[str, list[str]] = defaultdict(list)
    for one in instances:
        by_unit[one.ou_id].append(one.account_id)
    units = sorted(by_unit)
    return [
        Batch(name, tuple(some), _sorted(account for unit in some for account in by_unit[unit]), missing=False)
        for some in (units[start : start + MOST_UNITS] for start in range(0, len(units), MOST_UNITS))
    ]


async def _missing(context: Context, names: Sequence[str], missing: frozenset[str]) -> list[Batch]:
    """Give each missing account to the StackSet that its unit belongs to (R26).

    An opened unit goes by the accounts directly under it; all others are in a unit that is connected whole.
    """
    request, batches, rest = context.request, list[Batch](), set(missing)
    for units in (request.targets.difference_units, request.targets.intersection_units):
        direct = [one for unit in units for one in await organizations.accounts_directly_under(context.access, unit)]
        here = rest.intersection(direct)
        rest -= here
        if here and request.names.filtered_stack_set in names:
            batches.append(Batch(request.names.filtered_stack_set, units, _sorted(here), missing=True))
    if rest and request.names.stack_set in names:
        batches.append(Batch(request.names.stack_set, request.targets.whole_units, _sorted(rest), missing=True))
    return batches


def _sorted(accounts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(accounts))
