"""A radio button as a whole row."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.icon_label import IconLabel
from wizard.ui.widgets.labels import Caption, TextLabel


class RadioCard(QRadioButton):
    """A choice with title, description and icon; the whole row can be pressed.

    trailing: the layout at the end, for what the owner knows of the choice
    """

    def __init__(
        self, choice_id: str, title: str, description: str = "", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.choice_id = choice_id
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(description)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title = TextLabel(title, "strong")
        self._description = Caption(description)
        if not description:
            self._description.hide()
        self._icon: QWidget | None = None
        self.trailing = QHBoxLayout()
        self._row = QHBoxLayout(self)
        self._lay_out(icon_name)

    def set_picture(self, picture: QWidget) -> None:
        """Shows a picture in place of the icon."""
        if self._icon is not None:
            self._row.replaceWidget(self._icon, picture)
            self._icon.hide()
            self._icon.deleteLater()
        else:
            self._row.insertWidget(0, picture)
        self._row.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = picture

    def set_description(self, description: str) -> None:
        """Explains the choice anew."""
        self._description.setText(description)
        self._description.setVisible(bool(description))
        self.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        """As large as what is in it."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what is in it can be."""
        return self._row.minimumSize()

    def hitButton(self, position: QPoint) -> bool:
        """Everywhere in the row."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the row's ground and border, and the round mark."""
        del event
        colors, radius = shown_colors(), tokens().shape.radius + 2
        border, ground = colors.control, colors.surface
        if self.isChecked():
            border, ground = colors.accent, colors.info_wash
        elif self.underMouse():
            ground = colors.hover
        if not self.isEnabled():
            border, ground = colors.line, colors.background
        width = 2.0 if self.hasFocus() else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.accent if self.hasFocus() else border), width))
        painter.setBrush(QColor(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        self._draw_mark(painter)

    def _draw_mark(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = self._mark_rect()
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorRadioButton, option, painter, self)

    def _mark_side(self) -> int:
        return max(18, self.fontMetrics().height())

    def _mark_rect(self) -> QRect:
        side = self._mark_side()
        mark = QRect(tokens().space.large, self._title.geometry().top(), side, side)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), mark)

    def _lay_out(self, icon_name: str) -> None:
        space = tokens().space
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._title.setMinimumHeight(self._mark_side())  # so that mark, icon and title stand on one line
        texts.addWidget(self._title)
        texts.addWidget(self._description)
        row = self._row
        row.setContentsMargins(space.large + self._mark_side() + space.medium, space.medium, space.large, space.medium)
        row.setSpacing(space.medium)
        if icon_name:
            self._icon = IconLabel(icon_name, "muted", 1.1)
            row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addLayout(self.trailing)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
