"""Draws a switch: in its own widget, and in the rows of a list."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.tokens import Colors

RING = 2
"""Logical pixels of the focus ring, and about those of the gap inside of it."""

_LEAST_HEIGHT = 20
_RATIO = 1.8
_GAP = 3.0
_TICK = ((0.26, 0.52), (0.44, 0.69), (0.75, 0.33))
_DASH = ((0.28, 0.5), (0.72, 0.5))


class SwitchState(StrEnum):
    """What a switch shows. UNDETERMINED: partly on, or not known."""

    ON = "on"
    OFF = "off"
    UNDETERMINED = "undetermined"


_MARKS = {SwitchState.ON: _TICK, SwitchState.UNDETERMINED: _DASH}


@dataclass(frozen=True, slots=True)
class SwitchLook:
    """How a switch is drawn. A busy one has no knob: its owner puts a turning icon there."""

    state: SwitchState
    busy: bool = False
    enabled: bool = True
    hovered: bool = False
    focused: bool = False
    mirrored: bool = False


def track_size(metrics: QFontMetrics) -> QSize:
    """Give the size of a track beside a text, in logical pixels."""
    height = max(_LEAST_HEIGHT, metrics.height() + 2)
    return QSize(round(height * _RATIO), height)


def draw_switch(painter: QPainter, track: QRectF, look: SwitchLook) -> None:
    """Draw track, knob and mark in the colours shown now; the ring stands outside of the track."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colors = shown_colors()
    _draw_track(painter, track, look, colors)
    if not look.busy:
        _draw_knob(painter, track, look, colors)


def _draw_track(painter: QPainter, track: QRectF, look: SwitchLook, colors: Colors) -> None:
    if look.focused:
        gap = 1.5 * RING
        ring = track.adjusted(-gap, -gap, gap, gap)
        painter.setPen(QPen(QColor(colors.accent), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
    ground, edge = _track_colors(look, colors)
    painter.setPen(QPen(QColor(edge), 1.25))
    painter.setBrush(QColor(ground))
    inner = track.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)


def _track_colors(look: SwitchLook, colors: Colors) -> tuple[str, str]:
    filled = look.state is SwitchState.ON and not look.busy
    if not look.enabled:
        return (colors.disabled if filled else colors.background), colors.disabled
    if filled:
        return (colors.accent_hover if look.hovered else colors.accent), colors.accent
    return (colors.hover if look.hovered and not look.busy else colors.surface), colors.control


def _draw_knob(painter: QPainter, track: QRectF, look: SwitchLook, colors: Colors) -> None:
    side = track.height() - 2 * _GAP
    places = {SwitchState.OFF: _GAP, SwitchState.ON: track.width() - side - _GAP}
    begin = places.get(look.state, (track.width() - side) / 2)
    if look.mirrored:
        begin = track.width() - side - begin
    knob = QRectF(track.left() + begin, track.top() + _GAP, side, side)
    ground, mark = _knob_colors(look, colors)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(knob)
    if look.state in _MARKS:
        pen = QPen(QColor(mark), max(1.5, side / 9))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline([_in_square(knob, *point) for point in _MARKS[look.state]])


def _knob_colors(look: SwitchLook, colors: Colors) -> tuple[str, str]:
    on = look.state is SwitchState.ON
    if not look.enabled:
        return (colors.background, colors.disabled) if on else (colors.disabled, colors.background)
    return (colors.on_accent, colors.accent) if on else (colors.control, colors.surface)


def _in_square(square: QRectF, across: float, down: float) -> QPointF:
    return QPointF(square.left() + across * square.width(), square.top() + down * square.height())
