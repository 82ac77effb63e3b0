"""One plan on its way: operation after operation, each written to the journal before anyone is told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, Plan, RunEnd
from wizard.model.progress import Fact
from wizard.operations.protocol import Operation, StepJournal
from wizard.runner.attempts import Attempts, End, Rules
from wizard.runner.facts import Listeners, OperationFact
from wizard.runner.step_journal import StoredSteps
from wizard.runner.stop import StopSwitch
from wizard.runner.verdicts import judge_exception
from wizard.store.runs import Direction, JournalEntry, RunRecord, Runs
from wizard.store.steps import Steps

ContextT = TypeVar("ContextT")

_log = logging.getLogger(__name__)

Settle = Callable[[], Awaitable[None]]

FINISHED = frozenset({OperationState.DONE, OperationState.ALREADY_DONE})
_RUN_ENDS = {
    OperationState.PAUSED: RunEnd.PAUSED,
    OperationState.STOPPED: RunEnd.STOPPED,
    OperationState.FAILED: RunEnd.FAILED,
}


@dataclass(frozen=True, slots=True)
class Journal:
    """The repositories that a run writes to."""

    runs: Runs
    steps: Steps


class PlanRun(Generic[ContextT]):
    """Runs or undoes a plan; `drive` may be called again after a rest, and goes on where it stood.

    operations: in the plan's order, in both directions
    settle:     writes down elsewhere what a run that is done came to, before the journal says that it is done: a
                process that is killed in between does it again
    """

    def __init__(  # noqa: PLR0913 -- what a run is made of; the runner alone makes one
        self,
        plan: Plan,
        direction: Direction,
        operations: Sequence[Operation[ContextT]],
        make_context: Callable[[StepJournal], ContextT],
        *,
        settle: Settle,
        journal: Journal,
        rules: Rules,
    ) -> None:
        self.plan = plan
        self.direction = direction
        self.stop = StopSwitch()
        self.listeners = Listeners()
        self._operations = tuple(operations) if direction is Direction.FORWARD else tuple(reversed(operations))
        self._make_context = make_context
        self._settle = settle
        self._settling = False
        self._journal = journal
        self._rules = rules
        self._current = self._operations[0].key

    async def drive(self) -> RunEnd:
        """Go through the operations that are not done, and say how it ended.

        Raises asyncio.CancelledError where its task was cancelled, after writing that the run was stopped.
        """
        try:
            return await self._drive()
        except asyncio.CancelledError:
            await self._give_up(RunEnd.STOPPED, End(OperationState.STOPPED))
            raise
        except Exception as error:  # noqa: BLE001 -- the journal or the context broke; shown, and logged where it is a bug
            failure = self._failure_of(error)
            await self._give_up(RunEnd.FAILED, End(OperationState.FAILED, failure))
            return RunEnd.FAILED

    async def halt(self) -> RunEnd:
        """Write that a run that rests, e.g. for a new sign-in, does not go on."""
        await self._give_up(RunEnd.STOPPED, End(OperationState.STOPPED))
        return RunEnd.STOPPED

    async def _drive(self) -> RunEnd:
        self._settling = False
        record = await self._journal.runs.begin(self.plan, self.direction, self._rules.clock.now())
        self._announce(record)
        for operation in self._operations:
            if record.states.get(operation.key) in FINISHED:
                continue
            self._current = operation.key
            end = await self._bring_to_rest(operation)
            await self._mark(operation.key, end.state, end.failure)
            if end.state not in FINISHED:
                return await self._end(_RUN_ENDS[end.state])
        self._settling = True
        await self._settle()
        return await self._end(RunEnd.DONE)

    def _announce(self, record: RunRecord) -> None:
        for operation in self._operations:
            known = record.states.get(operation.key, OperationState.WAITING)
            state = known if known in FINISHED else OperationState.WAITING
            self.listeners.tell(OperationChanged(operation.key, state))

    async def _bring_to_rest(self, operation: Operation[ContextT]) -> End:
        steps = StoredSteps(self._journal.steps, self.stop, self.plan.run_id, operation.key)
        attempts = Attempts(
            operation,
            self._make_context(steps),
            rules=self._rules,
            stop=self.stop,
            mark=partial(self._mark, operation.key),
            progress=partial(self._report, operation.key),
        )
        return await (attempts.run() if self.direction is Direction.FORWARD else attempts.undo())

    def _report(self, operation: str, fact: Fact) -> None:
        self.listeners.tell(OperationFact(operation, fact))

    async def _mark(
        self, operation: str, state: OperationState, failure: RawFailure | None, message: Message | None = None
    ) -> None:
        entry = JournalEntry(operation, state, failure, self._rules.clock.now())
        await self._journal.runs.record(self.plan.run_id, self.direction, entry)
        self.listeners.tell(OperationChanged(operation, state, failure, message))

    async def _end(self, ended: RunEnd) -> RunEnd:
        await self._journal.runs.end(self.plan.run_id, self.direction, ended, self._rules.clock.now())
        return ended

    async def _give_up(self, ended: RunEnd, end: End) -> None:
        """Write and tell the end; where it cannot be written the run counts as killed, and can go on all the same."""
        try:
            if end.failure is not None or not self._settling:
                await self._mark(self._current, end.state, end.failure)
            await self._end(ended)
        except WizardError:
            _log.exception("The end of run %s could not be written", self.plan.run_id)
            self.listeners.tell(OperationChanged(self._current, end.state, end.failure))

    def _failure_of(self, error: Exception) -> RawFailure | None:
        if isinstance(error, WizardError):
            return error.failure
        return judge_exception(error, self._current, self._rules.judge).outcome.failure
