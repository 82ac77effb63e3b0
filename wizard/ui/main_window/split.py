"""The list above, the selected connection below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_LEAST_SHARE, _MOST_SHARE = 0.36, 0.56


class ListSplit(QSplitter):
    """Gives the list what it needs, within limits, until the person moves the handle."""

    def __init__(self, upper: QWidget, lower: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._wanted = 0
        self._moved = False
        self.setChildrenCollapsible(False)
        self.addWidget(upper)
        self.addWidget(lower)
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(self._keep)

    def set_wanted(self, height: int) -> None:
        """Take another height of the list, in logical pixels, as what shows all of it."""
        if height != self._wanted:
            self._wanted = height
            self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new height."""
        super().resizeEvent(event)
        self._divide()

    def _keep(self) -> None:
        self._moved = True

    def _divide(self) -> None:
        whole = self.height() - self.handleWidth()
        if self._moved or whole <= 0:
            return
        upper = round(min(max(self._wanted, whole * _LEAST_SHARE), whole * _MOST_SHARE))
        self.setSizes([upper, whole - upper])
