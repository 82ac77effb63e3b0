"""The status switch of the last page: what was verified, how far a switch is, and who did not follow."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.flow.pages.status_switch import StatusSwitch
from wizard.handover.ticket import Subject
from wizard.model.connection import Connection, Status
from wizard.model.failure import Diagnosis
from wizard.model.identifiers import grouped_account_id
from wizard.model.plan import RunEnd, RunKind
from wizard.model.progress import AccountResult
from wizard.operations.followers import STILL_ON
from wizard.ui.models.connections import switch_state
from wizard.ui.tasks import Tasks
from wizard.ui.texts.main_window import status_note, status_text
from wizard.ui.texts.run_questions import mark_question_text, question_text
from wizard.ui.texts.runs import is_switch, over_text, run_sentence, run_title, work_text
from wizard.ui.texts.ticket import subject_of, ticket_of
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.widgets.raw_text import RawText
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow
from wizard.ui.widgets.switch import Switch
from wizard.ui.wizard.trouble import raw_text

_LINES = 8
"""So many accounts have a line of their own."""
_GO_ON, _PUT_BACK, _TRY_AGAIN, _OFF = "go-on", "put-back", "retry", "off"


class StatusCard(Card):
    """Shows the state that was verified, never the one that was asked for."""

    def __init__(self, status: StatusSwitch, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Status"), parent)
        self.setObjectName("connected.status-card")
        self._status = status
        self._tasks = tasks
        self._shown_behind: tuple[AccountResult, ...] = ()
        self._switch = Switch(self.tr("Status"))
        self._switch.setObjectName("connected.status")
        self._stop = Button(self.tr("&Stop"))
        self._stop.setObjectName("connected.status.stop")
        self._stop.setAccessibleName(self.tr("Stop switching the status"))
        self._note = BodyLabel()
        self._note.setObjectName("connected.status.note")
        self._message = MessageStrip("connected.status.")
        self._message.setObjectName("connected.status.message")
        self._behind = QWidget()
        self._behind.setObjectName("connected.status.behind")
        self._behind_column = QVBoxLayout(self._behind)
        self._lay_out()
        self._switch.asked.connect(self._press)
        self._stop.clicked.connect(status.stop)
        self._message.action.connect(self._act)

    def show_status(self, session_note: str) -> None:
        """Show what is so now.

        session_note: what the provider's definition says of a status that is off
        """
        one = self._status.connection
        self.setVisible(one is not None)
        if one is None:
            return
        run, switching = self._status.run, self._status.switching and not self._status.connecting
        going_on = work_text(run.kind, undoing=run.undoing) if run is not None and switching else ""
        self._switch.setAccessibleName(fill(self.tr("Status of {name}"), {"name": one.identity.name}))
        self._switch.set_state(switch_state(one), going_on or status_text(one), busy=switching)
        self._switch.setEnabled(switching or self._status.possible)
        self._stop.setVisible(switching)
        note = self._progress() if switching else self._verified(one, session_note)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._show_message(one)
        self._show_behind(() if switching else self._status.behind)

    def _progress(self) -> str:
        """Say how many accounts have followed; before any is counted, what is done."""
        run = self._status.run
        if run is None:
            return ""
        counted, said = run.state.counted, run.state.said
        if counted is None or not counted.total:
            return word(said) if said is not None else ""
        number = QLocale().toString
        values = {"done": number(counted.done), "total": number(counted.total)}
        return fill(self.tr("{done} of {total} member accounts so far."), values)

    def _verified(self, one: Connection, session_note: str) -> str:
        """Say in how many accounts the status is as the switch shows; where nobody knows, what that means."""
        number = QLocale().toString
        values = {"connected": number(one.health.connected), "total": number(one.health.total)}
        behind = len(self._status.behind)
        if one.status is Status.MIXED and behind:
            text = self.tr("{behind} of {total} member accounts did not follow.")
            return fill(text, {**values, "behind": number(behind)})
        if not one.status_at_aws or one.status not in (Status.ACTIVE, Status.INACTIVE):
            return status_note(one)
        if one.identity.is_account:
            on = self.tr("Verified: on. The role trusts the provider.")
            off = self.tr("Verified: off. The role stays, and trusts nobody.")
            return on if one.status is Status.ACTIVE else " ".join(filter(None, (off, session_note)))
        if one.status is Status.ACTIVE:
            text = self.tr("Verified: on in the management account and in {connected} of {total} member accounts.")
            return fill(text, values)
        text = self.tr(
            "Verified: off in the management account and in {connected} of {total} member accounts. The roles stay, "
            "and trust nobody."
        )
        return " ".join(filter(None, (fill(text, values), session_note)))

    def _show_message(self, one: Connection) -> None:
        run, trouble = self._status.run, self._status.trouble
        elsewhere = self._status.switching or self._status.connecting
        if elsewhere or (run is None and trouble is None and one.status is not Status.MIXED):
            if self._message.problem():
                self._message.clear()
            return
        if run is not None:
            title = run_title(run.kind, run.state.end, undoing=run.undoing, interrupted=False)
            sentence = run_sentence(run.state.end, interrupted=False)
            cause = f"{trouble.title} {trouble.explanation}" if trouble is not None else sentence
            tone = Tone.PROBLEM if run.state.end is RunEnd.FAILED else Tone.WARNING
            back = is_switch(run.kind) and not run.undoing
            self._say(tone, title, cause, self._actions(_GO_ON, _PUT_BACK if back else ""), trouble)
        elif trouble is not None:
            self._say(Tone.PROBLEM, trouble.title, trouble.explanation, [], trouble)
        else:
            problem = over_text(RunKind.SWITCH_OFF, one, undoing=False)
            explained = next((each.diagnosis.explanation for each in self._status.behind if each.diagnosis), "")
            self._say(Tone.WARNING, problem, explained, self._actions(_TRY_AGAIN, _OFF), None)

    def _say(self, tone: Tone, problem: str, cause: str, actions: list[Action], trouble: Diagnosis | None) -> None:
        if (self._message.problem(), self._message.cause()) != (problem, cause):
            row, doing = self._status.connection, self.tr("Switching the status")
            subject = subject_of(row, doing) if row is not None else Subject(doing)
            details = raw_text(trouble.failure) if trouble is not None else ""
            ticket = ticket_of(trouble, subject) if trouble is not None else ""
            self._message.show_message(tone, problem, cause, actions, details, ticket=ticket)

    def _actions(self, *wanted: str) -> list[Action]:
        texts = {
            _GO_ON: self.tr("&Go on"),
            _PUT_BACK: self.tr("&Put it back"),
            _TRY_AGAIN: self.tr("&Try these again"),
            _OFF: self.tr("Switch &off everywhere"),
        }
        return [Action(one, texts[one]) for one in wanted if one]

    def _press(self) -> None:
        one = self._status.connection
        if one is not None:
            self._ask(one, on=one.status is not Status.ACTIVE)

    def _act(self, action: str) -> None:
        one = self._status.connection
        if action == _OFF and one is not None:
            self._ask(one, on=False)
            return
        ways = {_GO_ON: self._status.go_on, _PUT_BACK: self._status.put_back, _TRY_AGAIN: self._status.try_again}
        if action in ways:
            self._tasks.start(ways[action]())

    def _ask(self, one: Connection, *, on: bool) -> None:
        """Ask once more before anything is changed."""
        kind = RunKind.SWITCH_ON if on else RunKind.SWITCH_OFF
        question = question_text(kind, one) if one.status_at_aws else mark_question_text(one, active=on)
        dialog = Confirmation(question.title, question.text, question.do, question.leave, self)
        dialog.setObjectName("connected.status.confirm")
        dialog.accepted.connect(lambda: self._tasks.start(self._status.switch(on=on)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_behind(self, accounts: tuple[AccountResult, ...]) -> None:
        self._behind.setVisible(bool(accounts))
        if accounts == self._shown_behind:
            return
        self._shown_behind = accounts
        while (item := self._behind_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in accounts[:_LINES]:
            row = StateRow(one.name)
            row.set_state(State.PROBLEM, grouped_account_id(one.account_id), self._still(one))
            self._behind_column.addWidget(row)
        rest = accounts[_LINES:]
        if rest:
            names = RawText(self.tr("Did not follow"))
            names.set_text("\n".join(f"{grouped_account_id(one.account_id)}  {one.name}" for one in rest))
            number = {"number": QLocale().toString(len(rest))}
            self._behind_column.addWidget(Expander(fill(self.tr("and {number} more"), number), names))

    def _still(self, one: AccountResult) -> str:
        on = one.reason is not None and one.reason.code == STILL_ON
        return self.tr("May still be on") if on else self.tr("May still be off")

    def _lay_out(self) -> None:
        space = tokens().space
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.medium)
        row.addWidget(self._switch)
        row.addWidget(self._stop)
        row.addStretch(1)
        line = QWidget()
        line.setLayout(row)
        self._behind_column.setContentsMargins(0, 0, 0, 0)
        self._behind_column.setSpacing(space.tiny)
        for part in (line, self._note, self._message, self._behind):
            self.add(part)
