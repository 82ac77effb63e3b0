"""Trying again, on the last page, the accounts that are not connected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.pages.connected import ConnectedPage
from wizard.handover.ticket import Subject
from wizard.model.plan import RunEnd, RunKind
from wizard.ui.runs.progress import RunProgress
from wizard.ui.tasks import Tasks
from wizard.ui.texts.retry import try_again_text
from wizard.ui.texts.runs import run_sentence, run_title
from wizard.ui.texts.ticket import subject_of, ticket_of
from wizard.ui.texts.wording import word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.wizard.trouble import raw_text

_GO_ON = "go-on"


class RetryPart(QWidget):
    """The button, how far it is, and why it rests."""

    def __init__(self, page: ConnectedPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._tasks = tasks
        self._said = BodyLabel()
        self._progress = RunProgress("connected.retry")
        self._progress.set_kind(RunKind.RETRY)
        self._message = MessageStrip("connected.retry.")
        self._message.setObjectName("connected.retry.message")
        self._button = Button("", icon_name="refresh")
        self._button.setObjectName("connected.retry")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.medium)
        for part in (self._said, self._progress, self._message):
            column.addWidget(part)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._button.clicked.connect(lambda: tasks.start(page.try_again()))
        self._progress.stop_pressed.connect(page.status.stop)
        self._message.action.connect(lambda: tasks.start(page.go_on_trying()))

    def show_retry(self) -> None:
        """Show what is so now."""
        status = self._page.status
        run = status.run if status.connecting else None
        running = run is not None and run.state.end is None
        said = run.state.said if run is not None and running else None
        self._said.setText(word(said) if said is not None else "")
        self._said.setVisible(said is not None)
        self._progress.setVisible(running)
        if run is not None:
            self._progress.show_counts(run.state.counted, run.state.seconds_left, running=running)
        text = try_again_text(self._page.to_try)
        self._button.setText(text)
        self._button.setAccessibleName(text.replace("&", ""))
        self._button.setVisible(run is None and bool(self._page.to_try))
        self._button.setEnabled(status.free)
        self._show_message(None if running or run is None else run.state.end)

    def _show_message(self, end: RunEnd | None) -> None:
        """Say why trying again rests; what keeps it from beginning is said beside the status."""
        if end is None:
            if self._message.problem():
                self._message.clear()
            return
        trouble = self._page.status.trouble
        title = run_title(RunKind.RETRY, end, undoing=False, interrupted=False)
        cause = f"{trouble.title} {trouble.explanation}" if trouble else run_sentence(end, interrupted=False)
        if (self._message.problem(), self._message.cause()) != (title, cause):
            tone = Tone.PROBLEM if end is RunEnd.FAILED else Tone.WARNING
            details = raw_text(trouble.failure) if trouble else ""
            row = self._page.connection
            subject = subject_of(row, title) if row else Subject(title)
            ticket = ticket_of(trouble, subject) if trouble else ""
            self._message.show_message(tone, title, cause, (Action(_GO_ON, self.tr("&Go on")),), details, ticket=ticket)
