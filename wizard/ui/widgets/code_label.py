"""IDs and other codes that are never broken over lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

_OWN_MARGIN = 2  # that Qt leaves before the text of a line edit, in logical pixels


class CodeLabel(QLineEdit):
    """A code in monospace on one line, to be selected with mouse or keyboard; it scrolls where it is too long.

    name: what the code is, for screen readers
    """

    def __init__(self, code: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "code")
        self.setReadOnly(True)
        self.setFrame(False)
        self.setTextMargins(-_OWN_MARGIN, 0, 0, 0)  # in line with the labels above it
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setText(code)
        self.textChanged.connect(self._show_start)
        self._show_start()

    def sizeHint(self) -> QSize:
        """As wide as the code."""
        self.ensurePolished()
        room = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self.fontMetrics().averageCharWidth()
        return QSize(room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for an account's ID."""
        self.ensurePolished()
        least = self.fontMetrics().averageCharWidth() * 16
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def _show_start(self) -> None:
        self.setCursorPosition(0)
        self.updateGeometry()
