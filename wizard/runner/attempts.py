"""One operation of a run: looked at, run or undone, and tried again where that helps."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Generic, TypeVar

from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import FindingKind, OperationState, Outcome, OutcomeKind
from wizard.model.ports import Clock, Progress
from wizard.operations.protocol import Operation
from wizard.runner.retries import RetryPolicy
from wizard.runner.stop import StopSwitch
from wizard.runner.verdicts import Judge, judge_exception

ContextT = TypeVar("ContextT")
Mark = Callable[[OperationState, RawFailure | None, Message | None], Awaitable[None]]

_ENDS = {
    OutcomeKind.DONE: OperationState.DONE,
    OutcomeKind.NEEDS_SIGN_IN: OperationState.PAUSED,
    OutcomeKind.FIXABLE: OperationState.FAILED,
    OutcomeKind.BUG: OperationState.FAILED,
    OutcomeKind.CANCELLED: OperationState.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """How every run behaves.

    judge: what helps against a failure; the diagnosis room knows
    """

    clock: Clock
    judge: Judge
    retries: RetryPolicy


@dataclass(frozen=True, slots=True)
class End:
    """The state that an operation came to rest in, and the failure behind it."""

    state: OperationState
    failure: RawFailure | None = None


class Attempts(Generic[ContextT]):
    """Brings one operation to rest: `done`, `already-done`, `paused`, `stopped` or `failed`.

    mark: writes a state to the journal, then tells the listener; awaited before and after each step
    """

    def __init__(  # noqa: PLR0913 -- all are fixed for one operation, and a bundle of them would have no name
        self,
        operation: Operation[ContextT],
        context: ContextT,
        *,
        rules: Rules,
        stop: StopSwitch,
        mark: Mark,
        progress: Progress,
    ) -> None:
        self._operation = operation
        self._context = context
        self._rules = rules
        self._stop = stop
        self._mark = mark
        self._progress = progress

    async def run(self) -> End:
        """Look, and run where it is needed, until the operation rests."""
        return await self._until_rest(self._look_and_run)

    async def undo(self) -> End:
        """Undo until the operation rests."""
        return await self._until_rest(self._undo_once)

    async def _until_rest(self, attempt: Callable[[], Awaitable[End | Outcome]]) -> End:
        tried = 0
        while not self._stop.pressed:
            began = self._rules.clock.now()
            result = await attempt()
            if isinstance(result, End):
                return result
            if result.kind is not OutcomeKind.RETRYABLE:
                return End(_ENDS[result.kind], result.failure)
            tried = 1 if self._was_calm(began) else tried + 1
            if tried > self._rules.retries.limit:
                return End(OperationState.FAILED, result.failure)
            await self._wait(tried, result.failure)
        return End(OperationState.STOPPED)

    async def _look_and_run(self) -> End | Outcome:
        await self._mark(OperationState.LOOKING, None, None)
        try:
            finding = await self._operation.look(self._context)
        except Exception as error:  # noqa: BLE001 -- judged, and logged where it is a bug
            return judge_exception(error, self._operation.key, self._rules.judge).outcome
        if finding.kind is FindingKind.DONE:
            return End(OperationState.ALREADY_DONE)
        if finding.kind is FindingKind.IN_THE_WAY:
            return End(OperationState.FAILED, finding.obstacle)
        if self._stop.pressed:
            return End(OperationState.STOPPED)
        await self._mark(OperationState.RUNNING, None, None)
        return await self._run_once()

    async def _run_once(self) -> Outcome:
        try:
            return await self._operation.run(self._context, self._progress)
        except Exception as error:  # noqa: BLE001 -- likewise
            verdict = judge_exception(error, self._operation.key, self._rules.judge)
        if verdict.perhaps_done and await self._looks(FindingKind.DONE):
            return Outcome.done()
        return verdict.outcome

    async def _looks(self, kind: FindingKind) -> bool:
        """Ask AWS itself, since the same words can be said where another thing is missing."""
        try:
            finding = await self._operation.look(self._context)
        except Exception as error:  # noqa: BLE001 -- the failure of the run itself is shown; this one is logged
            judge_exception(error, self._operation.key, self._rules.judge)
            return False
        return finding.kind is kind

    async def _undo_once(self) -> Outcome:
        await self._mark(OperationState.RUNNING, None, None)
        try:
            return await self._operation.undo(self._context, self._progress)
        except Exception as error:  # noqa: BLE001 -- likewise
            verdict = judge_exception(error, self._operation.key, self._rules.judge)
        # Nothing is left of it where it would be needed again.
        if verdict.perhaps_done and await self._looks(FindingKind.NEEDED):
            return Outcome.done()
        return verdict.outcome

    def _was_calm(self, began: datetime) -> bool:
        worked = self._rules.clock.now() - began
        return worked.total_seconds() >= self._rules.retries.calm

    async def _wait(self, tried: int, failure: RawFailure | None) -> None:
        seconds = self._rules.retries.delay(tried)
        values = {"seconds": str(ceil(seconds)), "attempt": str(tried), "limit": str(self._rules.retries.limit)}
        await self._mark(OperationState.WAITING_TO_RETRY, failure, Message("run.retry-in", values))
        await self._stop.wait(self._rules.clock, seconds)
