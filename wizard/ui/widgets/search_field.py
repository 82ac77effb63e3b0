"""A field that searches what is below it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.ui.theme.icons import icon

_CLEAR_ACTION = "_q_qlineeditclearaction"  # the object name that Qt gives it


class SearchField(QLineEdit):
    """A line edit with a looking glass and a button that empties it; Escape empties it too.

    name: what is searched, for screen readers, e.g. "Search organizations"; the placeholder says "Search"
    """

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(name or self.tr("Search"))
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; in an empty one it goes on to the window."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tints the icons anew when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._tint()

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", "muted"))
        clear = self.findChild(QAction, _CLEAR_ACTION)
        if isinstance(clear, QAction):
            clear.setIcon(icon("cross", "muted"))
