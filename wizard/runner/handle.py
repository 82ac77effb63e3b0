"""What the window holds of a run."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Protocol

from wizard.model.plan import Plan, RunEnd
from wizard.runner.facts import Listen, Listeners
from wizard.runner.locks import Locks
from wizard.runner.stop import StopSwitch
from wizard.store.runs import Direction


class Drivable(Protocol):
    """What a handle needs of a run, whatever its context is."""

    plan: Plan
    direction: Direction
    stop: StopSwitch
    listeners: Listeners

    async def drive(self) -> RunEnd:
        """Go on until the run rests."""

    async def halt(self) -> RunEnd:
        """Write that a resting run does not go on."""


class RunHandle:
    """A run that goes on by itself. Everything here belongs to the event loop's thread."""

    def __init__(self, run: Drivable, locks: Locks) -> None:
        self._run = run
        self._locks = locks
        self._task: asyncio.Task[RunEnd] | None = None

    @property
    def plan(self) -> Plan:
        """The plan that is run."""
        return self._run.plan

    @property
    def direction(self) -> Direction:
        """Whether it is done or undone."""
        return self._run.direction

    @property
    def active(self) -> bool:
        """Whether the run holds its organization: it goes on, or is paused."""
        return self._locks.held_by(self.plan.lock, self)

    @property
    def end(self) -> RunEnd | None:
        """How the run rests; None while it goes on."""
        if self._task is None or not self._task.done():
            return None
        return RunEnd.STOPPED if self._task.cancelled() else self._task.result()

    def listen(self, listener: Listen) -> Callable[[], None]:
        """Tell one more listener where every operation stands, and all that follows; give what ends that."""
        return self._run.listeners.add(listener)

    def stop(self) -> None:
        """Ask the run to stop: at the operation's next look at the switch, or at once where it waits or is paused."""
        if self.end is RunEnd.PAUSED:
            self._go(self._run.halt())
        else:
            self._run.stop.press()

    def resume(self) -> None:
        """Go on with the operation that the run rests on; nothing happens while it runs, or when it is done.

        Raises WizardError where another run has taken the organization meanwhile.
        """
        if self._task is not None and self.end in (None, RunEnd.DONE):
            return
        self._locks.take(self.plan.lock, self)
        self._run.stop.release()
        self._go(self._run.drive())

    async def wait(self) -> RunEnd:
        """Wait until the run rests, and say how. A run that was paused can be resumed, and waited for again."""
        while self._task is not None and not self._task.done():
            await asyncio.wait({self._task})
        return self.end or RunEnd.STOPPED

    async def cancel(self) -> None:
        """Break off at once, for the end of the program; the journal says "stopped", and the run can be resumed."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
        await self.wait()

    def _go(self, work: Coroutine[None, None, RunEnd]) -> None:
        self._task = asyncio.get_running_loop().create_task(work, name=f"run {self.plan.run_id}")
        self._task.add_done_callback(self._rest)

    def _rest(self, task: asyncio.Task[RunEnd]) -> None:
        # A paused run keeps its organization: it waits for the person, and others must not slip in between.
        if task.cancelled() or task.exception() is not None or task.result() is not RunEnd.PAUSED:
            self._locks.give_back(self.plan.lock, self)
