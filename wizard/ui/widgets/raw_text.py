"""Text as a machine wrote it."""

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.copy_button import CopyButton

_MOST_LINES = 8


class RawText(QWidget):
    """A long text in monospace, a few lines high, with a button that copies it.

    name:        what the text is, for screen readers
    copy_button: copies it
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setProperty("role", "code")
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(name)
        self.copy_button = CopyButton(what=name)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        column.addWidget(self._text)
        column.addLayout(row)

    def text(self) -> str:
        """The whole text."""
        return self._text.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows another text."""
        self._text.setPlainText(text)
        self.copy_button.set_copy_text(text)
        lines = min(_MOST_LINES, text.count("\n") + 3)
        self._text.ensurePolished()
        self._text.setFixedHeight(lines * self._text.fontMetrics().lineSpacing() + 2 * tokens().space.medium)
