"""Keeps the details in step with the selected connection, its run, and what AWS was asked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from wizard.model.connection import Connection, Phase, Way
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.plan import RunEnd
from wizard.operations.repairable import REPAIRABLE
from wizard.ui.main_window.deeds import Deeds
from wizard.ui.main_window.details import Details
from wizard.ui.main_window.leads import Leads
from wizard.ui.main_window.ports import ConnectionBook, Work, Works
from wizard.ui.main_window.rechecks import Rechecks
from wizard.ui.main_window.run_views import run_view
from wizard.ui.main_window.run_watch import goes_on
from wizard.ui.models.connections import Checking, ConnectionsModel
from wizard.ui.tasks import Tasks
from wizard.ui.texts.runs import is_switch, work_text

_MADE = (Phase.CONNECTED, Phase.PARTLY_CONNECTED)
_NOTHING_TO_TRY_WITH = "inspect.stack-set-gone"


class DetailsDesk(QObject):
    """Shows one connection in the details, and reads what belongs to it.

    unreadable(diagnosis): what belongs to it could not be read
    """

    unreadable = Signal(object)

    def __init__(  # noqa: PLR0913 -- what it joins
        self,
        details: Details,
        book: ConnectionBook,
        works: Works,
        explain: Callable[[RawFailure], Diagnosis],
        tasks: Tasks,
        *,
        model: ConnectionsModel,
        rechecks: Rechecks,
        deeds: Deeds,
        leads: Leads,
    ) -> None:
        super().__init__(details)
        self._details = details
        self._book = book
        self._works = works
        self._explain = explain
        self._tasks = tasks
        self._model = model
        self._rechecks = rechecks
        self._deeds = deeds
        self._leads = leads
        self._shown: Connection | None = None
        self._fetching = False
        self._fetch_again = False
        self._looked_after: set[str] = set()
        details.accounts.opened.connect(self._fetch)

    @property
    def connection(self) -> Connection | None:
        """The connection that is shown."""
        return self._shown

    def show_connection(self, one: Connection) -> None:
        """Show a connection; what belongs to it follows as soon as it is read."""
        before, self._shown = self._shown, one
        if before is None or before.connection_id != one.connection_id:
            if before is not None:
                self._rechecks.forget_answer(before.connection_id)
                self._deeds.forget_refusal(before.connection_id)
            self._details.accounts.set_open(False)
            self._details.show_missing(())
            self._look_after_interruption(one)
        self.refresh()
        self._fetch()

    def refresh(self) -> None:
        """Show the run, the status and the buttons as they are now."""
        if self._shown is not None:
            self._details.keeping_focus(self._show)

    def _show(self) -> None:
        one = self._shown
        if one is None:
            return
        connection_id = one.connection_id
        work = self._works.of(connection_id)
        running = goes_on(self._works, connection_id)
        signing_in = self._leads.signing_in
        view = run_view(work, one, self._explain, showable=self._leads.showing, signing_in=signing_in)
        why_not = self.tr("Wait until the run of this organization has ended, or stop it.") if running else ""
        switching = work is not None and running and is_switch(work.kind)
        working = work_text(work.kind, undoing=work.undoing) if work is not None and switching else ""
        self._details.show_connection(one, verifiable=self._leads.verifying)
        self._details.run.show_run(view)
        self._details.status.show_connection(one, working, why_not)
        self._details.missing.offer_retry(offered=_can_try_again(one, work), why_not=why_not)
        unfinished = work is None and one.phase is Phase.CONNECTING and self._leads.showing
        changeable = one.phase is not Phase.CONNECTING and self._leads.changing
        self._details.bar.show_possible(
            unfinished=unfinished, repairable=_can_repair(one, work), changeable=changeable, why_not=why_not
        )
        self._details.bar.show_handing_over(offered=self._leads.handing_over)
        explorable = one.provider_id in self._leads.explorable and one.phase in _MADE and one.way is Way.PROFILE
        self._details.explore.setVisible(explorable)
        checking = self._model.checking(connection_id) is Checking.RUNNING
        self._details.show_checking(checking=checking, why_not=why_not)
        outcome = self._deeds.refusal(connection_id) or self._rechecks.outcome(connection_id)
        choosing = self._leads.verifying and (work is None or work.state.end is RunEnd.DONE)
        self._details.show_outcome(outcome, signing_in=signing_in, choosing=choosing)

    def _look_after_interruption(self, one: Connection) -> None:
        """Ask AWS once what happened to a run while nobody watched."""
        work = self._works.of(one.connection_id)
        interrupted = work is not None and work.interrupted and work.state.end is not RunEnd.DONE
        if interrupted and one.way is Way.PROFILE and one.connection_id not in self._looked_after:
            self._looked_after.add(one.connection_id)
            self._rechecks.start(one)

    def _fetch(self) -> None:
        self._fetch_again = True
        if not self._fetching:
            self._tasks.start(self._fetch_accounts())

    async def _fetch_accounts(self) -> None:
        """Read the accounts; whoever goes quickly through the list waits for the last row only."""
        self._fetching = True
        try:
            while self._fetch_again and self._shown is not None:
                self._fetch_again = False
                await self._fetch_accounts_of(self._shown.connection_id)
        except WizardError as error:
            self.unreadable.emit(self._explain(error.failure))
        finally:
            self._fetching = False

    async def _fetch_accounts_of(self, wanted: str) -> None:
        missing = await self._book.not_connected(wanted)
        if self._is_shown(wanted):
            self._details.show_missing(missing)
        if self._details.accounts.is_open():
            every = await self._book.accounts(wanted)
            if self._is_shown(wanted):
                self._details.accounts.show_accounts(every)

    def _is_shown(self, connection_id: str) -> bool:
        return self._shown is not None and self._shown.connection_id == connection_id


def _can_repair(one: Connection, work: Work | None) -> bool:
    """Whether what is not in order can be put right without making everything anew; a run that rests comes first."""
    resting = work is not None and work.state.end not in (None, RunEnd.DONE)
    return not resting and one.phase in _MADE and one.way is Way.PROFILE and one.health.problem in REPAIRABLE


def _can_try_again(one: Connection, work: Work | None) -> bool:
    """Whether there is something to try accounts again with; a run that rests comes first, and has its own buttons."""
    resting = work is not None and work.state.end not in (None, RunEnd.DONE)
    return not resting and one.phase in _MADE and one.health.problem != _NOTHING_TO_TRY_WITH
