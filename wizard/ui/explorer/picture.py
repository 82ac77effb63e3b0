"""A picture of accounts by Regions: where there is an index, which one is the aggregator, and where there is none."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from wizard.model.explorer import AccountIndexes, Exploration, IndexKind
from wizard.ui.models.connections import plain_tool_tip
from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.tokens import Colors

_NAMED = 300
"""So many accounts have their names beside their rows; with more of them the rows are as low as a mark."""

_SMALL, _GAP = 6, 2
_NAME_LETTERS = 26


class ExplorerPicture(QWidget):
    """One row for each account, one column for each Region; only what is in sight is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = Exploration((), ())
        self.setObjectName("explorer.picture")
        self.setAccessibleName(self.tr("Accounts by Regions"))

    def show_found(self, found: Exploration) -> None:
        """Draw this."""
        self._found = found
        whole = sum(not found.missing(one) for one in found.accounts)
        self.setAccessibleDescription(f"{whole} / {len(found.accounts)}")
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """As large as all rows and columns."""
        row, column, left, top = self._measures()
        return QSize(left + column * len(self._found.regions) + _GAP, top + row * len(self._found.accounts) + _GAP)

    def _measures(self) -> tuple[int, int, int, int]:
        """Give the height of a row, the width of a column, and the room for names at the left and at the top."""
        metrics = self.fontMetrics()
        named = len(self._found.accounts) <= _NAMED
        row = metrics.height() + _GAP if named else _SMALL + _GAP
        widest = max((metrics.horizontalAdvance(one.name) for one in self._found.accounts), default=0) if named else 0
        left = min(widest + 2 * _GAP, metrics.averageCharWidth() * _NAME_LETTERS) if named else 0
        top = max((metrics.horizontalAdvance(one) for one in self._found.regions), default=0) + 2 * _GAP
        return row, metrics.height() + 2 * _GAP, left, top

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are to be seen."""
        row, column, left, top = self._measures()
        painter, colors = QPainter(self), shown_colors()
        painter.setPen(QColor(colors.muted))
        for number, region in enumerate(self._found.regions):
            painter.save()
            foot = QPoint(left + column * (number + 1) - 2 * _GAP, top - _GAP)
            painter.translate(foot)
            painter.rotate(-90)
            painter.drawText(QPoint(0, 0), region)
            painter.restore()
        first = max(0, (event.rect().top() - top) // row)
        last = min(len(self._found.accounts), (event.rect().bottom() - top) // row + 1)
        for number in range(first, last):
            one = self._found.accounts[number]
            if left:
                place = QRect(0, top + row * number, left - 2 * _GAP, row)
                name = self.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideMiddle, place.width())
                painter.setPen(QColor(colors.text))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), name)
            for at, region in enumerate(self._found.regions):
                size = row - _GAP if left else _SMALL
                box = QRect(left + column * at + (column - size) // 2, top + row * number, size, size)
                draw_mark(painter, box.adjusted(1, 1, -1, -1), one.indexes.get(region), colors)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Name the account and the Region under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QHelpEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def words_at(self, place: QPoint) -> str:
        """Say what is drawn at a place; empty where nothing is."""
        row, column, left, top = self._measures()
        number, at = (place.y() - top) // row, (place.x() - left) // column
        if not (0 <= number < len(self._found.accounts) and 0 <= at < len(self._found.regions)):
            return ""
        one, region = self._found.accounts[number], self._found.regions[at]
        return plain_tool_tip(f"{one.name}, {region}: {self._word(one, region)}")

    def _word(self, one: AccountIndexes, region: str) -> str:
        kind = one.indexes.get(region)
        if kind is None:
            return self.tr("no index")
        return self.tr("aggregator") if kind is IndexKind.AGGREGATOR else self.tr("index")


class Legend(QWidget):
    """One mark with the size of a letter, for the line that explains the picture."""

    def __init__(self, kind: IndexKind | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        size = self.fontMetrics().height()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        draw_mark(painter, self.rect().adjusted(1, 1, -1, -1), self._kind, shown_colors())
        painter.end()


def draw_mark(painter: QPainter, box: QRect, kind: IndexKind | None, colors: Colors) -> None:
    """Draw an index as a filled square, an aggregator with a hole in it, and none as an empty one that is crossed."""
    if kind is None:
        painter.setPen(QPen(QColor(colors.danger), 1))
        painter.drawRect(box)
        painter.drawLine(box.topLeft(), box.bottomRight())
        return
    aggregator = kind is IndexKind.AGGREGATOR
    painter.fillRect(box, QColor(colors.accent if aggregator else colors.success))
    if aggregator:
        third = max(1, box.width() // 3)
        painter.fillRect(box.adjusted(third, third, -third, -third), QColor(colors.on_accent))
