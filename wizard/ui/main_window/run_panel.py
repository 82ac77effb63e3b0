"""The run of the selected connection: what is done, how far it is, what is in the way, and its buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.handover.ticket import Subject
from wizard.model.failure import Diagnosis
from wizard.model.plan import OperationState, RunEnd
from wizard.model.run_state import OperationRow
from wizard.ui.main_window.ports import Work
from wizard.ui.main_window.run_buttons import RunButtons
from wizard.ui.runs.accounts import RunAccounts
from wizard.ui.runs.events import RunEvents, current_event
from wizard.ui.runs.operations import OperationLine, RunOperations
from wizard.ui.runs.progress import RunProgress
from wizard.ui.texts.runs import is_left_behind, run_sentence, run_title
from wizard.ui.texts.ticket import ticket_of
from wizard.ui.texts.wording import word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.labels import BodyLabel, SectionTitle
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.wizard.trouble import first_sentence, raw_text

_SECOND_MS = 1000


@dataclass(frozen=True, slots=True)
class RunView:
    """What the panel shows besides the run itself.

    diagnosis: why it does not go on; None where it does, or nothing is in the way
    actions:   what can be done about it here
    over:      what is true now that it is over, in one line; empty before
    well:      all of it came out as it was meant
    showable:  its wizard can be opened
    subject:   what is being done for whom, for whoever copies a failure for a ticket
    """

    work: Work
    diagnosis: Diagnosis | None
    actions: Sequence[Action]
    over: str
    well: bool
    showable: bool
    subject: Subject


class RunPanel(QWidget):
    """Shows one run.

    buttons: the row of buttons beside the title
    acted(action):   a button of the failure was pressed
    stop_pressed():  stop it
    explained(part): the explanation of an account changed; it should be in sight
    """

    acted = Signal(str)
    explained = Signal(QWidget)
    stop_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main.run")
        self._view: RunView | None = None
        self._title = SectionTitle()
        self._sentence = BodyLabel()
        self.buttons = RunButtons()
        self._message = MessageStrip("main.run.action.")
        self._message.setObjectName("main.run.message")
        self._progress = RunProgress("main.run")
        self._operations = RunOperations("main.run.operations")
        self._accounts = RunAccounts("main.run")
        self._events = RunEvents("main.run")
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(self._time_passed)
        self._lay_out()
        self._message.action.connect(self.acted)
        self._progress.stop_pressed.connect(self.stop_pressed)
        self._accounts.explained.connect(self.explained)
        self.hide()

    def show_run(self, view: RunView | None) -> None:
        """Show a run as it is now; None hides the panel."""
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            self._second.stop()
            self._message.clear()
            return
        work, state = view.work, view.work.state
        self._title.setText(run_title(work.kind, state.end, undoing=work.undoing, interrupted=work.interrupted))
        self._sentence.setText(self._what_goes_on(work))
        self._sentence.setVisible(bool(self._sentence.text()))
        self.buttons.show_for(work, showable=view.showable)
        self._show_message(view)
        self._accounts.set_kind(work.kind)
        self._progress.set_kind(work.kind)
        self._accounts.subject = view.subject
        self._accounts.show_accounts(state.accounts)
        self._events.show_events(state.events)
        self._time_passed()
        if state.end is not None or work.interrupted:
            self._second.stop()
        elif not self._second.isActive():
            self._second.start()

    def let_go(self) -> None:
        """Let the clock stand still: the window goes."""
        self._second.stop()

    def _what_goes_on(self, work: Work) -> str:
        if work.state.end is None and not work.interrupted:
            return word(work.state.said) if work.state.said is not None else ""
        return run_sentence(work.state.end, interrupted=work.interrupted)

    def _show_message(self, view: RunView) -> None:
        if view.over:
            left = [word(one) for one in view.work.state.told if is_left_behind(one.key)]
            problem, cause = first_sentence(view.over)
            texts = "\n".join(filter(None, (cause, *left)))
            self._say(Tone.SUCCESS if view.well else Tone.WARNING, problem, texts, (), None, subject=view.subject)
        elif view.diagnosis is not None:
            paused = view.work.state.end is RunEnd.PAUSED
            tone = Tone.WARNING if paused else Tone.PROBLEM
            one = view.diagnosis
            self._say(tone, one.title, one.explanation, view.actions, one, subject=view.subject)
        elif self._message.problem():
            self._message.clear()

    def _say(  # noqa: PLR0913 -- the parts of a message
        self,
        tone: Tone,
        problem: str,
        cause: str,
        actions: Sequence[Action],
        failure: Diagnosis | None,
        *,
        subject: Subject,
    ) -> None:
        if (self._message.problem(), self._message.cause()) != (problem, cause):
            details = raw_text(failure.failure) if failure is not None else ""
            ticket = ticket_of(failure, subject) if failure is not None else ""
            self._message.show_message(tone, problem, cause, actions, details, ticket=ticket)

    def _time_passed(self) -> None:
        if self._view is None:
            return
        state = self._view.work.state
        running = state.end is None and not self._view.work.interrupted
        self._operations.show_lines(self._line(row) for row in state.operations.values())
        self._operations.setVisible(bool(state.operations))
        self._progress.show_counts(state.counted, state.seconds_left, running=running)

    def _line(self, row: OperationRow) -> OperationLine:
        state = self._view.work.state if self._view is not None else None
        if state is None:
            return OperationLine(row.operation, row.state)
        detail = current_event(state.events) if row.state is OperationState.RUNNING else ""
        return OperationLine(row.operation, row.state, state.elapsed(row.operation), detail)

    def _lay_out(self) -> None:
        space = tokens().space
        heading = QHBoxLayout()
        heading.setSpacing(space.medium)
        heading.addWidget(self._title, 1)
        heading.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.medium)
        column.addLayout(heading)
        parts = (self._sentence, self._message, self._progress, self._operations, self._accounts, self._events)
        for part in parts:
            column.addWidget(part)
