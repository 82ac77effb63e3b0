"""Draws an organization's name with its IDs under it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wizard.ui.models.connections import SECOND_LINE_ROLE
from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.tokens import tokens


class OrganizationDelegate(QStyledItemDelegate):
    """Two lines in a cell, as plain text, each shortened where it does not fit."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell as every other, then the two lines upon it."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        name, ids = cell.text, str(index.data(SECOND_LINE_ROLE) or "")
        cell.text = ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        upper, lower = _lines(cell.rect, cell.font)
        painter.save()
        painter.setLayoutDirection(cell.direction)
        painter.setPen(QColor(shown_colors().text))
        _draw(painter, upper, _name_font(cell.font), name)
        painter.setPen(QColor(shown_colors().muted))
        _draw(painter, lower, _ids_font(cell.font), ids)
        painter.restore()


def _name_font(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight(tokens().type.semibold))
    return strong


def _ids_font(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * tokens().type.caption)
    else:
        small.setPixelSize(round(font.pixelSize() * tokens().type.caption))
    return small


def _lines(cell: QRect, font: QFont) -> tuple[QRect, QRect]:
    """Give the places of both lines, together in the middle of the cell."""
    space = tokens().space
    upper_height, lower_height = (QFontMetrics(one(font)).height() for one in (_name_font, _ids_font))
    inside = cell.adjusted(space.medium, 0, -space.small, 0)
    top = inside.top() + (inside.height() - upper_height - lower_height) // 2
    upper = QRect(inside.left(), top, inside.width(), upper_height)
    return upper, QRect(inside.left(), top + upper_height, inside.width(), lower_height)


def _draw(painter: QPainter, place: QRect, font: QFont, text: str) -> None:
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.setFont(font)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)
