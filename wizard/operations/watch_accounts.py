"""Reports every account of the StackSets while AWS deploys."""

from collections.abc import Sequence

from wizard.aws import stack_sets
from wizard.aws.errors import NotFound
from wizard.aws.stack_sets import StackInstance
from wizard.model.failure import Retry, WizardError
from wizard.model.message import Message
from wizard.model.ports import Progress
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult, Counted, Said
from wizard.operations.account_results import Judge, by_account, scope_of
from wizard.operations.breathing import breathing
from wizard.operations.context import Context
from wizard.operations.operations_since import OperationsSince

_INSTANCES_PER_PAGE = 100
_SECONDS_PER_PAGE = 1.0


class AccountWatch:
    """Turns the StackSets' instances into facts, each change once.

    since:    only what these operations did is news; None where everything is
    only:     nobody else is watched; None for every account
    failures: the results of failed accounts as last seen; they outlive a StackSet that is rolled back (R33)
    """

    def __init__(
        self,
        context: Context,
        progress: Progress,
        *,
        since: OperationsSince | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        self._context = context
        self._progress = progress
        self._judge = Judge(context.request, context.explain)
        # What was left out on purpose is not waited for; who is unknown has joined since the tree was read.
        self._left_out = context.request.account_names.keys() - set(scope_of(context.request))
        self._since = since
        self._only = only
        self._known: dict[str, AccountResult] = {}
        self._counted: Counted | None = None
        self._blind = False
        self._next_at = 0.0
        self.failures: dict[str, AccountResult] = {}

    async def begin(self) -> None:
        """Report every account in scope as waiting, so that all are there from the start."""
        async for account_id in breathing(scope_of(self._context.request)):
            self._report(self._judge.waiting(account_id))
        self._count()

    async def poll(self, names: Sequence[str], *, force: bool = False) -> None:
        """Ask the StackSets of these names and report what changed.

        Large StackSets are asked less often (a page holds 100 instances), except where `force` is set. Whoever may
        not list instances is told so once; the stack is watched all the same. Raises WizardError for what the
        watch of the stack has to deal with: throttling, no network, an expired sign-in.
        """
        now = self._context.clock.now().timestamp()
        if self._blind or not names or (now < self._next_at and not force):
            return
        try:
            instances = [one for name in names for one in await self._instances(name)]
        except NotFound:
            return  # a rollback has just taken the StackSet away; what was seen last still stands
        except WizardError as error:
            if self._context.explain(error.failure).retry in (Retry.AUTO, Retry.AFTER_SIGN_IN):
                raise
            self._blind = True
            self._progress(Said(Message("accounts.cannot-watch", {"reason": error.failure.text})))
            return
        self._next_at = now + len(instances) // _INSTANCES_PER_PAGE * _SECONDS_PER_PAGE
        await self._take(instances)

    async def _instances(self, name: str) -> Sequence[StackInstance]:
        if self._since is not None:
            return await self._since.instances(name)
        return await stack_sets.instances(self._context.access, name)

    async def _take(self, instances: Sequence[StackInstance]) -> None:
        async for instance in breathing(by_account(instances).values()):
            self._report(self._judge.result(instance))
        self._count()

    async def settle(self, results: Sequence[AccountResult]) -> None:
        """Report final results."""
        async for result in breathing(results):
            self._report(result)
        self._count()

    def _report(self, result: AccountResult) -> None:
        if result.account_id in self._left_out or (self._only is not None and result.account_id not in self._only):
            return
        known = self._known.get(result.account_id)
        if known is not None and _told(known) == _told(result):
            return
        self._known[result.account_id] = result
        if result.progress is AccountProgress.FAILED:
            self.failures[result.account_id] = result
        else:
            self.failures.pop(result.account_id, None)
        self._progress(AccountChanged(result))

    def _count(self) -> None:
        expected = [one for one in self._known.values() if one.progress is not AccountProgress.SKIPPED]
        done = sum(one.progress.final for one in expected)
        failed = sum(one.progress in (AccountProgress.FAILED, AccountProgress.CANCELLED) for one in expected)
        counted = Counted(done, len(expected), failed)
        if counted != self._counted:
            self._counted = counted
            self._progress(counted)


def _told(result: AccountResult) -> tuple[AccountProgress, str, str]:
    """Give what makes a result news: a reason that is explained better is, the same one read again is not."""
    reason = result.reason.text if result.reason else ""
    return result.progress, reason, result.diagnosis.explanation if result.diagnosis else ""
