"""The status of the selected connection, and its switch."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.model.connection import Connection, Phase, Status, Way
from wizard.ui.models.connections import switch_state
from wizard.ui.texts.main_window import status_note, status_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.widgets.switch import Switch


class StatusControl(QWidget):
    """Shows what was verified, never what was asked; where it is mixed, a second button leads the other way.

    It hides while connecting is not finished: there is no status yet.

    asked(on): the person wants the status on, or off, everywhere
    """

    asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = Status.UNKNOWN
        self._switch = Switch(self.tr("Status"))
        self._switch.setObjectName("main.status")
        self._off = Button(self.tr("Switch off e&verywhere"))
        self._off.setObjectName("main.switch-off")
        self._off.setAccessibleName(self.tr("Switch off everywhere"))
        self._note = BodyLabel()
        self._lay_out()
        self._switch.asked.connect(self.press)
        self._off.clicked.connect(self._ask_off)

    def show_connection(self, one: Connection, working: str, reason: str) -> None:
        """Show a connection's status.

        working: what is going on while the status is being changed, e.g. "Switching off"; else empty
        reason:  why it cannot be switched now; empty where it can
        """
        self._status = one.status
        self.setVisible(one.phase is not Phase.CONNECTING)
        word, note = status_text(one), status_note(one)
        unknown = one.way is Way.PROFILE and one.status is Status.UNKNOWN and one.status_at_aws
        self._switch.setAccessibleName(fill(self.tr("Status of {name}"), {"name": one.identity.name}))
        self._switch.set_state(switch_state(one), working or word, busy=bool(working))
        why_not = "" if working else reason or (note if unknown else "")
        self._switch.setEnabled(not why_not)
        self._switch.setToolTip(why_not)
        self._switch.setAccessibleDescription(". ".join(filter(None, (working or word, why_not or note))))
        self._off.setVisible(one.way is Way.PROFILE and one.status is Status.MIXED and not (working or reason))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def press(self) -> None:
        """Ask for the other state; on, where it is mixed. Nothing happens where it cannot be switched now."""
        if self.isVisible() and self._switch.isEnabled() and not self._switch.busy:
            self.asked.emit(self._status is not Status.ACTIVE)

    def _ask_off(self) -> None:
        self.asked.emit(False)

    def _lay_out(self) -> None:
        space = tokens().space
        row = QHBoxLayout()
        row.setSpacing(space.medium)
        row.addWidget(self._switch)
        row.addWidget(self._off)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Caption(self.tr("Status")))
        column.addLayout(row)
        column.addWidget(self._note)
