"""A labelled input with help and a message."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.announce import announce
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_icon import StateIcon
from wizard.ui.widgets.styling import set_style_property
from wizard.ui.widgets.wording import without_mnemonic

_CHARACTERS = 110  # the widest input, which holds a long ARN


class FieldState(StrEnum):
    """What is known of a field's value."""

    NONE = ""
    OK = "ok"
    PROBLEM = "problem"
    BUSY = "busy"


_STATES = {FieldState.OK: State.DONE, FieldState.PROBLEM: State.PROBLEM, FieldState.BUSY: State.RUNNING}
_TONES = {FieldState.OK: "success", FieldState.PROBLEM: "danger", FieldState.BUSY: "muted", FieldState.NONE: ""}


class Field(QWidget):
    """A label with its mnemonic above an input, a line of help, and a message that says whether the value is right.

    label:  with `&` before the letter that jumps to the input
    editor: the input; a line edit where none is given. Its object name is the owner's to set
    help:   what the value is and where to find it
    """

    def __init__(
        self, label: str, editor: QWidget | None = None, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor if editor is not None else QLineEdit()
        self._help = Caption(help_text)
        if not help_text:
            self._help.hide()
        self._icon = StateIcon()
        self._message = Caption()
        self._message_row = QWidget()
        self._label = QLabel(label)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "strong")
        self._label.setBuddy(self.editor)
        self.editor.setAccessibleName(without_mnemonic(label))
        self.setFocusProxy(self.editor)
        self._state = FieldState.NONE
        self._lay_out()
        self.set_message("")

    @property
    def line_edit(self) -> QLineEdit:
        """The input, where it is a line edit; TypeError where it is not."""
        if not isinstance(self.editor, QLineEdit):
            raise TypeError(type(self.editor).__name__)
        return self.editor

    @property
    def state(self) -> FieldState:
        """What the message says of the value."""
        return self._state

    def text(self) -> str:
        """What stands in the line edit."""
        return self.line_edit.text()

    def message(self) -> str:
        """The message that is shown, or an empty text."""
        return self._message.text()

    def set_message(self, text: str, state: FieldState = FieldState.NONE) -> None:
        """Shows one sentence under the input and says it to screen readers; an empty one takes it away."""
        changed = text != self._message.text()
        self._state = state
        self._message.setText(text)
        self._icon.setVisible(state in _STATES)
        if state in _STATES:
            self._icon.set_state(_STATES[state])
        set_style_property(self._message, "tone", _TONES[state])
        set_style_property(self.editor, "state", state.value)
        self._message_row.setVisible(bool(text))
        described = (sentence for sentence in (text, self._help.text()) if sentence)
        self.editor.setAccessibleDescription(" ".join(described))
        if changed and self.isVisible():
            announce(self.editor, text, urgent=state is FieldState.PROBLEM)

    def _lay_out(self) -> None:
        space = tokens().space
        row = QHBoxLayout(self._message_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.tiny + 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.tiny)
        for part in (self._label, self.editor, self._message_row, self._help):
            column.addWidget(part)
        self.editor.setMaximumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS)
