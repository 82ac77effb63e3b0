"""A box to paste a copied block into; what was understood of it does not stay there."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_LINES = 3


class PasteBox(QPlainTextEdit):
    """Hands over what is pasted or typed into it, and empties itself where that was understood.

    take: given the text; tells whether it was understood
    """

    def __init__(self, take: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.setUndoRedoEnabled(False)  # what was taken out must not come back
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * (self.frameWidth() + 6))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Takes a pasted text, or shows it where it was not understood."""
        super().insertFromMimeData(source)
        text = self.toPlainText()
        if text.strip() and self._take(text):
            self.clear()
