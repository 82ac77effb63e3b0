"""What is known of the selected connection, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wizard.model.connection import Connection
from wizard.model.failure import Diagnosis
from wizard.model.progress import AccountResult
from wizard.ui.main_window.facts import Facts
from wizard.ui.main_window.missing_accounts import MissingAccounts
from wizard.ui.main_window.rechecks import Checked
from wizard.ui.models.connections import health_state
from wizard.ui.texts.main_window import health_sentence
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.elided_label import ElidedLabel
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_icon import StateIcon
from wizard.ui.wizard.trouble import show_trouble

_CHECKING_AGAIN = ("check-again", "try-again", "wait-and-continue", "go-to-checks")


class Details(QFrame):
    """One connection: how it is, who is missing and why, its RoleARN, how it was made; its buttons below.

    buttons:       the row of buttons at the bottom, for what can be done with a connection
    check_pressed: the person wants AWS to be asked again
    left():        Escape: back to the list
    """

    check_pressed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel("", "section", Qt.TextElideMode.ElideRight)
        self._provider = ElidedLabel("", "muted", Qt.TextElideMode.ElideRight)
        self._message = MessageStrip("main.action.")
        self._message.setObjectName("main.message")
        self._health_icon, self._health = StateIcon(), BodyLabel()
        self._missing = MissingAccounts()
        self._missing.setObjectName("main.missing")
        self._role_arn = CopyRow(self.tr("RoleARN"))
        self._role_arn.button.setObjectName("main.copy-role-arn")
        self._facts = Facts()
        self._scroll = ScrollPage()
        self._scroll.setObjectName("main.details")
        self._check = Button("", icon_name="refresh")
        self._check.setObjectName("main.check")
        self.buttons = QHBoxLayout()
        self._refocus = False
        self._lay_out()
        self._message.action.connect(self._act)
        self._check.clicked.connect(self.check_pressed)

    @property
    def first(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._scroll

    def show_connection(self, one: Connection) -> None:
        """Show a connection as it is written down."""
        sentence = health_sentence(one)
        self._name.setText(one.identity.name)
        self._provider.setText(one.provider_name)
        self._health_icon.set_state(health_state(one))
        self._health.setText(sentence)
        self._role_arn.set_value(one.role_arn)
        self._role_arn.setVisible(bool(one.role_arn))
        self._facts.show_connection(one)
        self._scroll.setAccessibleName(f"{one.identity.name}, {one.provider_name}")
        self._scroll.setAccessibleDescription(sentence)

    def show_missing(self, accounts: Sequence[AccountResult]) -> None:
        """Show who is not connected and why."""
        self._missing.show_accounts(accounts)

    def show_checking(self, *, checking: bool) -> None:
        """Show whether AWS is being asked; the keyboard comes back to the button that started it."""
        text = self.tr("Checking") if checking else self.tr("Check &again")
        if checking and self._check.hasFocus():
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refocus = True
        self._check.setEnabled(not checking)
        self._check.setText(text)
        self._check.setAccessibleName(text.replace("&", ""))
        if not checking and self._refocus:
            self._refocus = False
            if self._scroll.hasFocus():
                self._check.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_outcome(self, outcome: Checked | Diagnosis | None) -> None:
        """Show what asking AWS came to; None where there is nothing to say."""
        for part in (self._health_icon, self._health):
            part.setVisible(not isinstance(outcome, Checked))  # the message says the same
        if not isinstance(outcome, Checked):
            possible = [one for one in _CHECKING_AGAIN if outcome is not None and one in outcome.actions]
            show_trouble(self._message, outcome, possible[:1], Tone.PROBLEM)
            return
        well = health_state(outcome.after) is State.DONE
        said = self.tr("AWS says something new.") if outcome.changed else self.tr("Nothing has changed at AWS.")
        self._message.show_message(Tone.SUCCESS if well else Tone.WARNING, said, self._health.text())

    def focus(self) -> None:
        """Bring the keyboard here, so that the keys scroll and a screen reader reads on."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _act(self, action: str) -> None:
        if action in _CHECKING_AGAIN:
            self.check_pressed.emit()

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
        for part in (heading, self._message, health, self._missing, self._role_arn, self._facts):
            self._scroll.add(part)
        self._scroll.add_stretch()
        foot = QFrame()
        foot.setProperty("role", "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(space.huge, space.small, space.huge, space.small)
        self.buttons.setSpacing(space.small)
        self.buttons.addWidget(self._check)
        row.addLayout(self.buttons)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)
        self.show_checking(checking=False)
