"""One run of a connection: what it reported, and what may be done with it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import OperationChanged, Plan, RunEnd, RunKind
from wizard.model.progress import AccountChanged
from wizard.model.run_state import RunState
from wizard.operations.context import Context
from wizard.operations.protocol import StepJournal
from wizard.runner.assignments import REMOVALS, SWITCHES, Assignment, Assignments
from wizard.runner.facts import RunFact
from wizard.runner.handle import RunHandle
from wizard.runner.mending import run_mend
from wizard.runner.records import state_of
from wizard.runner.row_keeping import RowKeeping
from wizard.runner.workshop import Workshop
from wizard.store.runs import Direction, RunRecord

_log = logging.getLogger(__name__)


class Office(Protocol):
    """What a work needs of the desk that keeps it."""

    workshop: Workshop
    assignments: Assignments
    rows: RowKeeping

    def heard(self, work: "Work") -> None:
        """Tell everyone that a work reported something, or rests."""


class Work:
    """One run of one connection. Lives on the event loop's thread.

    state:       what it has reported so far; `state.end` says how it rests
    interrupted: read from the journal of an earlier process, and not gone on with yet
    undoing:     it is being put back
    role_arn:    from the stack's output, once a run that connects or changes is done; empty where it could not be read
    """

    def __init__(self, office: Office, plan: Plan, known: Assignment | RunRecord) -> None:
        record = known if isinstance(known, RunRecord) else None
        self._office = office
        self._assignment = known if isinstance(known, Assignment) else None
        self._from_before = record is not None
        self._handle: RunHandle | None = None
        self._following: asyncio.Task[None] | None = None
        self._closing = False
        self._rests = asyncio.Event()
        self._listeners: list[Callable[[], None]] = []
        self.plan = plan
        self.kind: RunKind = plan.kind
        self.connection_id = plan.connection_id
        self.state = RunState(plan.operations) if record is None else state_of(record)
        self.interrupted = record is not None
        self.undoing = record is not None and record.direction is Direction.UNDO
        self.role_arn = ""

    @property
    def request(self) -> ConnectRequest | None:
        """What it works on; None where an earlier process began it, and it was not gone on with."""
        return self._assignment.request if self._assignment is not None else None

    @property
    def holds(self) -> bool:
        """Whether it goes on, or is paused: nothing else may be done in its organization."""
        return self.state.end is None or (self._handle is not None and self._handle.active)

    def subscribe(self, heard: Callable[[], None]) -> Callable[[], None]:
        """Call `heard` whenever it reports or rests; give what ends that."""
        self._listeners.append(heard)

        def unsubscribe() -> None:
            if heard in self._listeners:
                self._listeners.remove(heard)

        return unsubscribe

    def begin(self, assignment: Assignment) -> None:
        """Start. Raises WizardError (code "RunInProgress") where the organization is taken."""
        workshop = self._office.workshop
        operations = workshop.operations(self.plan)
        make_context = self._contexts(assignment)
        self._follow(workshop.runner.start(self.plan, operations, make_context, self._hear, self._settle))

    def stop(self) -> None:
        """Stop after the current call; AWS finishes what it has begun."""
        if self._handle is None or not self.holds:
            return
        paused = self.state.end is RunEnd.PAUSED
        self._handle.stop()
        if paused:
            self._follow(self._handle)

    async def go_on(self) -> None:
        """Go on where it rests: after a pause, a stop, a failure, or an earlier process.

        Nothing happens while it goes on, or when it is done. Raises WizardError where another run holds the
        organization (code "RunInProgress"), and where what it works on cannot be read.
        """
        if self.state.end in (None, RunEnd.DONE):
            return
        if self._handle is None:
            await self._leave_rest(self._resume)
        else:
            self._handle.resume()
            self._follow(self._handle)

    async def put_back(self) -> None:
        """Undo a switch that was begun, so that the status is as it was before; nothing happens while it goes on.

        Raises WizardError as `go_on` does, and with the code "NothingToPutBack" for a run that is no switch, or done.
        """
        if self.undoing or self.state.end is None:
            await self.go_on()
            return
        if self.kind not in SWITCHES or self.state.end is RunEnd.DONE:
            text = "This cannot be put back. What is so now, the list shows; change it from there."
            raise WizardError(RawFailure(text, "runner", code="NothingToPutBack"))
        await self._let_others_in()
        await self._leave_rest(self._undo)

    async def mend(self, mend: str) -> None:
        """Do what the person pressed (an ID of `wizard.operations.mends`), then go on.

        Nothing happens while it goes on, or when it is done. Raises WizardError with what AWS said: the run rests as
        before then. Raises KeyError where there is no such mend.
        """
        if self.state.end in (None, RunEnd.DONE):
            return
        await self._let_others_in()
        await run_mend(self._office.workshop, mend, (await self._known()).request)
        await self.go_on()

    async def wait(self) -> RunEnd:
        """Give how it rests: paused counts as an end until it goes on."""
        while self.state.end is None:
            await self._rests.wait()
        return self.state.end

    async def settled(self) -> None:
        """Wait until it rests, and all that is found out and written afterwards."""
        if self._following is not None:
            await asyncio.wait({self._following})

    async def close(self) -> None:
        """Break off at once, for the end of the program; the next one can go on."""
        self._closing = True
        if self._handle is not None:
            await self._handle.cancel()
        await self.settled()

    async def _known(self) -> Assignment:
        if self._assignment is None:
            self._assignment = await self._office.assignments.again(self.plan)
        return self._assignment

    def _contexts(self, assignment: Assignment) -> Callable[[StepJournal], Context]:
        request, material, previous = assignment.request, assignment.material, assignment.previous
        return lambda journal: self._office.workshop.context(request, material, journal, previous)

    async def _leave_rest(self, how: Callable[[Assignment], Awaitable[RunHandle]]) -> None:
        """Go on with a handle of its own; a second press while what it works on is read does nothing."""
        before, self.state.end = self.state.end, None
        self._rests.clear()
        self._tell()
        try:
            handle = await how(await self._known())
        except BaseException:
            self.state.end = before
            self._rests.set()
            self._tell()
            raise
        self._follow(handle)

    async def _resume(self, assignment: Assignment) -> RunHandle:
        workshop = self._office.workshop
        return await workshop.runner.resume_run(
            self.plan.run_id,
            workshop.operations(self.plan),
            self._contexts(assignment),
            self._hear,
            self._settle,
        )

    async def _undo(self, assignment: Assignment) -> RunHandle:
        workshop = self._office.workshop
        operations = workshop.operations(self.plan)
        handle = workshop.runner.undo(self.plan, operations, self._contexts(assignment), self._hear, self._settle)
        self.state = RunState(self.plan.operations[::-1])
        self.undoing = True
        return handle

    async def _let_others_in(self) -> None:
        """Give the organization back where the run is paused; it can go on all the same."""
        if self._handle is not None and self._handle.active:
            self._handle.stop()
            await self._handle.wait()

    def _follow(self, handle: RunHandle) -> None:
        if self._following is not None:
            self._following.cancel()
        self._handle = handle
        self.interrupted = False
        self.state.end = None
        self._rests.clear()
        self._following = asyncio.get_running_loop().create_task(self._until_rest(handle))
        self._tell()

    async def _until_rest(self, handle: RunHandle) -> None:
        end = await handle.wait()
        assignment = await self._known()
        try:
            if end is not RunEnd.DONE:
                await self._office.rows.rest(assignment, end, self.state.accounts)
        except WizardError:
            _log.exception("What the run %s came to could not be written", self.plan.run_id)
        await self._keep_report(handle.direction)
        self.state.end = end
        self._rests.set()
        self._tell()
        if end in (RunEnd.STOPPED, RunEnd.FAILED) and self.kind is not RunKind.CONNECT and not self._closing:
            await self._verify_after(assignment)

    async def _keep_report(self, direction: Direction) -> None:
        """Keep what support will ask for; the run is not worse off where that cannot be written."""
        try:
            await self._office.workshop.store.reports.save(self.plan.run_id, direction, self.state.report())
        except WizardError:
            _log.exception("What the run %s reported could not be kept", self.plan.run_id)

    async def _verify_after(self, assignment: Assignment) -> None:
        try:
            await self._office.rows.verify(assignment)
        except WizardError:
            _log.exception("What AWS said after the run %s could not be written", self.plan.run_id)
        self._tell()

    async def _settle(self) -> None:
        """Write what the run came to; what is verified is verified before the run counts as done."""
        rows, assignment = self._office.rows, await self._known()
        if self.kind in REMOVALS:
            await rows.removed(assignment)
            return
        if self.kind is RunKind.CONNECT:
            self.role_arn = await rows.connected(assignment, self.state.accounts)
            if self._listeners and not self._from_before:
                return  # the wizard goes on to verify the role, and a large organization is not read twice
        if self.kind is RunKind.CHANGE:
            await rows.changed(assignment)
        for result in await rows.verify(assignment):
            self.state.take(AccountChanged(result))
        if self.kind is RunKind.CHANGE:
            self.role_arn = await rows.role_arn(self.connection_id)

    def _hear(self, fact: RunFact) -> None:
        self.state.take(fact if isinstance(fact, OperationChanged) else fact.fact)
        self._tell()

    def _tell(self) -> None:
        for heard in tuple(self._listeners):
            heard()
        self._office.heard(self)
