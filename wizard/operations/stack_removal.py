"""Takes the stack away again, in the order of R31: the stack; only where that fails instances, StackSets, stack."""

from wizard.aws import stack_sets, stacks
from wizard.aws.stacks import Stack
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.failures import event_failure, status_failure
from wizard.operations.ownership import Ownership, ownership, stack_ownership
from wizard.operations.stack_set_removal import Stopped, remove_stack_set
from wizard.operations.stack_watch import STACK_SET_TYPE, StackWatch, WatchEnd
from wizard.operations.tokens import with_token

_DELETED = "DELETE_COMPLETE"


async def remove_stack(context: Context, progress: Progress) -> Outcome:
    """Delete the stack of a connection where it carries our tag. Raises AwsError."""
    stack = await stacks.describe(context.access, context.request.names.stack)
    if stack is None:
        return Outcome.done()
    if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
        progress(Said(Message("stack.not-ours", {"name": stack.name})))
        return Outcome.done()
    end = await _delete(context, stack, progress, "delete")
    if end.stack is not None and end.stack.status == "DELETE_FAILED" and not end.stopped:
        try:
            await _remove_stack_sets(context, stack, progress)
        except Stopped:
            return Outcome(OutcomeKind.CANCELLED)
        end = await _delete(context, stack, progress, "delete-again")
    if end.stopped:
        return Outcome(OutcomeKind.CANCELLED)
    if end.stack is None or end.stack.status == _DELETED:
        return Outcome.done()
    return Outcome(OutcomeKind.FIXABLE, await _why_it_stays(context, end.stack))


async def _delete(context: Context, stack: Stack, progress: Progress, step: str) -> WatchEnd:
    """Ask AWS to delete the stack, and watch until it is gone or stays."""

    async def delete(token: str) -> None:
        await stacks.delete(context.access, name=stack.stack_id, token=token)

    now = await stacks.describe(context.access, stack.stack_id)
    if now is None or now.status == _DELETED:
        return WatchEnd(now)
    events = await stacks.events(context.access, stack.stack_id, after=None)
    if now.status != "DELETE_IN_PROGRESS":
        progress(Said(Message("stack.deleting", {"name": stack.name})))
        await with_token(context.journal, step, delete)
    last = events[-1].event_id if events else None
    return await StackWatch(context, stack.stack_id, progress, after=last, accounts=None).until_final()


async def _remove_stack_sets(context: Context, stack: Stack, progress: Progress) -> None:
    """Remove the StackSets that are left, where they carry our tag."""
    for resource in await stacks.resources(context.access, stack.stack_id):
        if resource.resource_type != STACK_SET_TYPE or resource.status == _DELETED or not resource.physical_id:
            continue
        name = resource.physical_id.split(":", maxsplit=1)[0]
        found = await stack_sets.describe(context.access, name)
        if found is not None and ownership(found.tags, context.request.connection_id) is Ownership.OURS:
            await remove_stack_set(context, found, progress)


async def _why_it_stays(context: Context, stack: Stack) -> RawFailure:
    account, region = context.request.identity.management_account_id, context.request.region
    failed = [
        one for one in await stacks.failed_events(context.access, stack.stack_id) if one.status == "DELETE_FAILED"
    ]
    if failed:
        return event_failure(failed[0], account=account, region=region)
    return status_failure(stack, account=account, region=region)
