"""Draws a row's status switch with its word."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wizard.ui.models.connections import SWITCH_ROLE
from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.switch_drawing import SwitchLook, SwitchState, draw_switch, track_size

Index = QModelIndex | QPersistentModelIndex


class StatusDelegate(QStyledItemDelegate):
    """A switch in a cell; pressing its track selects the row, as everywhere in it, and asks for the switch besides.

    pressed(): the track of a row was pressed
    """

    pressed = Signal()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell as every other, then track and word upon it."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        word, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        state, busy = index.data(SWITCH_ROLE)
        mirrored = cell.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        look = SwitchLook(SwitchState(state), busy=busy, mirrored=mirrored)
        draw_switch(painter, QRectF(_track(cell)), look)
        painter.setPen(QColor(shown_colors().text))
        place = _word_place(cell)
        shown = cell.fontMetrics.elidedText(word, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as track and word."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        space = tokens().space
        width = track_size(cell.fontMetrics).width() + cell.fontMetrics.horizontalAdvance(cell.text)
        return QSize(width + 3 * space.small + 2, super().sizeHint(option, index).height())

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Hear a press on the track."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            place = event.position().toPoint()
            if event.button() == Qt.MouseButton.LeftButton and _track(option).contains(place):
                self.pressed.emit()
                return True
        return super().editorEvent(event, model, option, index)


def _track(cell: QStyleOptionViewItem) -> QRect:
    size = track_size(cell.fontMetrics)
    top = cell.rect.top() + (cell.rect.height() - size.height()) // 2
    track = QRect(cell.rect.left() + tokens().space.small, top, size.width(), size.height())
    return QStyle.visualRect(cell.direction, cell.rect, track)


def _word_place(cell: QStyleOptionViewItem) -> QRect:
    begin = track_size(cell.fontMetrics).width() + 2 * tokens().space.small
    return QStyle.visualRect(cell.direction, cell.rect, cell.rect.adjusted(begin, 0, 0, 0))
