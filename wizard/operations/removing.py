"""Removes what a connection made: the stack with all that it holds, then StackSets that no stack holds (R31, R33)."""

from wizard.aws import stacks
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.removal_watch import RemovalWatch
from wizard.operations.stack_removal import remove_stack
from wizard.operations.stack_set_removal import remove_stack_set
from wizard.operations.stack_set_work import Stopped, our_stack_sets


class RemoveStack:
    """The stack of this connection; whosever stack of that name it is else is named, and left."""

    key = "remove-stack"

    async def look(self, context: Context) -> Finding:
        """Ask AWS for a stack of this name; one of somebody else is named by running."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        return Finding(FindingKind.DONE if stack is None else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Delete it, and follow it and its accounts to the end."""
        return await remove_stack(context, progress)

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """What was removed is not made again."""
        del context, progress
        return Outcome.done()


class RemoveStackSets:
    """StackSets of this connection that are there although no stack of it is, after a rollback for example."""

    key = "remove-stack-sets"

    async def look(self, context: Context) -> Finding:
        """Ask AWS for StackSets with our tag."""
        return Finding(FindingKind.NEEDED if await our_stack_sets(context) else FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Remove their instances, then themselves."""
        watch = RemovalWatch(context, progress)
        for stack_set in await our_stack_sets(context):
            try:
                await remove_stack_set(context, stack_set, progress, watch)
            except Stopped:
                progress(Said(Message("stack-set.stopped-removing", {"name": stack_set.name})))
                return Outcome(OutcomeKind.CANCELLED)
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """What was removed is not made again."""
        del context, progress
        return Outcome.done()
