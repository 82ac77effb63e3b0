"""Removes a StackSet that its stack could not remove: instances first, then the StackSet (R31)."""

from collections.abc import Sequence

from wizard.aws import organizations, stack_sets
from wizard.aws.stack_sets import StackInstance, StackSet
from wizard.model.failure import WizardError
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.model.organization import AccountState
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.left_behind import LET_GO, note_accounts
from wizard.operations.removal_failures import instances_left
from wizard.operations.removal_watch import RemovalWatch
from wizard.operations.stack_set_work import Stopped, until_quiet

__all__ = ["Stopped", "account_list", "delete_instances", "remove_stack_set"]

_SUSPENDED = "SKIPPED_SUSPENDED_ACCOUNT"
_INOPERABLE = "INOPERABLE"
_UNREACHABLE = "ACCOUNT_SUSPENDED: the account is suspended or closed, or has left the organization."


async def remove_stack_set(
    context: Context, stack_set: StackSet, progress: Progress, watch: RemovalWatch | None = None
) -> None:
    """Delete all instances, then the StackSet. Raises AwsError, WizardError where instances stay, and Stopped.

    Instances in accounts that AWS reaches no more (suspended, closed, gone) are let go with RetainStacks, and told.
    One that an earlier deletion left INOPERABLE in an account that works is tried again: what keeps it may be mended.
    """
    watch = watch or RemovalWatch(context, progress)
    await _quiet(context, stack_set, watch)
    instances = await stack_sets.instances(context.access, stack_set.name)
    progress(Said(Message("stack-set.deleting", {"name": stack_set.name, "count": str(len(instances))})))
    unreachable = [one for one in instances if await _unreachable(context, one)]
    await _let_go(context, stack_set, unreachable, progress, watch)
    left: Sequence[StackInstance] = [one for one in instances if one not in unreachable]
    while left:
        before = len(left)
        await delete_instances(context, stack_set, left, watch, retain=False)
        left = await stack_sets.instances(context.access, stack_set.name)
        # Beyond the tolerance AWS does not try the rest (R28): those are tried again as long as any of them goes.
        if left and len(left) == before:
            raise WizardError(instances_left(context, stack_set, left))
    await stack_sets.delete(context.access, stack_set.name)


async def delete_instances(
    context: Context, stack_set: StackSet, instances: Sequence[StackInstance], watch: RemovalWatch, *, retain: bool
) -> None:
    """Delete these instances and nothing else, and wait for the end: the filter is always sent (R25).

    The operation has the journal's ID, so a call that is repeated after a crash is the same operation; only once
    AWS knows that ID, a further try gets a new one. Raises AwsError, and Stopped.
    """
    if not instances:
        return
    step = f"delete-instances:{stack_set.name}:{'retain' if retain else 'delete'}"
    token = await context.journal.token(step)
    if any(one.operation_id == token for one in await stack_sets.operations(context.access, stack_set.name)):
        token = await context.journal.fresh_token(step)
    await stack_sets.delete_instances(
        context.access,
        name=stack_set.name,
        ou_ids=tuple(sorted({one.ou_id for one in instances if one.ou_id})),
        account_ids=tuple(sorted({one.account_id for one in instances})),
        regions=tuple(sorted({one.region for one in instances})),
        retain_stacks=retain,
        token=token,
    )
    await _quiet(context, stack_set, watch)


async def _quiet(context: Context, stack_set: StackSet, watch: RemovalWatch) -> None:
    async def poll() -> None:
        await watch.poll((stack_set.name,))

    await until_quiet(context, (stack_set.name,), poll)
    await watch.poll((stack_set.name,), force=True)


async def _let_go(
    context: Context,
    stack_set: StackSet,
    unreachable: Sequence[StackInstance],
    progress: Progress,
    watch: RemovalWatch,
) -> None:
    if not unreachable:
        return
    accounts = account_list(context, unreachable)
    progress(Said(Message("stack-set.letting-go", {"name": stack_set.name, "accounts": accounts})))
    # A suspended account can come back, and its role with it: only one that never had a stack has nothing to tell.
    await note_accounts(context, LET_GO, [account_list(context, [one]) for one in unreachable if one.stack_id])
    await watch.released(unreachable, _UNREACHABLE)
    await delete_instances(context, stack_set, unreachable, watch, retain=True)


async def _unreachable(context: Context, instance: StackInstance) -> bool:
    """Whether AWS cannot get into the account any more; asked only where a deletion went wrong there (R29)."""
    if instance.account_id in context.request.targets.suspended or instance.detailed_status == _SUSPENDED:
        return True
    if _INOPERABLE not in (instance.status, instance.detailed_status):
        return False
    return await organizations.account_state(context.access, instance.account_id) is not AccountState.ACTIVE


def account_list(context: Context, instances: Sequence[StackInstance]) -> str:
    """Give the accounts of instances as people read them: names with IDs, in order of the names."""
    names = context.request.account_names
    found = {
        names.get(one.account_id, one.account_id) + f" ({grouped_account_id(one.account_id)})" for one in instances
    }
    return ", ".join(sorted(found, key=str.casefold))
