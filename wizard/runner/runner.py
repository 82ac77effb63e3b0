"""Starts, resumes and undoes plans."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import Plan
from wizard.model.ports import Clock
from wizard.operations.protocol import Operation, StepJournal
from wizard.runner.attempts import Rules
from wizard.runner.facts import Listen
from wizard.runner.handle import RunHandle
from wizard.runner.locks import Locks
from wizard.runner.plan_run import Journal, PlanRun, Settle
from wizard.runner.retries import RetryPolicy
from wizard.runner.verdicts import Judge
from wizard.store.runs import Direction, RunRecord, Runs
from wizard.store.steps import Steps

ContextT = TypeVar("ContextT")


async def nothing_to_settle() -> None:
    """Write nothing down: the journal says it all."""


class Runner:
    """Runs plans, one at a time per organization and several organizations side by side.

    Lives on the event loop's thread. `operations` are always given in the plan's order, one per key of the plan;
    `make_context` is called once per operation with that operation's own journal. `settle` writes down elsewhere what
    a run that is done came to; it is called again where it was broken off, and its organization is held until then.
    """

    def __init__(
        self, runs: Runs, steps: Steps, *, clock: Clock, judge: Judge, retries: RetryPolicy | None = None
    ) -> None:
        self._journal = Journal(runs, steps)
        self._rules = Rules(clock, judge, retries or RetryPolicy())
        self._locks = Locks()
        self._handles: dict[str, RunHandle] = {}

    def start(
        self,
        plan: Plan,
        operations: Sequence[Operation[ContextT]],
        make_context: Callable[[StepJournal], ContextT],
        listen: Listen,
        settle: Settle = nothing_to_settle,
    ) -> RunHandle:
        """Begin a plan. Raises WizardError (code "RunInProgress") where its organization is taken.

        Raises ValueError where the operations are not those of the plan.
        """
        return self._start(Direction.FORWARD, plan, operations, make_context, listen, settle)

    def undo(
        self,
        plan: Plan,
        operations: Sequence[Operation[ContextT]],
        make_context: Callable[[StepJournal], ContextT],
        listen: Listen,
        settle: Settle = nothing_to_settle,
    ) -> RunHandle:
        """Take a plan back, its last operation first. Raises as `start` does.

        The plan may be one that was run (its steps' notes are at hand then) or a new one.
        """
        return self._start(Direction.UNDO, plan, operations, make_context, listen, settle)

    async def resume_run(
        self,
        run_id: str,
        operations: Sequence[Operation[ContextT]],
        make_context: Callable[[StepJournal], ContextT],
        listen: Listen,
        settle: Settle = nothing_to_settle,
    ) -> RunHandle:
        """Go on with a run of `unfinished`, from its first unfinished operation and with the same tokens.

        Raises WizardError where there is no such run (code "NothingToResume") or its organization is taken,
        ValueError as `start` does.
        """
        for record in await self.unfinished():
            if record.plan.run_id == run_id:
                return self._start(record.direction, record.plan, operations, make_context, listen, settle)
        text = "There is nothing left to go on with: it was finished, or given up, meanwhile."
        raise WizardError(RawFailure(text=text, surface="runner", code="NothingToResume"))

    async def unfinished(self) -> tuple[RunRecord, ...]:
        """Give the runs that can go on and are not on their way, the oldest first; after a crash, those it broke."""
        active = {one.plan.run_id for one in self.active()}
        return tuple(one for one in await self._journal.runs.unfinished() if one.plan.run_id not in active)

    async def abandon(self, run_id: str) -> None:
        """Offer a run no more; nothing at AWS is touched."""
        await self._journal.runs.abandon(run_id)

    def reserved(self, lock: str) -> AbstractContextManager[None]:
        """Hold an organization while a run is made ready. Raises WizardError (code "RunInProgress") where it is taken.

        It is free again when the context ends: start the run before anything else is awaited.
        """
        return self._locks.reserved(lock)

    def active(self) -> tuple[RunHandle, ...]:
        """Give the runs that are on their way or paused in this process."""
        return tuple(one for one in self._handles.values() if one.active)

    async def close(self) -> None:
        """Break off every run, for the end of the program; call it before the store is closed."""
        for handle in self.active():
            await handle.cancel()

    def _start(  # noqa: PLR0913, PLR0917 -- what `start` is given, and the direction
        self,
        direction: Direction,
        plan: Plan,
        operations: Sequence[Operation[ContextT]],
        make_context: Callable[[StepJournal], ContextT],
        listen: Listen,
        settle: Settle,
    ) -> RunHandle:
        _check(plan, operations)
        run = PlanRun(
            plan, direction, operations, make_context, settle=settle, journal=self._journal, rules=self._rules
        )
        run.listeners.add(listen)
        handle = RunHandle(run, self._locks)
        handle.resume()
        self._handles[plan.lock] = handle
        return handle


def _check(plan: Plan, operations: Sequence[Operation[ContextT]]) -> None:
    keys = tuple(one.key for one in operations)
    if not keys or keys != plan.operations or len(set(keys)) != len(keys):
        raise ValueError(f"The plan has the operations {plan.operations}, given were {keys}")
