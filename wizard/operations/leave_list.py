"""Disconnects a service for which nothing was made at AWS: only its row goes, once the run is done."""

from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context


class LeaveList:
    """Says that nothing at AWS has to go; AWS is not asked."""

    key = "leave-list"

    async def look(self, context: Context) -> Finding:
        """Saying it is this operation's work, so it is always needed."""
        del context
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Say what stays."""
        progress(Said(Message("gone.nothing-made", {"profile": context.request.profile})))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Nothing was removed here."""
        del context, progress
        return Outcome.done()
