"""The main window: the list of connected organizations, and the selected one below it."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.ui.main_window.details import Details
from wizard.ui.main_window.first_steps import FirstSteps
from wizard.ui.main_window.found_connections import FoundConnections
from wizard.ui.main_window.ports import ConnectionBook
from wizard.ui.main_window.rechecks import Rechecks
from wizard.ui.main_window.split import ListSplit
from wizard.ui.main_window.table import ConnectionsTable
from wizard.ui.main_window.top_bar import TopBar
from wizard.ui.models.connections import Checking, ConnectionsModel, utc_now
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
    """The connected organizations. What it shows comes from the connection book alone; `reload` shows it anew.

    now: the time, UTC
    connect_requested(), practise_requested(): the person wants to connect another, or to practise
    closed(): the window is gone
    """

    connect_requested = Signal()
    practise_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        connections: ConnectionBook,
        explain: Callable[[RawFailure], Diagnosis],
        tasks: Tasks,
        *,
        practice: bool,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self.setObjectName("main")
        self._book = connections
        self._explain = explain
        self._tasks = tasks
        self._model = ConnectionsModel(now, self)
        self._found = FoundConnections(self._model, self)
        self._rechecks = Rechecks(connections, explain, self._model, tasks, self)
        self._bar = TopBar(practice=practice)
        self._trouble = MessageStrip("main.list-action.")
        self._trouble.setObjectName("main.list-message")
        self._first_steps = FirstSteps(practice=practice)
        self._table = ConnectionsTable(self._found)
        self._nothing_found = BodyLabel()
        self._details = Details()
        self._list = QWidget()
        self._split = ListSplit(self._list, self._details)
        self._pages = QStackedWidget()
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._shown = ""
        self._fetching = False
        self._fetch_again = False
        self._lay_out(practice=practice)
        self._connect()

    async def reload(self) -> None:
        """Show what the connection book holds now; selection, search and order stay."""
        try:
            connections = await self._book.all()
        except WizardError as error:
            show_trouble(self._trouble, self._explain(error.failure), (_READ_AGAIN,), Tone.PROBLEM)
            return
        show_trouble(self._trouble, None, (), Tone.PROBLEM)
        self._model.show_connections(connections)
        self._show_page()
        self._split.set_wanted(self._table.whole_height() + 2 * tokens().space.large)
        self._table.keep_selection()
        self._show_details()

    def select(self, connection_id: str) -> None:
        """Select a connection; a search that hides it is ended. Nothing happens where there is none of that ID."""
        if self._found.shown_row(connection_id) is None:
            self._bar.search.clear()
        self._table.select(connection_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the upper end anew."""
        super().resizeEvent(event)
        self._bar.arrange(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window is gone."""
        super().closeEvent(event)
        self._clock.stop()
        self.closed.emit()

    def _lay_out(self, *, practice: bool) -> None:
        title = self.tr("Org Wizard")
        self.setWindowTitle(f"{title} – {self.tr('Practice')}" if practice else title)
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        space = tokens().space
        self._nothing_found.setObjectName("main.nothing-found")
        self._nothing_found.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        list_column = QVBoxLayout(self._list)
        list_column.setContentsMargins(space.huge, space.large, space.huge, space.large)
        list_column.addWidget(self._nothing_found, 0, Qt.AlignmentFlag.AlignTop)
        list_column.addWidget(self._table, 1)
        for page in (QWidget(), self._first_steps, self._split):
            self._pages.addWidget(page)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        message = QVBoxLayout()
        message.setContentsMargins(space.huge, 0, space.huge, 0)
        message.addWidget(self._trouble)
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
        self._bar.search.textChanged.connect(self._search)
        self._table.chosen.connect(self._show_details)
        self._table.entered.connect(self._details.focus)
        self._details.left.connect(self._table.setFocus)
        self._details.check_pressed.connect(self._check)
        self._rechecks.ended.connect(self._checked)
        self._trouble.action.connect(self._read_again)
        self._clock.timeout.connect(self._model.let_time_pass)
        self._clock.start()
        QShortcut(QKeySequence(Qt.Key.Key_F5), self, self._check)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._go_to_search)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.connect_requested.emit)

    def _show_page(self) -> None:
        """Show the list, or how to begin; the fixed object names stand on the buttons that are in sight."""
        empty = self._model.rowCount() == 0
        self._pages.setCurrentWidget(self._first_steps if empty else self._split)
        self._bar.set_tools_shown(shown=not empty)
        self._bar.arrange(self.width())
        shown, hidden = (self._first_steps, self._bar) if empty else (self._bar, self._first_steps)
        shown.connect_button.setObjectName("main.connect")
        shown.practise_button.setObjectName("main.practise")
        hidden.connect_button.setObjectName("")
        hidden.practise_button.setObjectName("")
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
        if connection is None:
            return
        if connection.connection_id != self._shown:
            self._rechecks.forget_answer(self._shown)
            self._shown = connection.connection_id
            self._details.show_missing(())
        self._details.show_connection(connection)
        self._details.show_checking(checking=self._model.checking(self._shown) is Checking.RUNNING)
        self._details.show_outcome(self._rechecks.outcome(self._shown))
        self._fetch_again = True
        if not self._fetching:
            self._tasks.start(self._fetch_missing())

    async def _fetch_missing(self) -> None:
        """Read who is not connected; whoever goes quickly through the list waits for the last row only."""
        self._fetching = True
        try:
            while self._fetch_again:
                self._fetch_again = False
                wanted = self._shown
                accounts = await self._book.not_connected(wanted)
                if wanted == self._shown:
                    self._details.show_missing(accounts)
        except WizardError as error:
            show_trouble(self._trouble, self._explain(error.failure), (_READ_AGAIN,), Tone.PROBLEM)
        finally:
            self._fetching = False

    def _check(self) -> None:
        connection = self._table.connection()
        if connection is not None and self._details.isVisible():
            self._rechecks.start(connection)
            self._show_details()

    def _checked(self, connection_id: str) -> None:
        if connection_id == self._shown:
            self._show_details()

    def _read_again(self) -> None:
        self._tasks.start(self.reload())
