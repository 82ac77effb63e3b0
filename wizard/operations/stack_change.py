"""One update of a connection's stack, begun, found under way, or waited for; a resumed run goes on with the same."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from wizard.aws import stacks
from wizard.aws.errors import AwsError
from wizard.aws.stacks import Stack
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.account_results import stack_set_names
from wizard.operations.context import Context
from wizard.operations.failures import status_failure
from wizard.operations.first_cause import first_cause
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.stack import COMPLETE, foreign_stack, left_over_stack
from wizard.operations.stack_goal import StackGoal
from wizard.operations.stack_watch import StackWatch, in_progress
from wizard.operations.tokens import with_token
from wizard.operations.watch_accounts import AccountWatch

FindGoal = Callable[[Stack], Awaitable[StackGoal]]
"""Gives what a stack at rest is to become. May raise WizardError."""

_ROLLED_BACK = "UPDATE_ROLLBACK_COMPLETE"
_UPDATED = "UPDATE_COMPLETE"
_NO_EVENT = "-"
_MOST_UPDATES = 2


def change_obstacle(context: Context, stack: Stack | None) -> RawFailure | None:
    """Say why a stack cannot be changed, or give None; one that AWS is at work on can be waited for."""
    if stack is None:
        return RawFailure(
            f"Stack with id {context.request.names.stack} does not exist",
            surface="API error",
            service="cloudformation",
            code="ValidationError",
            operation="UpdateStack",
            account=context.request.identity.management_account_id,
            region=context.request.region,
        )
    if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
        return foreign_stack(context, stack)
    if in_progress(stack.status) or stack.status in COMPLETE:
        return None
    return replace(left_over_stack(context, stack), operation="UpdateStack")


class StackChange:
    """Brings a stack to a goal.

    goal: what a stack at rest is to become
    step: names this update in the journal
    said: the key of the sentence that says what is begun
    """

    def __init__(self, context: Context, progress: Progress, goal: FindGoal, *, step: str, said: str) -> None:
        self._context = context
        self._progress = progress
        self._goal = goal
        self._step = step
        self._said = said
        self._asked = 0
        self._accounts = AccountWatch(context, progress)

    async def bring_about(self) -> Outcome:
        """Update the stack and watch it to its end. Raises WizardError."""
        await self._accounts.begin()
        while True:
            stack = await self._stack()
            in_the_way = change_obstacle(self._context, stack)
            if stack is None or in_the_way is not None:
                return Outcome(OutcomeKind.FIXABLE, in_the_way)
            outcome = None if in_progress(stack.status) else await self._at_rest(stack)
            if outcome is not None:
                return outcome
            if not await self._watched(stack):
                self._progress(Said(Message("stack.stopped-watching", {"name": stack.name})))
                return Outcome(OutcomeKind.CANCELLED)

    async def _stack(self) -> Stack | None:
        return await stacks.describe(self._context.access, self._context.request.names.stack)

    async def _at_rest(self, stack: Stack) -> Outcome | None:
        """Judge a stack at rest: done, rolled back, or None where an update is under way now."""
        goal = await self._goal(stack)
        if goal.reached(stack) and await self._renewed(goal, stack):
            return Outcome.done()
        if await self._begun() and stack.status == _ROLLED_BACK:
            await self._forget()
            cause = await first_cause(self._context, stack.stack_id, stack, self._accounts.failures)
            return Outcome(OutcomeKind.FIXABLE, cause)
        if self._asked == _MOST_UPDATES:
            return Outcome(OutcomeKind.FIXABLE, self._never_reached(stack))
        if self._asked:
            await self._forget()  # the token was one of an update that is long over, so that nothing was done (R20)
        self._asked += 1
        return None if await self._begin(stack, goal) else Outcome.done()

    async def _renewed(self, goal: StackGoal, stack: Stack) -> bool:
        """Whether values that AWS does not show are there: by an update of this run that came to its end."""
        return not goal.renewed or (bool(await self._begun()) and stack.status == _UPDATED)

    def _never_reached(self, stack: Stack) -> RawFailure:
        region, account = self._context.request.region, self._context.request.identity.management_account_id
        return status_failure(stack, account=account, region=region)

    async def _begin(self, stack: Stack, goal: StackGoal) -> bool:
        """Begin the update, after noting where the news begin; False where there is nothing to change (R21)."""
        events = await stacks.events(self._context.access, stack.stack_id, after=None)
        await self._context.journal.note(self._place, events[-1].event_id if events else _NO_EVENT)
        self._progress(Said(Message(self._said, {"name": stack.name})))
        try:
            return await with_token(
                self._context.journal, f"{self._step}:update", lambda token: self._update(stack, goal, token)
            )
        except AwsError:
            # The call may have been carried out all the same (R45), or somebody else's came first.
            now = await self._stack()
            if now is None or not in_progress(now.status):
                await self._forget()
                raise
            return True

    async def _update(self, stack: Stack, goal: StackGoal, token: str) -> bool:
        return await stacks.update(
            self._context.access,
            name=stack.stack_id,
            template_body=goal.template_body,
            parameters=goal.parameters,
            capabilities=self._context.capabilities,
            tags=goal.tags,
            token=token,
        )

    async def _watched(self, stack: Stack) -> bool:
        """Watch until AWS is done; False where the person stopped."""
        begun = await self._begun()
        if begun:
            after = None if begun == _NO_EVENT else begun
        else:
            self._progress(Said(Message("stack.watching", {"name": stack.name})))
            events = await stacks.events(self._context.access, stack.stack_id, after=None)
            after = events[-1].event_id if events else None
        for name in stack_set_names(self._context.request):
            await self._accounts.poll((name,), force=True)
        watch = StackWatch(self._context, stack.stack_id, self._progress, after=after, accounts=self._accounts)
        return not (await watch.until_final()).stopped

    @property
    def _place(self) -> str:
        return f"{self._step}:begun"

    async def _begun(self) -> str:
        return await self._context.journal.noted(self._place) or ""

    async def _forget(self) -> None:
        """Let the next try be a new update: a token belongs to one (R20)."""
        await self._context.journal.note(self._place, "")
        await self._context.journal.fresh_token(f"{self._step}:update")
