"""Technical details one click away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant


class Expander(QWidget):
    """A title that shows or hides what belongs to it.

    toggled(open): the content was shown or hidden
    """

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(title, Variant.QUIET, "chevron-right")
        self.button.setCheckable(True)
        self._content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        column.addWidget(self.button)
        column.addWidget(content)
        content.hide()
        self.button.toggled.connect(self._show)

    def is_open(self) -> bool:
        """True while the content is shown."""
        return self.button.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Shows or hides the content."""
        self.button.setChecked(is_open)

    def _show(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self.button.set_icon("chevron-down" if is_open else "chevron-right")
        self.toggled.emit(is_open)
