"""Lets our stack finish a rollback that got stuck: until then it can neither be changed nor repaired."""

from wizard.aws import stacks
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.first_cause import first_cause
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.stack import COMPLETE, foreign_stack
from wizard.operations.stack_watch import StackWatch

STUCK = "UPDATE_ROLLBACK_FAILED"
_GOING_BACK = frozenset({STUCK, "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"})


class ContinueRollback:
    """The stack becomes what it was before its last change; what kept it from that has to be out of the way by then."""

    key = "continue-rollback"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether our stack is stuck on its way back."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None or stack.status not in _GOING_BACK:
            return Finding(FindingKind.DONE)
        if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
            return Finding(FindingKind.IN_THE_WAY, foreign_stack(context, stack))
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Let it go on where it is stuck, and watch it to its end."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None:
            return Outcome.done()
        progress(Said(Message("rollback.continuing", {"name": stack.name})))
        known = await stacks.events(context.access, stack.stack_id, after=None)
        if stack.status == STUCK:
            token = await context.journal.fresh_token("continue")
            await stacks.continue_rollback(context.access, stack.stack_id, token=token)
        after = known[-1].event_id if known else None
        end = await StackWatch(context, stack.stack_id, progress, after=after, accounts=None).until_final()
        if end.stopped:
            return Outcome(OutcomeKind.CANCELLED)
        if end.stack is None or end.stack.status in COMPLETE:
            return Outcome.done()
        return Outcome(OutcomeKind.FIXABLE, await first_cause(context, stack.stack_id, end.stack, {}))

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it: nobody wants a stack that is stuck."""
        del context, progress
        return Outcome.done()
