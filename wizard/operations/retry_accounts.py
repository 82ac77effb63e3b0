"""Tries the accounts again that failed, and only those (R30)."""

from wizard.aws import stack_sets
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.account_results import stack_set_names
from wizard.operations.context import Context
from wizard.operations.operations_since import OperationsSince
from wizard.operations.retry_targets import Batch, find_batches
from wizard.operations.stack_set_work import Stopped, until_quiet
from wizard.operations.watch_accounts import AccountWatch

_STEP = "retry"
_BEGUN = f"{_STEP}:begun"


class RetryAccounts:
    """Template and parameters stay as they are, so the stack that owns the StackSets need not know (R33)."""

    key = "retry-accounts"

    async def look(self, context: Context) -> Finding:
        """Ask AWS who failed; done where nobody did."""
        found = await find_batches(context)
        return Finding(FindingKind.NEEDED if found else FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Wait until the StackSets are at rest, start one operation for each of them, and watch to the end.

        Accounts that fail again do not fail this: they are judged account by account afterwards.
        """
        try:
            await self._try(context, progress)
        except Stopped:
            return Outcome(OutcomeKind.CANCELLED)
        return Outcome.done()

    async def _try(self, context: Context, progress: Progress) -> None:
        names, journal = stack_set_names(context.request), context.journal
        since = OperationsSince(context, _STEP)
        known = await journal.noted(_BEGUN)
        if known is None:
            progress(Said(Message("retry.waiting")))
            await until_quiet(context, names, _nothing)
            for name in names:
                await since.mark(name)
        batches = await find_batches(context)
        if known is None:
            known = ",".join(account for batch in batches for account in batch.accounts)
            await journal.note(_BEGUN, known)
        only = frozenset(known.split(","))
        watch = AccountWatch(context, progress, since=since, only=only)
        await watch.begin()
        progress(Said(Message("retry.trying", {"count": str(len(only))})))
        for batch in batches:
            await _start(context, batch)
        await until_quiet(context, names, lambda: watch.poll(names))
        await watch.poll(names, force=True)

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """What was made belongs to the connection, and goes with it."""
        return Outcome.done()


async def _start(context: Context, batch: Batch) -> None:
    """Start a batch's operation; one that was started before is not started again, whoever is left in it."""
    start = stack_sets.create_instances if batch.missing else stack_sets.retry_accounts
    what = "missing" if batch.missing else "failed"
    token = await context.journal.token(f"{_STEP}:{batch.stack_set}:{what}:{batch.ou_ids[0]}")
    await start(context.access, name=batch.stack_set, ou_ids=batch.ou_ids, account_ids=batch.accounts, token=token)


async def _nothing() -> None:
    """Nothing is shown while others are at work."""
