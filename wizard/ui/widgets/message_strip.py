"""A message at the top of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.announce import announce
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.copy_button import CopyButton
from wizard.ui.widgets.expander import DisclosureButton
from wizard.ui.widgets.flow_layout import FlowLayout
from wizard.ui.widgets.icon_label import IconLabel
from wizard.ui.widgets.labels import BodyLabel, TextLabel
from wizard.ui.widgets.raw_text import RawText
from wizard.ui.widgets.styling import set_style_property
from wizard.ui.widgets.tab_order import tab_behind


class Tone(StrEnum):
    """How grave a message is."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    PROBLEM = "problem"


_ICONS = {
    Tone.INFO: ("info", "accent"),
    Tone.SUCCESS: ("circle-check", "success"),
    Tone.WARNING: ("warning", "warning"),
    Tone.PROBLEM: ("circle-cross", "danger"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a message: its ID and what stands on it."""

    id: str
    text: str


class MessageStrip(QFrame):
    """Icon, one sentence of problem, one of cause, buttons, the raw text behind "Details"; hidden while there is none.

    action_prefix: put before an action's ID, it is the object name of its button; before "ticket", of the copy button
    action(id):    a button was pressed
    """

    action = Signal(str)

    def __init__(self, action_prefix: str = "message.action.", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action_prefix = action_prefix
        self.setProperty("role", "strip")
        self._icon = IconLabel("info", "accent", 1.1)
        self._problem = TextLabel(role="strong")
        self._cause = BodyLabel()
        self._button_row = QWidget()
        self._buttons = FlowLayout(tokens().space.small, self._button_row)
        self._details = DisclosureButton(self.tr("Details"))
        self._raw = RawText(self.tr("Details"))
        self._ticket = CopyButton(label=self.tr("Copy for the ticket"))
        self._ticket.setObjectName(f"{action_prefix}ticket")
        self._ticket.setToolTip(self.tr("Ten lines for whoever helps: what happened, where, when, and AWS's own words"))
        self._details.toggled.connect(self._raw.setVisible)
        self._lay_out()
        self.hide()

    def show_message(  # noqa: PLR0913 -- the parts of a message
        self,
        tone: Tone,
        problem: str,
        cause: str = "",
        actions: Sequence[Action] = (),
        details: str = "",
        *,
        ticket: str = "",
    ) -> None:
        """Shows a message in place of the last one and says it to screen readers.

        problem, cause: one sentence each
        details:        the raw text, e.g. AWS's own words
        ticket:         the failure in ten lines, to be copied; empty where it is none
        """
        set_style_property(self, "tone", tone.value)
        self._icon.set_icon(*_ICONS[tone])
        self._problem.setText(problem)
        self._cause.setText(cause)
        self._cause.setVisible(bool(cause))
        self._show_actions(actions)
        self._details.setChecked(False)
        self._details.setVisible(bool(details))
        self._ticket.set_copy_text(ticket)
        self._ticket.setVisible(bool(ticket))
        self._button_row.setVisible(bool(actions or details or ticket))
        self._raw.set_text(details)
        self.setAccessibleName(problem)
        self.setAccessibleDescription(cause)
        self.show()
        self._alert(urgent=tone in (Tone.PROBLEM, Tone.WARNING))

    def clear(self) -> None:
        """Takes the message away."""
        self._problem.setText("")
        self.hide()

    def problem(self) -> str:
        """The first sentence, or an empty text."""
        return self._problem.text()

    def cause(self) -> str:
        """The second sentence, or an empty text."""
        return self._cause.text()

    def _alert(self, *, urgent: bool) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        announce(self, " ".join(filter(None, (self.problem(), self.cause()))), urgent=urgent)

    def _show_actions(self, actions: Sequence[Action]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in (self._details, self._ticket):
                old.hide()
                old.deleteLater()
        shown = []
        for action in actions:
            button = Button(action.text)
            button.setObjectName(self._action_prefix + action.id)
            button.setProperty("action", action.id)
            button.clicked.connect(self._press)
            self._buttons.addWidget(button)
            button.show()  # at once, where the strip is shown already
            shown.append(button)
        self._buttons.addWidget(self._details)
        self._buttons.addWidget(self._ticket)
        tab_behind(self, shown)

    def _press(self) -> None:
        self.action.emit(self.sender().property("action"))

    def _lay_out(self) -> None:
        space = tokens().space
        self._buttons.setContentsMargins(0, space.tiny, 0, space.tiny)
        self._buttons.addWidget(self._details)
        self._buttons.addWidget(self._ticket)
        self._raw.hide()
        texts = QVBoxLayout()
        texts.setSpacing(space.tiny)
        for part in (self._problem, self._cause, self._button_row, self._raw):
            texts.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.large, space.medium, space.large, space.medium)
        row.setSpacing(space.medium)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
