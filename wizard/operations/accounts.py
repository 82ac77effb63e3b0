"""Judges account by account what the StackSets did: one account's failure never undoes the others (R28, R33)."""

from wizard.aws import stack_sets
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.account_results import judge_accounts, stack_set_names
from wizard.operations.context import Context
from wizard.operations.explain_denials import explain_denials
from wizard.operations.stack_set_work import Stopped, until_quiet
from wizard.operations.watch_accounts import AccountWatch


class JudgeAccounts:
    """Done even where accounts failed: the connection is partly connected then, and the facts say which and why."""

    key = "accounts"

    async def look(self, context: Context) -> Finding:
        """Looking is this operation's work, so it is always needed."""
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Wait until no operation runs on the StackSets, then report every account of the request."""
        watch = AccountWatch(context, progress)
        names = await self._existing(context)
        progress(Said(Message("accounts.judging")))
        try:
            await until_quiet(context, names, lambda: watch.poll(names))
        except Stopped:
            return Outcome(OutcomeKind.CANCELLED)
        results = await judge_accounts(context.access, context.request, context.explain)
        await watch.settle(await explain_denials(context.access, results, context.request.identity))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Nothing was made here."""
        return Outcome.done()

    async def _existing(self, context: Context) -> tuple[str, ...]:
        names = stack_set_names(context.request)
        return tuple([name for name in names if await stack_sets.describe(context.access, name) is not None])
