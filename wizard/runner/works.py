"""The desk of all runs: at most one of each connection, several connections side by side."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import closing

from wizard.model.connection import ConnectRequest
from wizard.model.failure import WizardError
from wizard.model.plan import Plan, RunEnd, RunKind
from wizard.model.progress import AccountChanged
from wizard.runner.assignments import Assignment, Assignments
from wizard.runner.locks import run_in_progress
from wizard.runner.records import newest, wholly_done
from wizard.runner.renewal import row_gone
from wizard.runner.row_keeping import RowKeeping
from wizard.runner.work import Work
from wizard.runner.workshop import Workshop
from wizard.store.connections import place_of
from wizard.store.runs import RunRecord

_log = logging.getLogger(__name__)


class Works:
    """Begins runs, finds them again after a restart, and tells whoever subscribed. Lives on the event loop's thread."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.assignments = Assignments(workshop)
        self.rows = RowKeeping(workshop)
        self._works: dict[str, Work] = {}
        self._started_over: dict[str, tuple[str, ConnectRequest]] = {}
        self._subscribers: list[Callable[[str], None]] = []
        self._chores: set[asyncio.Task[None]] = set()

    def of(self, connection_id: str) -> Work | None:
        """Give the run of a connection: on its way or resting; one that ended well until it is put aside."""
        return self._works.get(connection_id)

    def subscribe(self, heard: Callable[[str], None]) -> Callable[[], None]:
        """Call `heard(connection_id)` whenever its run begins, reports or rests, or its row is finished by the wizard.

        Gives what ends that.
        """
        self._subscribers.append(heard)

        def unsubscribe() -> None:
            if heard in self._subscribers:
                self._subscribers.remove(heard)

        return unsubscribe

    async def begin(self, kind: RunKind, connection_id: str, request: ConnectRequest | None = None) -> Work:
        """Begin a run in place of one that rests.

        request: what a CHANGE leads to, or what a CONNECT makes; without it, what was asked for before

        Raises WizardError with the code "RunInProgress" where the organization is taken, by another service's
        connection too; with "RowGone" and "NotSignedIn"; and with what AWS said where it has to be asked first.
        """
        if kind is RunKind.CONNECT and request is not None:
            return await self._begin(place_of(request.identity), self.assignments.connect(request))
        row = await self.workshop.store.connections.by_id(connection_id)
        if row is None:
            raise row_gone()
        return await self._begin(place_of(row.identity), self.assignments.new(kind, row, request))

    async def restore(self) -> None:
        """Find the runs that an earlier process left unfinished, and what it kept to start over.

        Runs that nobody can go on with are given up. One that was broken off behind its last operation is brought to
        its end at once: nothing is left to be done but to look at AWS. Raises WizardError.
        """
        store = self.workshop.store
        listed = {row.connection_id for row in await store.connections.all()}
        records = await self.workshop.runner.unfinished()
        kept = newest(records, listed)
        for record in records:
            if not await self._restore(record, wanted=kept.get(record.plan.connection_id) is record):
                await self._give_up(record.plan)
        for run_id, request in await store.requests.to_start_over():
            self._started_over[request.connection_id] = (run_id, request)
            self.tell(request.connection_id)

    def put_aside(self, connection_id: str) -> None:
        """Show a run that is over no more, and offer it no more; nothing happens while it goes on or is paused."""
        work = self._works.get(connection_id)
        if work is None or work.holds:
            return
        del self._works[connection_id]
        if work.state.end is not RunEnd.DONE:
            self._do(self._give_up(work.plan))
        self.tell(connection_id)

    async def take_start_over(self, connection_id: str) -> ConnectRequest | None:
        """Give what was asked for before a run removed it, so that the wizard comes back with it, and forget it here.

        None where nothing was removed to start over. Raises WizardError where it cannot be forgotten.
        """
        run_id, request = self._started_over.pop(connection_id, ("", None))
        if request is not None:
            await self.workshop.store.requests.forget_run(run_id)
        return request

    async def close(self) -> None:
        """Break off every run, for the end of the program; call it before the store is closed."""
        for work in tuple(self._works.values()):
            await work.close()
        if self._chores:
            await asyncio.wait(self._chores)

    def heard(self, work: Work) -> None:
        """Tell everyone that a work reported something, or rests."""
        if work.kind is RunKind.START_OVER and work.state.end is RunEnd.DONE and work.request is not None:
            self._started_over[work.connection_id] = (work.plan.run_id, work.request)
        self.tell(work.connection_id)

    def tell(self, connection_id: str) -> None:
        """Tell everyone that there is news of a connection: its run reported something, or its row was written anew."""
        for heard in tuple(self._subscribers):
            heard(connection_id)

    async def _begin(self, lock: str, assigning: Coroutine[None, None, Assignment]) -> Work:
        with closing(assigning), self.workshop.runner.reserved(lock):
            assignment = await assigning
            self._refuse_what_goes_on(assignment.plan)
            await self.rows.prepare(assignment)
        # Nothing is awaited between the reservation and the beginning, so that nobody slips in.
        work = Work(self, assignment.plan, assignment)
        work.begin(assignment)
        earlier = self._works.get(work.connection_id)
        self._works[work.connection_id] = work
        self.tell(work.connection_id)
        if earlier is not None and earlier.state.end is not RunEnd.DONE:
            await self._give_up(earlier.plan)
        return work

    def _refuse_what_goes_on(self, plan: Plan) -> None:
        """Refuse where the connection's run is about to go on, which holds no organization yet."""
        earlier = self._works.get(plan.connection_id)
        if earlier is not None and earlier.state.end is None:
            raise run_in_progress(plan.lock)

    async def _restore(self, record: RunRecord, *, wanted: bool) -> bool:
        """Make a work of a record where it is wanted; give whether the record is one that is or was begun here."""
        plan = record.plan
        begun = self._works.get(plan.connection_id)
        if begun is not None or not wanted:
            return begun is not None and begun.plan.run_id == plan.run_id
        work = Work(self, plan, record)
        self._works[plan.connection_id] = work
        for result in await self.workshop.store.account_results.of(plan.connection_id):
            work.state.take(AccountChanged(result))
        self.tell(plan.connection_id)
        if wholly_done(record):
            self._do(work.go_on())
        return True

    async def _give_up(self, plan: Plan) -> None:
        """Offer a run no more; what was kept to start over stays where all is removed, to come back with."""
        await self.workshop.runner.abandon(plan.run_id)
        listed = await self.workshop.store.connections.by_id(plan.connection_id)
        if listed is not None or plan.kind is not RunKind.START_OVER:
            await self.workshop.store.requests.forget_run(plan.run_id)

    def _do(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(_quietly(chore))
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


async def _quietly(chore: Coroutine[None, None, None]) -> None:
    """Do what nobody asked for: where it fails, the person is offered it as before."""
    try:
        await chore
    except WizardError as error:
        _log.info("A chore of the runs was not done: %s", error.failure.text)
