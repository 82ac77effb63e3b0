"""Deletes the stack that a failed try of this connection left behind: its name is taken until then (R17)."""

from wizard.aws import stacks
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.operations.context import Context
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.stack import foreign_stack
from wizard.operations.stack_removal import remove_stack

LEFT_OVER = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED", "REVIEW_IN_PROGRESS"})
"""Statuses in which a stack holds nothing that works and can only be deleted."""


class DeleteLeftOverStack:
    """A mend of the Checks page; touches nothing that works, and nothing of others."""

    key = "delete-left-over-stack"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether a left-over stack of this connection is there."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None or stack.status not in LEFT_OVER | {"DELETE_IN_PROGRESS"}:
            return Finding(FindingKind.DONE)
        if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
            return Finding(FindingKind.IN_THE_WAY, foreign_stack(context, stack))
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Delete it, and watch until it is gone."""
        return await remove_stack(context, progress)

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Do nothing: what failed is not made again."""
        del context, progress
        return Outcome.done()
