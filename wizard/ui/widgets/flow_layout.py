"""Lays buttons out in a row, and goes on in the next row where there is no room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, or right to left where the language is; every item as large as it wants to be."""

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in, behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """So many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item; None behind the last one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out; None behind the last one."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more room than its items."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrower one has more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """So high are the rows that a width needs."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = self._shown()
        width = sum(one.sizeHint().width() for one in shown) + self.spacing() * max(0, len(shown) - 1)
        return self._with_margins(QSize(width, max((one.sizeHint().height() for one in shown), default=0)))

    def minimumSize(self) -> QSize:
        """The widest item alone in its row."""
        size = QSize(0, 0)
        for one in self._shown():
            size = size.expandedTo(one.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [one for one in self._items if not one.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Go through the rows; give their height."""
        margins, x, y, row_height = self.contentsMargins(), 0, 0, 0
        room = rect.marginsRemoved(margins)
        widget = self.parentWidget()
        turned = widget is not None and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for one in self._shown():
            size = one.sizeHint()
            if x and x + size.width() > room.width():
                x, y, row_height = 0, y + row_height + self.spacing(), 0
            if move:
                left = room.width() - x - size.width() if turned else x
                one.setGeometry(QRect(room.topLeft() + QPoint(left, y), size))
            x += size.width() + self.spacing()
            row_height = max(row_height, size.height())
        return y + row_height + margins.top() + margins.bottom()
