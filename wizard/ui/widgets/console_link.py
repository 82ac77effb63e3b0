"""A way into the AWS console: a button that opens it in the browser, and its address to copy."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.copy_button import CopyRow


def open_console(address: str) -> None:
    """Open a page of the AWS console in the person's browser."""
    QDesktopServices.openUrl(QUrl(address))


class ConsoleButton(Button):
    """Opens a page of the AWS console in the person's browser.

    opened(): it was pressed, and the browser was asked
    """

    opened = Signal()

    def __init__(self, text: str, address: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name="external", parent=parent)
        self._address = address
        self.clicked.connect(self._open)

    @property
    def address(self) -> str:
        """Where it leads."""
        return self._address

    def set_address(self, address: str) -> None:
        """Lead somewhere else from now on."""
        self._address = address
        self.setToolTip(address)

    def _open(self) -> None:
        open_console(self._address)
        self.opened.emit()


class ConsoleLink(QWidget):
    """The button, and the address below it for another browser or another computer."""

    def __init__(self, text: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = ConsoleButton(text)
        self.row = CopyRow(label)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        column.addLayout(buttons)
        column.addWidget(self.row)

    def set_address(self, address: str) -> None:
        """Lead somewhere else from now on."""
        self.button.set_address(address)
        if self.row.value() != address:
            self.row.set_value(address)
