"""What is known of the selected connection, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wizard.handover.ticket import Subject
from wizard.model.connection import Connection, Way
from wizard.model.failure import Diagnosis
from wizard.model.progress import AccountResult
from wizard.ui.main_window.account_list import AccountList
from wizard.ui.main_window.action_bar import ActionBar, set_possible
from wizard.ui.main_window.facts import Facts
from wizard.ui.main_window.missing_accounts import MissingAccounts
from wizard.ui.main_window.rechecks import Checked
from wizard.ui.main_window.run_panel import RunPanel
from wizard.ui.main_window.status_control import StatusControl
from wizard.ui.models.connections import health_state
from wizard.ui.texts.main_window import health_sentence
from wizard.ui.texts.ticket import subject_of
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.elided_label import ElidedLabel
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_icon import StateIcon
from wizard.ui.wizard.trouble import show_trouble

_CHECKING_AGAIN = ("check-again", "try-again", "wait-and-continue", "go-to-checks")
_SIGN_IN = "sign-in-again"
_VERIFY = "verify"
_OTHER_PROFILE = "choose-another-profile"


class Details(QFrame):
    """One connection: its run, how it is, who is missing and why, its RoleARN, how it was made; its buttons below.

    run, status, missing, accounts, explore, bar: the parts whose signals the owner hears
    check_pressed(), sign_in_pressed(): what the person wants
    verify_pressed(): another profile is wanted, or the first one for what was connected in the AWS console
    left(): Escape: back to the list
    """

    check_pressed = Signal()
    verify_pressed = Signal()
    sign_in_pressed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel("", "section", Qt.TextElideMode.ElideRight)
        self._provider = ElidedLabel("", "muted", Qt.TextElideMode.ElideRight)
        self._message = MessageStrip("main.action.")
        self._message.setObjectName("main.message")
        self._console = MessageStrip("main.")
        self._console.setObjectName("main.console")
        self.run = RunPanel()
        self.status = StatusControl()
        self._health_icon, self._health = StateIcon(), BodyLabel()
        self.missing = MissingAccounts()
        self.missing.setObjectName("main.missing")
        self.accounts = AccountList()
        self._role_arn = CopyRow(self.tr("RoleARN"))
        self._role_arn.button.setObjectName("main.copy-role-arn")
        self._facts = Facts()
        self.explore = Button(self.tr("Resource E&xplorer…"), icon_name="search")
        self.explore.setObjectName("main.resource-explorer")
        self.explore.setAccessibleName(self.tr("Resource Explorer across the organization"))
        self.explore.hide()
        self._scroll = ScrollPage()
        self._scroll.setObjectName("main.details")
        self.bar = ActionBar()
        self._refocus = False
        self._subject = Subject()
        self._lay_out()
        self._message.action.connect(self._act)
        self._console.action.connect(self.verify_pressed)
        self.bar.check_pressed.connect(self.check_pressed)
        self.run.explained.connect(self._reveal)
        self.accounts.explained.connect(self._reveal)

    @property
    def first(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._scroll

    def show_connection(self, one: Connection, *, verifiable: bool) -> None:
        """Show a connection as it is written down.

        verifiable: signing in can be offered where nothing was verified
        """
        sentence = health_sentence(one)
        self._subject = subject_of(one, self.tr("Looking after a connected organization"))
        self.accounts.set_subject(self._subject)
        self._name.setText(one.identity.name)
        self._provider.setText(one.provider_name)
        self._health_icon.set_state(health_state(one))
        self._health.setText(sentence)
        self._role_arn.set_value(one.role_arn)
        self._role_arn.setVisible(bool(one.role_arn))
        self._facts.show_connection(one)
        self._show_way(one, verifiable=verifiable)
        self._scroll.setAccessibleName(f"{one.identity.name}, {one.provider_name}")
        self._scroll.setAccessibleDescription(sentence)

    def show_missing(self, accounts: Sequence[AccountResult]) -> None:
        """Show who is not connected and why."""
        self.missing.show_accounts(accounts)

    def show_checking(self, *, checking: bool, why_not: str = "") -> None:
        """Show whether AWS is being asked; the keyboard comes back to the button that started it.

        why_not: why it cannot be asked now; empty where it can
        """
        check = self.bar.check
        text = self.tr("Checking") if checking else self.tr("Check &again")
        if checking and check.hasFocus():
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refocus = True
        set_possible(check, why_not)
        check.setEnabled(not checking and not why_not)
        check.setText(text)
        check.setAccessibleName(text.replace("&", ""))
        if not checking and self._refocus:
            self._refocus = False
            if self._scroll.hasFocus():
                check.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_outcome(
        self, outcome: Checked | Diagnosis | None, *, signing_in: bool = False, choosing: bool = False
    ) -> None:
        """Show what asking AWS, or beginning a run, came to; None where there is nothing to say.

        signing_in: a new sign-in can be offered
        choosing:   another profile can be offered
        """
        plain = not isinstance(outcome, Checked) and not self._console.problem()
        for part in (self._health_icon, self._health):
            part.setVisible(plain)  # the message says the same
        if not isinstance(outcome, Checked):
            possible = [one for one in _CHECKING_AGAIN if outcome is not None and one in outcome.actions][:1]
            offered = [*possible, _SIGN_IN] if signing_in else possible
            if choosing and outcome is not None and _OTHER_PROFILE in outcome.actions:
                offered = [*offered, _OTHER_PROFILE]
            show_trouble(self._message, outcome, offered, Tone.PROBLEM, self._subject)
            return
        well = health_state(outcome.after) is State.DONE
        said = self.tr("AWS says something new.") if outcome.changed else self.tr("Nothing has changed at AWS.")
        if (self._message.problem(), self._message.cause()) != (said, self._health.text()):
            self._message.show_message(Tone.SUCCESS if well else Tone.WARNING, said, self._health.text())

    def focus(self) -> None:
        """Bring the keyboard here, so that the keys scroll and a screen reader reads on."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def keeping_focus(self, change: Callable[[], None]) -> None:
        """Change what is shown; a keyboard that was here stays here, where its button goes or is greyed out."""
        before = QApplication.focusWidget()
        inside = before is not None and self.isAncestorOf(before)
        change()
        if before is not None and inside and not (before.isVisible() and before.isEnabled()):
            self.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_way(self, one: Connection, *, verifiable: bool) -> None:
        if one.way is not Way.CONSOLE:
            self._console.clear()
        elif not self._console.problem():
            actions = (Action(_VERIFY, self.tr("Sign in to verify")),) if verifiable else ()
            self._console.show_message(
                Tone.INFO,
                self.tr("This organization was connected in the AWS console. Sign in to verify it."),
                self.tr("Checking, switching and disconnecting work from then on."),
                actions,
            )

    def _act(self, action: str) -> None:
        if action in _CHECKING_AGAIN:
            self.check_pressed.emit()
        elif action == _OTHER_PROFILE:
            self.verify_pressed.emit()
        elif action == _SIGN_IN:
            self.sign_in_pressed.emit()

    def _reveal(self, part: QWidget) -> None:
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part))

    def _lay_out(self) -> None:
        space = tokens().space
        self._scroll.body.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        self._scroll.body.setSpacing(space.medium)
        heading = QHBoxLayout()
        heading.setSpacing(space.small)
        heading.addWidget(self._name)
        heading.addWidget(self._provider)
        heading.addStretch(1)
        health = QHBoxLayout()
        health.setSpacing(space.small)
        health.addWidget(self._health_icon, 0, Qt.AlignmentFlag.AlignTop)
        health.addWidget(self._health, 1)
        parts = (heading, self._console, self.run, self._message, health, self.missing, self.status)
        extras = QHBoxLayout()
        extras.addWidget(self.explore)
        extras.addStretch(1)
        for part in (*parts, self._role_arn, self._facts, extras, self.accounts):
            self._scroll.add(part)
        self._scroll.add_stretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.bar)
        self.show_checking(checking=False)
