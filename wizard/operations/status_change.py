"""Changes the status parameter of a connection's stack and nothing else; the StackSets follow by themselves (R33)."""

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
from wizard.operations.first_cause import first_cause
from wizard.operations.operations_since import OperationsSince
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.stack import COMPLETE, foreign_stack, left_over_stack
from wizard.operations.stack_watch import StackWatch, in_progress
from wizard.operations.tokens import with_token
from wizard.operations.watch_accounts import AccountWatch

_ROLLED_BACK = "UPDATE_ROLLBACK_COMPLETE"
_NO_EVENT = "-"


def obstacle(context: Context, parameter: str, stack: Stack | None) -> RawFailure | None:
    """Say why a stack's status cannot be switched, or give None."""
    if stack is None:
        text = f"Stack with id {context.request.names.stack} does not exist"
        return _failure(context, text, "ValidationError")
    if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
        return foreign_stack(context, stack)
    if in_progress(stack.status):
        return None
    if stack.status not in COMPLETE:
        return replace(left_over_stack(context, stack), operation="UpdateStack")
    if parameter not in stack.parameters:
        text = f"The stack {stack.name} has no parameter {parameter}. Its status cannot be switched at AWS."
        return _failure(context, text, "ParameterMissing", surface="Org Wizard")
    return None


def _failure(context: Context, text: str, code: str, surface: str = "API error") -> RawFailure:
    return RawFailure(
        text,
        surface=surface,
        service="cloudformation",
        code=code,
        operation="UpdateStack",
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )


class StatusChange:
    """One update of the stack, begun, found under way, or waited for; a resumed run goes on with the same one.

    parameter: the template's status parameter
    value:     what it is to be
    step:      names this change in the journal
    """

    def __init__(self, context: Context, progress: Progress, *, parameter: str, value: str, step: str) -> None:
        self._context = context
        self._progress = progress
        self._parameter = parameter
        self._value = value
        self._step = step
        self._asked = False
        self._since = OperationsSince(context, step)
        self._accounts = AccountWatch(context, progress, since=self._since)

    async def bring_about(self) -> Outcome:
        """Update the stack and watch it to its end. Raises AwsError."""
        await self._accounts.begin()
        while True:
            stack = await self._stack()
            in_the_way = obstacle(self._context, self._parameter, stack)
            if stack is None or in_the_way is not None:
                return Outcome(OutcomeKind.FIXABLE, await self._why(stack) or in_the_way)
            outcome = await self._judged(stack) if not in_progress(stack.status) else None
            if outcome is not None:
                return outcome
            if not await self._watched(stack):
                said = Message("stack.stopped-watching", {"name": stack.name})
                self._progress(Said(said))
                return Outcome(OutcomeKind.CANCELLED)

    async def before(self) -> str | None:
        """Give the value that the parameter had before the change, or None where nothing was begun."""
        return await self._context.journal.noted(f"{self._step}:before")

    async def _stack(self) -> Stack | None:
        return await stacks.describe(self._context.access, self._context.request.names.stack)

    async def _judged(self, stack: Stack) -> Outcome | None:
        """Judge a stack at rest: done, rolled back, or None where the update has now been begun."""
        if stack.parameters[self._parameter] == self._value:
            return Outcome.done()
        cause = await self._why(stack) if stack.status == _ROLLED_BACK else None
        if cause is not None:
            return Outcome(OutcomeKind.FIXABLE, cause)
        if self._asked:
            await self._forget()  # that update is over, and somebody else's came after it
        return None if await self._begin(stack) else Outcome.done()

    async def _why(self, stack: Stack | None) -> RawFailure | None:
        """Give what went wrong first in the update that was begun here; None where none was."""
        if stack is None or not await self._begun():
            return None
        await self._forget()
        return await first_cause(self._context, stack.stack_id, stack, self._accounts.failures)

    async def _begin(self, stack: Stack) -> bool:
        """Begin the update, after noting how it was; False where there is nothing to change (R21)."""
        journal = self._context.journal
        for name in stack_set_names(self._context.request):
            await self._since.mark(name)
        if await self.before() is None:
            await journal.note(f"{self._step}:before", stack.parameters[self._parameter])
        events = await stacks.events(self._context.access, stack.stack_id, after=None)
        await journal.note(f"{self._step}:begun", events[-1].event_id if events else _NO_EVENT)
        self._progress(Said(Message("status.switching", {"name": stack.name})))
        self._asked = True
        try:
            return await with_token(journal, f"{self._step}:update", lambda token: self._update(stack, token))
        except AwsError:
            # The call may have been carried out all the same (R45), or somebody else's came first.
            now = await self._stack()
            if now is None or not in_progress(now.status):
                await self._forget()
                raise
            return True

    async def _update(self, stack: Stack, token: str) -> bool:
        kept = dict.fromkeys(stack.parameters)
        return await stacks.update(
            self._context.access,
            name=stack.stack_id,
            template_body=None,
            parameters={**kept, self._parameter: self._value},
            capabilities=self._context.capabilities,
            tags=None,
            token=token,
        )

    async def _watched(self, stack: Stack) -> bool:
        """Watch until AWS is done; False where the person stopped. Somebody else's update shows no accounts."""
        begun = await self._begun()
        if begun:
            after = None if begun == _NO_EVENT else begun
        else:
            self._progress(Said(Message("stack.watching", {"name": stack.name})))
            events = await stacks.events(self._context.access, stack.stack_id, after=None)
            after = events[-1].event_id if events else None
        accounts = self._accounts if begun else None
        watch = StackWatch(self._context, stack.stack_id, self._progress, after=after, accounts=accounts)
        return not (await watch.until_final()).stopped

    async def _begun(self) -> str:
        return await self._context.journal.noted(f"{self._step}:begun") or ""

    async def _forget(self) -> None:
        """Let the next try be a new update: a token belongs to one (R20)."""
        await self._context.journal.note(f"{self._step}:begun", "")
        await self._context.journal.fresh_token(f"{self._step}:update")
