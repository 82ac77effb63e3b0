"""A table's header that can be used without a mouse."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionFocusRect, QWidget

from wizard.ui.widgets.announce import announce
from wizard.ui.widgets.wording import fill

_WHOLE_NAME = Qt.ItemDataRole.AccessibleTextRole


class SortHeader(QHeaderView):
    """Tab comes to it, the arrow keys go from column to column, Space or Enter sorts; sorted twice turns the order."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._name = name
        self._column = 0
        self.setAccessibleName(name)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def column(self) -> int:
        """The column that the keyboard would sort by."""
        return self._column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the columns, or sort."""
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(1 if event.key() == forward else -1)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._sort()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show and say which column it is."""
        super().focusInEvent(event)
        self._say()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        """Draw a column's name, with the focus ring where the keyboard is."""
        super().paintSection(painter, rect, logicalIndex)
        if self.hasFocus() and logicalIndex == self._column:
            ring = QStyleOptionFocusRect()
            ring.initFrom(self)
            ring.rect = rect.adjusted(1, 1, -1, -1)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, ring, painter, self)

    def _go(self, step: int) -> None:
        self._column = max(0, min(self.count() - 1, self._column + step))
        self._say()
        self.viewport().update()

    def _sort(self) -> None:
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        again = self.sortIndicatorSection() == self._column and self.sortIndicatorOrder() is up
        self.setSortIndicator(self._column, down if again else up)
        self._say()

    def _say(self) -> None:
        column = str(self.model().headerData(self._column, Qt.Orientation.Horizontal, _WHOLE_NAME))
        said = self._sorted_as() if self.sortIndicatorSection() == self._column else self.tr("not sorted by it")
        text = fill("%1, %2", column, said)
        self.setAccessibleName(fill("%1: %2", self._name, text))
        announce(self, text)

    def _sorted_as(self) -> str:
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        return self.tr("sorted upwards") if up else self.tr("sorted downwards")
