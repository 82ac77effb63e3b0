"""Reports every account while its role is taken away: an account is done when its stack instance is gone."""

from collections.abc import Iterable, Sequence

from wizard.aws import stack_sets
from wizard.aws.errors import NotFound
from wizard.aws.stack_sets import StackInstance
from wizard.model.failure import Retry, WizardError
from wizard.model.message import Message
from wizard.model.ports import Progress
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult, Counted, Said
from wizard.operations.breathing import breathing
from wizard.operations.context import Context
from wizard.operations.failures import account_failure

_INOPERABLE = "INOPERABLE"
_INSTANCES_PER_PAGE = 100
_SECONDS_PER_PAGE = 1.0


class RemovalWatch:
    """Turns the instances that are left into facts, each change once; SUCCEEDED means here that the role is gone.

    What an earlier deployment said of an instance is no news: only a failed deletion counts as a failure (R29).
    """

    def __init__(self, context: Context, progress: Progress) -> None:
        self._context = context
        self._progress = progress
        self._known: dict[str, AccountResult] = {}
        self._released: set[str] = set()
        self._counted: Counted | None = None
        self._blind = False
        self._next_at = 0.0

    async def poll(self, names: Sequence[str], *, force: bool = False) -> None:
        """Ask the StackSets of these names, and report what changed.

        Large StackSets are asked less often, except where `force` is set. Whoever may not list instances is told so
        once. Raises WizardError for what passes by itself or needs a sign-in.
        """
        now = self._context.clock.now().timestamp()
        if self._blind or not names or (now < self._next_at and not force):
            return
        try:
            left = [one for name in names for one in await _instances(self._context, name)]
        except WizardError as error:
            if self._context.explain(error.failure).retry in (Retry.AUTO, Retry.AFTER_SIGN_IN):
                raise
            self._blind = True
            self._progress(Said(Message("accounts.cannot-watch-removal", {"reason": error.failure.text})))
            return
        self._next_at = now + len(left) // _INSTANCES_PER_PAGE * _SECONDS_PER_PAGE
        await self._take(left)

    async def released(self, instances: Iterable[StackInstance], reason: str) -> None:
        """Report accounts that were let go without touching what is in them: `reason` says why, for people."""
        async for instance in breathing(instances):
            self._released.add(instance.account_id)
            self._report(self._result(instance, AccountProgress.SKIPPED, reason))
        self._count()

    async def _take(self, left: Sequence[StackInstance]) -> None:
        async for instance in breathing(left):
            if instance.account_id not in self._released:
                self._report(self._result(instance, _progress_of(instance), instance.reason))
        there = {one.account_id for one in left}
        async for account_id in breathing(tuple(self._known.keys() - there - self._released)):
            self._report(AccountResult(account_id, self._known[account_id].name, AccountProgress.SUCCEEDED))
        self._count()

    def _result(self, instance: StackInstance, progress: AccountProgress, reason: str) -> AccountResult:
        account_id = instance.account_id
        name = self._context.request.account_names.get(account_id, account_id)
        if progress not in (AccountProgress.FAILED, AccountProgress.SKIPPED):
            return AccountResult(account_id, name, progress)
        code = instance.detailed_status or instance.status
        failure = account_failure(reason or code, code, account=account_id, region=self._context.request.region)
        return AccountResult(account_id, name, progress, failure, self._context.explain(failure))

    def _report(self, result: AccountResult) -> None:
        known = self._known.get(result.account_id)
        if known is not None and (known.progress, _words(known)) == (result.progress, _words(result)):
            return
        self._known[result.account_id] = result
        self._progress(AccountChanged(result))

    def _count(self) -> None:
        if not self._known:
            return
        final = [one for one in self._known.values() if one.progress.final]
        failed = sum(one.progress is AccountProgress.FAILED for one in final)
        counted = Counted(len(final), len(self._known), failed)
        if counted != self._counted:
            self._counted = counted
            self._progress(counted)


async def _instances(context: Context, name: str) -> tuple[StackInstance, ...]:
    try:
        return await stack_sets.instances(context.access, name)
    except NotFound:
        return ()


def _progress_of(instance: StackInstance) -> AccountProgress:
    if _INOPERABLE in (instance.status, instance.detailed_status):
        return AccountProgress.FAILED
    return AccountProgress.RUNNING if instance.detailed_status == "RUNNING" else AccountProgress.PENDING


def _words(result: AccountResult) -> str:
    return result.reason.text if result.reason else ""
