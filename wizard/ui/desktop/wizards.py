"""The wizards that are open, each on an organization of its own."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wizard.flow.answers import Answers
from wizard.flow.navigation import Navigation
from wizard.flow.ports import Services
from wizard.flow.resumed import answers_of, introduced, to_start_over
from wizard.flow.steps import StepId
from wizard.model.connection import Connection, ConnectRequest
from wizard.ui.desktop.drafts import DraftKeeper
from wizard.ui.desktop.manner import Manner
from wizard.ui.tasks import Tasks
from wizard.ui.wizard.build import build_wizard
from wizard.ui.wizard.build_change import build_change
from wizard.ui.wizard.window import WizardWindow


class Wizards(QObject):
    """Opens wizards, finds them again, and keeps what is typed into each.

    closed():                 one is gone: the list may have changed
    run_wanted(place):        the person wants to see what is being done in an organization
    bundle_wanted(connection_id), report_wanted(connection_id): the person wants one of what a wizard is about
    """

    closed = Signal()
    run_wanted = Signal(str)
    bundle_wanted = Signal(str)
    report_wanted = Signal(str)

    def __init__(
        self, services: Services, drafts: DraftKeeper, tasks: Tasks, manner: Manner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._drafts = drafts
        self._tasks = tasks
        self._manner = manner
        self._open: list[WizardWindow] = []

    @property
    def open(self) -> Sequence[WizardWindow]:
        """The windows, the one that was opened last at the end."""
        return tuple(self._open)

    def of_connection(self, connection_id: str) -> WizardWindow | None:
        """Give the wizard of a connection, or None."""
        return next((one for one in self._open if one.connection_id == connection_id), None)

    def open_new(self) -> WizardWindow:
        """Open a wizard at its first page; drafts that no other one uses are offered there."""
        window = self._show(Navigation())
        self._tasks.start(self._offer_drafts(window))
        return window

    def open_run(self, request: ConnectRequest) -> WizardWindow:
        """Open the wizard of a connection at its run, or bring the one that is open to the front."""
        window = self.of_connection(request.connection_id)
        if window is not None:
            bring_to_front(window)
            return window
        return self._show_again(answers_of(request), StepId.DEPLOY)

    def open_to_start_over(self, request: ConnectRequest) -> WizardWindow:
        """Bring the wizard back with all that was typed, before anything is made."""
        window = self.of_connection(request.connection_id)
        if window is None:
            window = self._show_again(to_start_over(answers_of(request)), StepId.CHECKS)
        else:
            # What this window was told is more than its request: the names of units, and who the profile is.
            window.begin_again(Navigation(to_start_over(window.navigation.answers), at=StepId.CHECKS))
            bring_to_front(window)
        self._keep_draft(window)
        return window

    def open_change(self, connection: Connection) -> WizardWindow:
        """Open the window that changes a connection, or bring the one that is open to the front."""
        window = self.of_connection(connection.connection_id)
        if window is not None:
            bring_to_front(window)
            return window
        window = build_change(self._services, connection, self._tasks.crashed.emit, practice=self._manner.practice)
        self._take_in(window)
        self._tasks.start(self._introduce(window, window.navigation.answers))
        return window

    def _show_again(self, answers: Answers, step: StepId) -> WizardWindow:
        window = self._show(Navigation(answers, at=step))
        self._tasks.start(self._introduce(window, answers))
        return window

    def _show(self, navigation: Navigation) -> WizardWindow:
        window = build_wizard(
            self._services,
            self._tasks.crashed.emit,
            practice=self._manner.practice,
            practice_answers=self._manner.practice_answers,
            navigation=navigation,
        )
        window.turned.connect(partial(self._keep_draft, window))
        self._take_in(window)
        return window

    def _take_in(self, window: WizardWindow) -> None:
        self._open.append(window)
        window.run_wanted.connect(partial(self._want_run, window))
        window.bundle_wanted.connect(lambda: self.bundle_wanted.emit(window.connection_id))
        window.report_wanted.connect(lambda: self.report_wanted.emit(window.connection_id))
        window.closed.connect(partial(self._window_closed, window))
        window.show()
        window.start()

    async def put_away(self) -> None:
        """Close every wizard, here, on Qt's thread; runs are not stopped by that."""
        windows, self._open = self._open, []
        for window in windows:
            window.hide()
            await window.put_away()

    def _window_closed(self, window: WizardWindow) -> None:
        if window in self._open:
            self._open.remove(window)
            self._put_run_aside(window)
            self._tasks.start(self._put_away(window))

    def _put_run_aside(self, window: WizardWindow) -> None:
        """Let the list show what is so, and no run any more, where the wizard has come to its end."""
        if window.navigation.current is StepId.CONNECTED and self._services.statuses is not None:
            self._services.statuses.put_aside(window.connection_id)

    async def _put_away(self, window: WizardWindow) -> None:
        await window.put_away()
        self.closed.emit()

    def _want_run(self, window: WizardWindow) -> None:
        organization = window.navigation.answers.organization
        if organization is not None:
            self.run_wanted.emit(organization.identity.place)

    def _keep_draft(self, window: WizardWindow) -> None:
        navigation = window.navigation
        in_use = [one.draft_name for one in self._open]
        self._tasks.start(self._drafts.keep(window.draft_name, navigation.answers, navigation.current, in_use))

    async def _offer_drafts(self, window: WizardWindow) -> None:
        drafts = await self._drafts.offers([one.draft_name for one in self._open])
        if window in self._open:
            window.offer_drafts(drafts)

    async def _introduce(self, window: WizardWindow, answers: Answers) -> None:
        known = await introduced(answers, self._services.sign_in)
        if window in self._open and known.sign_in is not None and known is not answers:
            window.learn_who(known.sign_in)


def bring_to_front(window: QWidget) -> None:
    """Let a window be seen and have the keyboard."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
