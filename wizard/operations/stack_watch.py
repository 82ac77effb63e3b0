"""Follows a stack until AWS is done with it, and reports each event once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wizard.aws import stacks
from wizard.aws.stacks import Stack
from wizard.model.failure import RawFailure, Retry, WizardError
from wizard.model.message import Message
from wizard.model.ports import Progress
from wizard.model.progress import ResourceChanged, Said
from wizard.operations.context import Context
from wizard.operations.pace import delay_after, wait_unless_cancelled
from wizard.operations.watch_accounts import AccountWatch

STACK_SET_TYPE = "AWS::CloudFormation::StackSet"
_PATIENCE = 30
"""So many questions in a row may go unanswered before a passing trouble counts as a lasting one."""


@dataclass(frozen=True, slots=True)
class WatchEnd:
    """How watching ended.

    stack:   as it was seen last; None where it is gone
    stopped: True where the person pressed "Stop": AWS goes on
    """

    stack: Stack | None
    stopped: bool = False


def in_progress(status: str) -> bool:
    """Whether AWS is still at work on a stack; a stack under review waits for a person instead (R21)."""
    return status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS"


class Patience:
    """Bears with troubles that pass by themselves: throttling, a lost line, a proxy's page (R44 to R46)."""

    def __init__(self, context: Context, progress: Progress) -> None:
        self._context = context
        self._progress = progress
        self._in_a_row = 0

    async def attempt(self, question: Callable[[], Awaitable[None]]) -> bool:
        """Ask; give False where a passing trouble was met. Raises WizardError for any other, and for a lasting one."""
        try:
            await question()
        except WizardError as error:
            self._in_a_row += 1
            diagnosis = self._context.explain(error.failure)
            if diagnosis.retry is not Retry.AUTO or self._in_a_row > _PATIENCE:
                raise
            self._say(error.failure, diagnosis.cause)
            return False
        self._in_a_row = 0
        return True

    def _say(self, failure: RawFailure, cause: str) -> None:
        key = "watch.slowed-down" if cause == "throttled" else "watch.no-answer"
        self._progress(Said(Message(key, {"reason": failure.text})))


Beside = Callable[[bool], Awaitable[None]]
"""Asks something else with every question to a stack; told whether AWS is done with the stack."""


class StackWatch:
    """Watches one stack, and the accounts of its StackSets while it is being made."""

    def __init__(  # noqa: PLR0913 - all are fixed for one watch, and a bundle of them would have no name
        self,
        context: Context,
        stack_id: str,
        progress: Progress,
        *,
        after: str | None,
        accounts: AccountWatch | None,
        beside: Beside | None = None,
    ) -> None:
        self._context = context
        self._stack_id = stack_id
        self._progress = progress
        self._after = after
        self._accounts = accounts
        self._beside = beside
        self._stack_sets: dict[str, str] = {}
        self._stack: Stack | None = None

    async def until_final(self) -> WatchEnd:
        """Ask until AWS is done, or the person stops. Raises WizardError."""
        context = self._context
        patience = Patience(context, self._progress)
        began = context.clock.now()
        while not context.journal.cancelled():
            answered = await patience.attempt(self._poll)
            if answered and (self._stack is None or not in_progress(self._stack.status)):
                return WatchEnd(self._stack)
            elapsed = (context.clock.now() - began).total_seconds()
            await wait_unless_cancelled(context.clock, context.journal, delay_after(elapsed))
        return WatchEnd(self._stack, stopped=True)

    async def _poll(self) -> None:
        # The state is read before the events, so that the last events of a finished stack are never missed.
        self._stack = await stacks.describe(self._context.access, self._stack_id)
        if self._stack is None:
            return
        await self._report_events()
        if self._accounts is not None and self._stack_sets:
            over = not in_progress(self._stack.status)
            await self._accounts.poll(tuple(self._stack_sets.values()), force=over)
        if self._beside is not None:
            await self._beside(not in_progress(self._stack.status))

    async def _report_events(self) -> None:
        for event in await stacks.events(self._context.access, self._stack_id, after=self._after):
            self._after = event.event_id
            if event.resource_type == STACK_SET_TYPE:
                self._note_stack_set(event.logical_id, event.physical_id, event.status)
            self._progress(
                ResourceChanged(
                    event.logical_id, event.resource_type, event.status, event.reason, event.physical_id, event.at
                )
            )

    def _note_stack_set(self, logical_id: str, physical_id: str, status: str) -> None:
        if status.startswith("DELETE_"):
            self._stack_sets.pop(logical_id, None)
        elif physical_id:
            # The physical ID is "name:uuid"; AWS takes either for the StackSet's name.
            self._stack_sets[logical_id] = physical_id.split(":", maxsplit=1)[0]
