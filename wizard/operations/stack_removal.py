"""Takes the stack away again, in the order of R31: the stack; only where that fails instances, StackSets, stack."""

from collections.abc import Sequence

from wizard.aws import stack_sets, stacks
from wizard.aws.stacks import Stack
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.model.plan import Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.removal_failures import protected
from wizard.operations.removal_watch import RemovalWatch
from wizard.operations.stack_set_removal import remove_stack_set
from wizard.operations.stack_set_work import Stopped, belongs, our_stack_sets
from wizard.operations.stack_watch import STACK_SET_TYPE, StackWatch, WatchEnd, in_progress
from wizard.operations.tokens import with_token
from wizard.operations.why_stack_stays import why_stack_stays

DELETED = "DELETE_COMPLETE"
DELETE_FAILED = "DELETE_FAILED"


async def remove_stack(context: Context, progress: Progress) -> Outcome:
    """Delete the stack of a connection where it is ours, with all that it made. Raises AwsError.

    Not done, with the reason: where it is protected, and where something of it cannot be deleted (R22).
    """
    stack = await stacks.describe(context.access, context.request.names.stack)
    if stack is None:
        return Outcome.done()
    if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
        progress(Said(Message("stack.not-ours", {"name": stack.name})))
        return Outcome.done()
    try:
        return await _remove(context, stack, progress)
    except Stopped:
        progress(Said(Message("stack.stopped-removing", {"name": stack.name})))
        return Outcome(OutcomeKind.CANCELLED)


async def _remove(context: Context, stack: Stack, progress: Progress) -> Outcome:
    watch = RemovalWatch(context, progress)
    if in_progress(stack.status) and stack.status != "DELETE_IN_PROGRESS":
        progress(Said(Message("stack.waiting-to-delete", {"name": stack.name})))
        await _follow(context, stack, progress, None)
    if stack.termination_protection:
        return Outcome(OutcomeKind.FIXABLE, protected(context, stack))
    end = await delete_stack(context, stack, progress, watch)
    if _stays(end) and await _remove_stack_sets(context, stack, progress, watch):
        end = await delete_stack(context, stack, progress, watch)
    if end.stack is not None and _stays(end):
        return Outcome(OutcomeKind.FIXABLE, await why_stack_stays(context, end.stack))
    return Outcome.done()


def _stays(end: WatchEnd) -> bool:
    return end.stack is not None and end.stack.status != DELETED


async def delete_stack(
    context: Context, stack: Stack, progress: Progress, watch: RemovalWatch, *, retain: Sequence[str] = ()
) -> WatchEnd:
    """Ask AWS to delete a stack, and watch until it is gone or stays. Raises AwsError, and Stopped.

    retain: logical IDs of resources to leave behind; allowed after DELETE_FAILED alone (R22)
    """

    async def delete(token: str) -> None:
        await stacks.delete(context.access, name=stack.stack_id, token=token, retain=retain)

    now = await stacks.describe(context.access, stack.stack_id)
    if now is None or now.status == DELETED:
        return WatchEnd(now)
    events = await stacks.events(context.access, stack.stack_id, after=None)
    if now.status == DELETE_FAILED:
        # The token served the deletion that failed: with the same one AWS would do nothing (R20).
        await context.journal.fresh_token("delete")
    if now.status != "DELETE_IN_PROGRESS":
        progress(Said(Message("stack.deleting", {"name": stack.name})))
        await with_token(context.journal, "delete", delete)
    return await _follow(context, stack, progress, watch, after=events[-1].event_id if events else None)


async def _follow(
    context: Context, stack: Stack, progress: Progress, watch: RemovalWatch | None, *, after: str | None = None
) -> WatchEnd:
    names = tuple(one.name for one in await our_stack_sets(context)) if watch else ()

    async def beside(over: bool) -> None:
        if watch is not None:
            await watch.poll(names, force=over)

    following = StackWatch(context, stack.stack_id, progress, after=after, accounts=None, beside=beside)
    end = await following.until_final()
    if end.stopped:
        raise Stopped
    return end


async def _remove_stack_sets(context: Context, stack: Stack, progress: Progress, watch: RemovalWatch) -> bool:
    """Remove the StackSets that the stack could not, where they carry our tag; say whether there were any.

    Every one is tried before the first failure is raised: what can go, goes.
    """
    failures: list[WizardError] = []
    removed = False
    for resource in await stacks.resources(context.access, stack.stack_id):
        if resource.resource_type != STACK_SET_TYPE or resource.status == DELETED or not resource.physical_id:
            continue
        found = await stack_sets.describe(context.access, resource.physical_id.split(":", maxsplit=1)[0])
        if found is None or not belongs(context, found):
            continue
        removed = True
        try:
            await remove_stack_set(context, found, progress, watch)
        except WizardError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return removed
