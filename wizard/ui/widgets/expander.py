"""Technical details one click away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant


class DisclosureButton(Button):
    """A quiet button that stays down while something is shown, with a chevron that says so."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, Variant.QUIET, "chevron-right", parent)
        self.setCheckable(True)
        self.toggled.connect(self._turn)

    def _turn(self, is_open: bool) -> None:
        self.set_icon("chevron-down" if is_open else "chevron-right")


class Expander(QWidget):
    """A title that shows or hides what belongs to it.

    toggled(open): the content was shown or hidden
    """

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = DisclosureButton(title)
        self.button.setProperty("flush", "true")  # the chevron stands where the texts above it begin
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
        self.toggled.emit(is_open)
