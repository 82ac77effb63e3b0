"""Page 7: the run, live."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wizard.flow.pages.deploy import DeployPage, OperationRow
from wizard.model.plan import OperationState, RunEnd
from wizard.ui.tasks import Tasks
from wizard.ui.texts.operations import duration_text, operation_name, operation_state_text
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.deploy_accounts import DeployAccounts
from wizard.ui.wizard.pages.deploy_progress import DeployProgress
from wizard.ui.wizard.trouble import show_trouble

_STATES = {
    OperationState.WAITING: State.PENDING,
    OperationState.LOOKING: State.RUNNING,
    OperationState.RUNNING: State.RUNNING,
    OperationState.DONE: State.DONE,
    OperationState.ALREADY_DONE: State.DONE,
    OperationState.WAITING_TO_RETRY: State.RUNNING,
    OperationState.PAUSED: State.WARNING,
    OperationState.STOPPED: State.WARNING,
    OperationState.FAILED: State.PROBLEM,
}
_RESUMING = ("try-again", "wait-and-continue", "check-again")
_EVENT_LINES = 8


class DeployView(PageView):
    """Operations, the count of accounts with its bar, the accounts, and the stack's events one click away."""

    def __init__(self, page: DeployPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._deploy = page
        self._rows: dict[str, StateRow] = {}
        self._events_shown = 0
        self._operations = Card()
        self._operations.setObjectName("deploy.operations")
        self._operations.setAccessibleName(self.tr("What is done, in order"))
        self._operations.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._operations.body.setSpacing(0)
        self._progress = DeployProgress()
        self._failure = MessageStrip("deploy.action.")
        self._failure.setObjectName("deploy.failure")
        self._accounts = DeployAccounts()
        self._events = QPlainTextEdit()
        self._technical = Expander(self.tr("Events of the stack"), self._events)
        self._technical.button.setObjectName("deploy.show-events")
        self._technical.button.setAccessibleName(self.tr("Events of the stack"))
        self._set_up_events()
        for part in (self._failure, self._operations, self._progress, self._accounts, self._technical):
            self.body.addWidget(part, 1 if part is self._accounts else 0)
        self.body.addStretch(0)  # takes the room while there is no table yet
        self._accounts.explained.connect(self.reveal)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._time_passed)
        self._progress.stop_pressed.connect(page.stop)
        self._failure.action.connect(self._act)

    def _set_up_events(self) -> None:
        self._events.setObjectName("deploy.events")
        self._events.setAccessibleName(self.tr("Events of the stack"))
        self._events.setReadOnly(True)
        self._events.setProperty("role", "code")
        self._events.setTabChangesFocus(True)
        self._events.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._events.setFixedHeight(self._events.fontMetrics().lineSpacing() * _EVENT_LINES + 2 * tokens().space.medium)

    @property
    def title(self) -> str:
        """How far it is."""
        end = self._deploy.end
        if end is None:
            return self.tr("Creating the roles")
        if end is RunEnd.DONE:
            return self.tr("The roles are created") if not self._deploy.failed_accounts else self._partly()
        titles = {
            RunEnd.PAUSED: self.tr("Paused"),
            RunEnd.STOPPED: self.tr("Stopped"),
            RunEnd.FAILED: self.tr("The roles could not be created"),
        }
        return titles[end]

    def _partly(self) -> str:
        failed = len(self._deploy.failed_accounts)
        if failed == 1:
            return self.tr("Created, except in 1 account")
        return fill(self.tr("Created, except in {number} accounts"), {"number": QLocale().toString(failed)})

    @property
    def instruction(self) -> str:
        """What is going on now."""
        page = self._deploy
        if page.end is RunEnd.DONE and page.failed_accounts:
            return self.tr(
                "All others are connected. The accounts that are not stand first in the list, with the reason."
            )
        if page.end is RunEnd.STOPPED:
            return self.tr("AWS finishes what it has begun; nothing more is started from here.")
        if page.end is None and page.said is not None:
            return word(page.said)
        return ""

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("Can I close this?"),
                self.tr("Yes. AWS does the work by itself; the list shows where it stands."),
            ),
            Help(
                self.tr("What if an account fails?"),
                self.tr(
                    "The others are not touched by it. Each account is judged by itself, and named with its reason."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show the run."""
        page = self._deploy
        self._time_passed()
        if not page.running:
            self._second.stop()
        elif not self._second.isActive():
            self._second.start()
        self._accounts.show_accounts(page.accounts)
        self._show_events()
        failure = page.failure if page.error is None else None
        tone = Tone.WARNING if page.end in (RunEnd.PAUSED, RunEnd.STOPPED) else Tone.PROBLEM
        show_trouble(self._failure, failure, (*_RESUMING, "sign-in-again", *self._leading_back()), tone)
        self.rephrased.emit()

    def _time_passed(self) -> None:
        for row in self._deploy.operations.values():
            self._show_operation(row)
        self._progress.show_counts(self._deploy.counted, self._deploy.seconds_left, running=self._deploy.running)

    def let_go(self) -> None:
        """Follow the run no longer, nor the clock."""
        super().let_go()
        self._second.stop()

    def _leading_back(self) -> tuple[str, ...]:
        if self._deploy.end not in (RunEnd.FAILED, RunEnd.STOPPED):
            return ()
        return (
            "choose-another-profile",
            "go-to-organization",
            "go-to-settings",
            "choose-another-role-name",
            "go-to-checks",
        )

    def _show_operation(self, row: OperationRow) -> None:
        if row.operation not in self._rows:
            self._rows[row.operation] = StateRow(operation_name(row.operation))
            self._operations.add(self._rows[row.operation])
        detail = self._current_event() if row.operation == "stack" and row.state is OperationState.RUNNING else ""
        self._rows[row.operation].set_state(_STATES[row.state], detail, self._word(row))

    def _word(self, row: OperationRow) -> str:
        seconds = self._deploy.elapsed(row.operation)
        words = operation_state_text(row.state)
        return words if seconds is None else f"{words} · {duration_text(seconds)}"

    def _current_event(self) -> str:
        if not self._deploy.events:
            return ""
        event = self._deploy.events[-1]
        return f"{event.logical_id} · {event.resource_type} · {event.status}"

    def _show_events(self) -> None:
        events = list(self._deploy.events)
        self._technical.setVisible(bool(events))
        if len(events) == self._events_shown:
            return
        self._events_shown = len(events)
        lines = (
            "  ".join(filter(None, (f"{one.at:%H:%M:%S}" if one.at else "", one.logical_id, one.status, one.reason)))
            for one in events
        )
        self._events.setPlainText("\n".join(lines))
        self._events.verticalScrollBar().setValue(self._events.verticalScrollBar().maximum())

    def _act(self, action: str) -> None:
        if action in _RESUMING or self._deploy.end is RunEnd.PAUSED:
            self._tasks.start(self._deploy.resume())
        else:
            self.act.emit(action)
