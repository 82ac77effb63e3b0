"""Turns off the protection of our stack against deletion: a mend, since somebody turned it on for a reason (R22)."""

from wizard.aws import stacks
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.stack import foreign_stack


class TurnOffTerminationProtection:
    """Only on our own stack, and only where the person pressed for it."""

    key = "turn-off-termination-protection"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether our stack is protected."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None or not stack.termination_protection:
            return Finding(FindingKind.DONE)
        if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
            return Finding(FindingKind.IN_THE_WAY, foreign_stack(context, stack))
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Turn it off."""
        name = context.request.names.stack
        progress(Said(Message("protection.turning-off", {"name": name})))
        await stacks.turn_off_protection(context.access, name)
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it off: the stack is to be deleted."""
        del context, progress
        return Outcome.done()
