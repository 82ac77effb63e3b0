"""Removes a StackSet that its stack could not remove: instances first, then the StackSet (R31)."""

from wizard.aws import stack_sets
from wizard.aws.stack_sets import StackInstance, StackSet
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.pace import delay_after, wait_unless_cancelled

_RETAINED = frozenset({"INOPERABLE", "SKIPPED_SUSPENDED_ACCOUNT"})
_OVER = frozenset({"SUCCEEDED", "FAILED", "STOPPED"})


class Stopped(Exception):  # noqa: N818 the person's wish is no error
    """The person pressed "Stop" while AWS was still at work."""


async def remove_stack_set(context: Context, stack_set: StackSet, progress: Progress) -> None:
    """Delete all instances, then the StackSet. Raises AwsError, WizardError where instances stay, and Stopped.

    Stacks that can no longer be reached (inoperable instances, suspended accounts) are let go with RetainStacks.
    """
    instances = await stack_sets.instances(context.access, stack_set.name)
    progress(Said(Message("stack-set.deleting", {"name": stack_set.name, "count": str(len(instances))})))
    reachable = [one for one in instances if not _unreachable(one)]
    unreachable = [one for one in instances if _unreachable(one)]
    await _remove_instances(context, stack_set, reachable, retain=False)
    await _remove_instances(context, stack_set, unreachable, retain=True)
    left = await stack_sets.instances(context.access, stack_set.name)
    if left:
        raise WizardError(_instances_left(context, stack_set, left))
    await stack_sets.delete(context.access, stack_set.name)


def _unreachable(instance: StackInstance) -> bool:
    return instance.status in _RETAINED or instance.detailed_status in _RETAINED


async def _remove_instances(
    context: Context, stack_set: StackSet, instances: list[StackInstance], *, retain: bool
) -> None:
    """Delete these instances and nothing else: the filter is always sent (R25)."""
    if not instances:
        return
    step = f"delete-instances:{stack_set.name}:{'retain' if retain else 'delete'}"
    operation_id = await stack_sets.delete_instances(
        context.access,
        name=stack_set.name,
        ou_ids=tuple(sorted({one.ou_id for one in instances if one.ou_id})),
        account_ids=tuple(sorted({one.account_id for one in instances})),
        regions=tuple(sorted({one.region for one in instances})),
        retain_stacks=retain,
        token=await context.journal.fresh_token(step),
    )
    await _wait_for(context, stack_set.name, operation_id)


async def _wait_for(context: Context, name: str, operation_id: str) -> None:
    began = context.clock.now()
    while True:
        operations = await stack_sets.operations(context.access, name)
        if any(one.operation_id == operation_id and one.status in _OVER for one in operations):
            return
        elapsed = (context.clock.now() - began).total_seconds()
        if not await wait_unless_cancelled(context.clock, context.journal, delay_after(elapsed)):
            raise Stopped


def _instances_left(context: Context, stack_set: StackSet, left: tuple[StackInstance, ...]) -> RawFailure:
    first = left[0]
    reason = first.reason or first.detailed_status or first.status
    return RawFailure(
        f"StackSet {stack_set.name} still has {len(left)} stack instances; the first, in account "
        f"{first.account_id}, says: {reason}",
        surface="StackSet operation result / stack instance StatusReason",
        service="cloudformation",
        code="StackSetNotEmptyException",
        operation="DeleteStackInstances",
        account=first.account_id,
        region=context.request.region,
    )
