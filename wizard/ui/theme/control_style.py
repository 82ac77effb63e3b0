"""Fusion with our own marks: check boxes, radio buttons, combo boxes, arrows, tree branches, focus rings."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QWidget

from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.style_sheet import control_height
from wizard.ui.theme.tokens import Colors, tokens

_Primitive = QStyle.PrimitiveElement
_State = QStyle.StateFlag

# Corners of each arrow within a square of side 1.
_ARROWS = {
    _Primitive.PE_IndicatorArrowDown: ((0.25, 0.4), (0.5, 0.65), (0.75, 0.4)),
    _Primitive.PE_IndicatorArrowUp: ((0.25, 0.6), (0.5, 0.35), (0.75, 0.6)),
    _Primitive.PE_IndicatorArrowRight: ((0.4, 0.25), (0.65, 0.5), (0.4, 0.75)),
    _Primitive.PE_IndicatorArrowLeft: ((0.6, 0.25), (0.35, 0.5), (0.6, 0.75)),
}
_TICK = ((0.26, 0.52), (0.43, 0.69), (0.75, 0.34))
_DASH = ((0.28, 0.5), (0.72, 0.5))
_COMBO_INSET = 6  # beyond what Fusion leaves, in logical pixels


class ControlStyle(QProxyStyle):
    """Draws the marks that a style sheet could only take from picture files, in the colours shown now."""

    def __init__(self) -> None:
        super().__init__("fusion")

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draws our own marks, and leaves everything else to Fusion."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = self._draw_mark(element, option, painter)
        painter.restore()
        if not drawn:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draws the frame and the arrow of combo boxes."""
        if control is QStyle.ComplexControl.CC_ComboBox:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw_combo_box(option, painter, shown_colors())
            painter.restore()
        else:
            super().drawComplexControl(control, option, painter, widget)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Makes combo boxes as high as the other controls."""
        needed = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type] # Qt takes None
        if kind is QStyle.ContentsType.CT_ComboBox and isinstance(widget, QComboBox):
            least = QSize(needed.width() + tokens().space.large, control_height(tokens(), widget.font()))
            needed = needed.expandedTo(least)
        return needed

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Begins the text of combo boxes where that of line edits begins."""
        rect = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type] # Qt takes None
        if control is QStyle.ComplexControl.CC_ComboBox and part is QStyle.SubControl.SC_ComboBoxEditField:
            return rect.adjusted(_COMBO_INSET, 0, -_COMBO_INSET, 0)
        return rect

    def _draw_mark(self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter) -> bool:
        colors = shown_colors()
        if element in (_Primitive.PE_IndicatorCheckBox, _Primitive.PE_IndicatorItemViewItemCheck):
            _draw_check_box(option, painter, colors)
        elif element is _Primitive.PE_IndicatorRadioButton:
            _draw_radio_button(option, painter, colors)
        elif element in _ARROWS:
            _draw_line(painter, _square(option, 16), _ARROWS[element], _mark_color(option, colors.muted, colors))
        elif element is _Primitive.PE_IndicatorBranch:
            _draw_branch(option, painter, colors)
        elif element is _Primitive.PE_FrameFocusRect:
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4)
        else:
            return False
        return True


def _enabled(option: QStyleOption) -> bool:
    return bool(option.state & _State.State_Enabled)


def _mark_color(option: QStyleOption, color: str, colors: Colors) -> QColor:
    return QColor(color if _enabled(option) else colors.disabled)


def _square(option: QStyleOption, side: float) -> QRectF:
    """A square of at most this side in the middle of the option's rectangle."""
    rect = QRectF(option.rect)
    side = min(side, rect.width(), rect.height())
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)


def _draw_line(painter: QPainter, box: QRectF, points: tuple[tuple[float, float], ...], color: QColor) -> None:
    pen = QPen(color, max(1.5, box.width() / 10))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
    painter.drawPolyline(QPolygonF(corners))


def _draw_box(option: QStyleOption, painter: QPainter, colors: Colors, *, filled: bool, radius: float) -> QRectF:
    box = _square(option, min(option.rect.width(), option.rect.height())).adjusted(1, 1, -1, -1)
    hovered = _enabled(option) and bool(option.state & _State.State_MouseOver)
    focused = bool(option.state & _State.State_HasFocus)
    ring = colors.accent if filled or hovered or focused else colors.control
    if focused and filled:
        ring = colors.text  # to be made out beside the accent
    painter.setPen(QPen(_mark_color(option, ring, colors), 2.0 if focused else 1.25))
    painter.setBrush(_mark_color(option, colors.accent, colors) if filled else QColor(colors.surface))
    painter.drawRoundedRect(box, radius, radius)
    return box


def _draw_combo_box(option: QStyleOptionComplex, painter: QPainter, colors: Colors) -> None:
    focused = _enabled(option) and bool(option.state & _State.State_HasFocus)
    width = 2.0 if focused else 1.0
    ring = colors.accent if focused else colors.control
    painter.setPen(QPen(QColor(ring if _enabled(option) else colors.line), width))
    painter.setBrush(QColor(colors.surface if _enabled(option) else colors.background))
    box = QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(box, tokens().shape.radius, tokens().shape.radius)
    side = min(16, option.rect.height())
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    gap = tokens().space.small
    left = gap if mirrored else option.rect.width() - side - gap
    arrow = QRectF(left, (option.rect.height() - side) / 2, side, side)
    _draw_line(painter, arrow, _ARROWS[_Primitive.PE_IndicatorArrowDown], _mark_color(option, colors.muted, colors))


def _draw_check_box(option: QStyleOption, painter: QPainter, colors: Colors) -> None:
    ticked, partly = bool(option.state & _State.State_On), bool(option.state & _State.State_NoChange)
    box = _draw_box(option, painter, colors, filled=ticked or partly, radius=tokens().shape.radius / 1.5)
    if ticked or partly:
        _draw_line(painter, box, _TICK if ticked else _DASH, QColor(colors.on_accent))


def _draw_radio_button(option: QStyleOption, painter: QPainter, colors: Colors) -> None:
    chosen = bool(option.state & _State.State_On)
    box = _draw_box(option, painter, colors, filled=False, radius=option.rect.height())
    if chosen:
        color = _mark_color(option, colors.accent, colors)
        painter.setPen(QPen(color, 1.25))
        painter.drawEllipse(box)
        painter.setBrush(color)
        inset = box.width() * 0.26
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _draw_branch(option: QStyleOption, painter: QPainter, colors: Colors) -> None:
    """A chevron for what can be opened; no lines between branches."""
    if option.state & _State.State_Children:
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        closed = _Primitive.PE_IndicatorArrowLeft if mirrored else _Primitive.PE_IndicatorArrowRight
        arrow = _Primitive.PE_IndicatorArrowDown if option.state & _State.State_Open else closed
        _draw_line(painter, _square(option, 16), _ARROWS[arrow], QColor(colors.muted))
