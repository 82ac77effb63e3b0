"""The main window: the list of connected organizations, and the selected one below it."""

from collections.abc import Callable, Collection
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from wizard.handover.ticket import Subject
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.plan import RunEnd
from wizard.ui.main_window.check_all import CheckAll
from wizard.ui.main_window.closing import closing_question
from wizard.ui.main_window.deeds import Deeds
from wizard.ui.main_window.details import Details
from wizard.ui.main_window.details_desk import DetailsDesk
from wizard.ui.main_window.first_steps import FirstSteps
from wizard.ui.main_window.found_connections import FoundConnections
from wizard.ui.main_window.leads import Leads
from wizard.ui.main_window.news import News
from wizard.ui.main_window.ports import ConnectionBook, Works
from wizard.ui.main_window.presses import Presses
from wizard.ui.main_window.rechecks import Rechecks
from wizard.ui.main_window.run_watch import RunWatch
from wizard.ui.main_window.runs_in_list import RunsInList
from wizard.ui.main_window.split import ListSplit
from wizard.ui.main_window.table import ConnectionsTable
from wizard.ui.main_window.top_bar import TopBar
from wizard.ui.models.connections import ConnectionsModel, utc_now
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.trouble import show_trouble

_SIZE = QSize(1120, 780)
_SMALLEST = QSize(800, 560)
_CLOCK_MS = 30_000
_READ_AGAIN = "try-again"


class MainWindow(QMainWindow):
    """The connected organizations. What it shows comes from the connection book and the runs; `reload` shows it anew.

    now: the time, UTC
    connect_requested(), practise_requested(): the person wants to connect another, or to practise
    open_bundle_requested(): wants to open a bundle that somebody sent
    show_requested(connection_id):    wants to see the wizard of a connection that is not finished
    change_requested(connection_id):  wants other accounts or other settings
    verify_requested(connection_id):  wants to sign in to what was connected in the AWS console
    sign_in_requested(connection_id): wants to sign in anew
    report_requested(connection_id), bundle_requested(connection_id): wants its report, or a support bundle
    explore_requested(connection_id): wants to look at Resource Explorer
    started_over(connection_id):      all of it is removed; its wizard can come back
    closed(): the window is gone
    """

    connect_requested = Signal()
    practise_requested = Signal()
    open_bundle_requested = Signal()
    show_requested = Signal(str)
    change_requested = Signal(str)
    verify_requested = Signal(str)
    sign_in_requested = Signal(str)
    report_requested = Signal(str)
    bundle_requested = Signal(str)
    explore_requested = Signal(str)
    started_over = Signal(str)
    closed = Signal()

    def __init__(  # noqa: PLR0913 -- what it shows, and what it is made of
        self,
        connections: ConnectionBook,
        works: Works,
        explain: Callable[[RawFailure], Diagnosis],
        tasks: Tasks,
        *,
        practice: bool,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self.setObjectName("main")
        self._book = connections
        self._works = works
        self._explain = explain
        self._tasks = tasks
        self._model = ConnectionsModel(now, self)
        self._found = FoundConnections(self._model, self)
        self._rechecks = Rechecks(connections, explain, self._model, tasks, self)
        self._check_all = CheckAll(self._rechecks, self._model, works, self)
        self._deeds = Deeds(connections, works, explain, tasks, self)
        self._watch = RunWatch(works, self)
        self._bar = TopBar(practice=practice)
        self._trouble = MessageStrip("main.list-action.")
        self._trouble.setObjectName("main.list-message")
        self._news = News()
        self._runs = RunsInList(works, self._model, self._news, self)
        self._first_steps = FirstSteps(practice=practice)
        self._table = ConnectionsTable(self._found)
        self._nothing_found = BodyLabel()
        self._details = Details()
        self._ways_out = self._leads()
        self._desk = DetailsDesk(
            self._details,
            connections,
            works,
            explain,
            tasks,
            model=self._model,
            rechecks=self._rechecks,
            deeds=self._deeds,
            leads=self._ways_out,
        )
        self._presses = Presses(self._details, self._desk, self._deeds, works, self._rechecks)
        self._list = QWidget()
        self._split = ListSplit(self._list, self._details)
        self._pages = QStackedWidget()
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._closing = False
        self._lay_out(practice=practice)
        self._connect()
        self._connect_runs()

    def offer_explorer(self, providers: Collection[str]) -> None:
        """Let Resource Explorer be looked at for connections of these providers."""
        self._ways_out.explorable = frozenset(providers)
        self._desk.refresh()

    async def reload(self) -> None:
        """Show what the connection book holds now; selection, search and order stay."""
        try:
            connections = await self._book.all()
        except WizardError as error:
            show_trouble(self._trouble, self._explain(error.failure), (_READ_AGAIN,), Tone.PROBLEM, self._reading())
            return
        show_trouble(self._trouble, None, (), Tone.PROBLEM)
        self._runs.show_connections(connections)
        self._show_page()
        self._split.set_wanted(self._table.whole_height() + 2 * tokens().space.large)
        self._table.keep_selection()
        self._show_details()

    async def restore(self) -> None:
        """Find what an earlier session left unfinished, and say so. Call it after the list is shown."""
        try:
            await self._works.restore()
        except WizardError as error:
            show_trouble(self._trouble, self._explain(error.failure), (), Tone.PROBLEM, self._reading())
            return
        await self.reload()
        self._runs.tell_unfinished()

    def signed_in(self, connection_id: str) -> None:
        """Go on with what waited for a sign-in: the run, or asking AWS about the connection."""
        work = self._works.of(connection_id)
        if work is not None and (work.interrupted or work.state.end is RunEnd.PAUSED):
            self._deeds.go_on(connection_id)
            return
        self.select(connection_id)
        self._presses.check()

    def forget_trouble(self, connection_id: str) -> None:
        """Say no more of a connection that it could not be checked: AWS has answered since."""
        self._rechecks.forget(connection_id)
        self._desk.refresh()

    def select(self, connection_id: str) -> None:
        """Select a connection; a search that hides it is ended. Nothing happens where there is none of that ID."""
        if self._found.shown_row(connection_id) is None:
            self._bar.search.clear()
        self._table.select(connection_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the upper and the lower end anew."""
        super().resizeEvent(event)
        self._bar.arrange(event.size().width())
        self._details.bar.arrange(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window is gone; while runs go on, ask first."""
        running = self._runs.going_on()
        if running and not self._closing:
            event.ignore()
            question = closing_question([one.identity.name for one in running], self)
            question.accepted.connect(self._close_anyway)
            question.open()
            return
        super().closeEvent(event)
        self._clock.stop()
        self._watch.stop()
        self._details.run.let_go()
        self.closed.emit()

    def _close_anyway(self) -> None:
        self._closing = True
        self.close()

    def _leads(self) -> Leads:
        return Leads(
            self,
            sign_in=self.sign_in_requested,
            show=self.show_requested,
            change=self.change_requested,
            verify=self.verify_requested,
            hand_over=self.bundle_requested,
        )

    def _lay_out(self, *, practice: bool) -> None:
        title = self.tr("Org Wizard")
        self.setWindowTitle(f"{title} – {self.tr('Practice')}" if practice else title)
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        space = tokens().space
        self._nothing_found.setObjectName("main.nothing-found")
        self._nothing_found.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        list_column = QVBoxLayout(self._list)
        list_column.setContentsMargins(space.huge, space.medium, space.huge, space.large)
        list_column.addWidget(self._nothing_found, 0, Qt.AlignmentFlag.AlignTop)
        list_column.addWidget(self._table, 1)
        for page in (QWidget(), self._first_steps, self._split):
            self._pages.addWidget(page)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        message = QVBoxLayout()
        message.setContentsMargins(space.huge, space.small, space.huge, 0)
        message.setSpacing(space.small)
        message.addWidget(self._trouble)
        message.addWidget(self._news)
        column.addWidget(self._bar)
        column.addLayout(message)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(whole)
        steps = (self._bar.connect_button, self._table.horizontalHeader(), self._table, self._details.first)
        for before, after in pairwise(steps):
            self.setTabOrder(before, after)
        self._bar.set_tools_shown(shown=False)
        self._show_found()

    def _connect(self) -> None:
        for part in (self._bar, self._first_steps):
            part.connect_pressed.connect(self.connect_requested)
            part.practise_pressed.connect(self.practise_requested)
            part.open_bundle_pressed.connect(self.open_bundle_requested)
        self._bar.search.textChanged.connect(self._search)
        self._bar.check_all_pressed.connect(self._check_every)
        self._table.chosen.connect(self._show_details)
        self._table.entered.connect(self._details.focus)
        self._table.switched.connect(self._details.status.press)
        self._details.left.connect(self._table.setFocus)
        self._rechecks.ended.connect(self._checked)
        self._check_all.begun.connect(self._show_checking)
        self._check_all.ended.connect(self._tell_checked)
        self._trouble.action.connect(self._read_again)
        self._news.show_pressed.connect(self._go_to)
        self._desk.unreadable.connect(self._tell_unreadable)
        self._clock.timeout.connect(self._model.let_time_pass)
        self._clock.start()
        QShortcut(QKeySequence(Qt.Modifier.SHIFT | Qt.Key.Key_F5), self, self._check_every)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._go_to_search)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.connect_requested.emit)

    def _connect_runs(self) -> None:
        self._watch.changed.connect(self._run_changed)
        self._watch.rested.connect(self._run_rested)
        self._deeds.done.connect(self._run_rested)
        self._runs.started_over.connect(self.started_over)
        presses = self._presses
        presses.verify.connect(self.verify_requested)
        presses.sign_in.connect(self.sign_in_requested)
        presses.show_wizard.connect(self.show_requested)
        presses.change.connect(self.change_requested)
        presses.report.connect(self.report_requested)
        presses.bundle.connect(self.bundle_requested)
        presses.explore.connect(self.explore_requested)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self, presses.check)

    def _show_page(self) -> None:
        """Show the list, or how to begin; the fixed object names stand on the buttons that are in sight."""
        empty = self._model.rowCount() == 0
        self._pages.setCurrentWidget(self._first_steps if empty else self._split)
        self._bar.set_tools_shown(shown=not empty)
        self._bar.arrange(self.width())
        shown, hidden = (self._first_steps, self._bar) if empty else (self._bar, self._first_steps)
        shown.connect_button.setObjectName("main.connect")
        shown.practise_button.setObjectName("main.practise")
        shown.open_bundle_button.setObjectName("main.open-bundle")
        hidden.connect_button.setObjectName("")
        hidden.practise_button.setObjectName("")
        hidden.open_bundle_button.setObjectName("")
        if self.focusWidget() is None:
            (self._first_steps.connect_button if empty else self._table).setFocus()

    def _go_to_search(self) -> None:
        if self._bar.search.isVisible():
            self._bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._bar.search.selectAll()

    def _search(self, text: str) -> None:
        self._found.search(text)
        self._table.keep_selection()
        self._show_found()

    def _show_found(self) -> None:
        nothing = self._found.rowCount() == 0 and bool(self._bar.search.text())
        text = self.tr("Nothing in the list holds “{text}”. Search looks at names, IDs, account numbers and providers.")
        self._nothing_found.setText(fill(text, {"text": self._bar.search.text()}))
        self._nothing_found.setVisible(nothing)
        self._table.setVisible(not nothing)
        self._details.setVisible(not nothing)

    def _show_details(self) -> None:
        connection = self._table.connection()
        if connection is not None:
            self._desk.show_connection(connection)
            self._details.bar.arrange(self.width())

    def _run_changed(self, connection_id: str) -> None:
        if self._model.row_of(connection_id) is None:
            self._tasks.start(self.reload())  # its row was written when it began
            return
        self._runs.show(connection_id)
        self._desk.refresh()

    def _run_rested(self, connection_id: str) -> None:
        self._rechecks.forget_answer(connection_id)
        self._tasks.start(self.reload())

    def _check_every(self) -> None:
        self._check_all.start(self._model.connections())
        self._desk.refresh()

    def _show_checking(self) -> None:
        if self._bar.check_all_button.hasFocus():
            self._table.setFocus()
        self._bar.show_checking(checking=True)

    def _tell_checked(self, summary: str) -> None:
        self._bar.show_checking(checking=False)
        self._news.tell_checked(summary)

    def _checked(self, connection_id: str) -> None:
        shown = self._desk.connection
        if shown is not None and shown.connection_id == connection_id:
            self._show_details()

    def _tell_unreadable(self, diagnosis: Diagnosis) -> None:
        show_trouble(self._trouble, diagnosis, (_READ_AGAIN,), Tone.PROBLEM, self._reading())

    def _reading(self) -> Subject:
        return Subject(self.tr("Reading the list of connected organizations"))

    def _go_to(self, connection_id: str) -> None:
        self.select(connection_id)
        self._table.setFocus()

    def _read_again(self) -> None:
        self._tasks.start(self.reload())
