"""Our icons: one drawing each in resources/icons, tinted with a colour role of the shown scheme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wizard.resources import resource
from wizard.ui.theme.palette import shown_scheme
from wizard.ui.theme.tokens import Scheme, tokens

# Device pixels in which an icon is drawn ahead; Qt takes the next larger one and the display's ratio into account.
_SIZES = (16, 20, 24, 32, 40, 48, 64, 96)
_BUTTON_ROOM = 0.25


def icon(name: str, role: str = "text") -> QIcon:
    """The icon in a colour role of theme.toml, e.g. `icon("warning", "warning")`; grey where the control is disabled.

    It keeps the colour of the scheme shown now: take it anew on a palette change. FileNotFoundError without a drawing.
    """
    return _tinted_icon(name, role, shown_scheme())


def button_icon(name: str, role: str) -> QIcon:
    """The same for a push button, with a little room at its sides so that the text does not stick to it."""
    return _tinted_icon(name, role, shown_scheme(), 1 + _BUTTON_ROOM)


def button_icon_size(side: int) -> QSize:
    """The size that a push button gives such an icon for a drawing of this side, in logical pixels."""
    return QSize(round(side * (1 + _BUTTON_ROOM)), side)


def draw_icon(painter: QPainter, name: str, role: str, target: QRectF) -> None:
    """Draws the icon sharply into the square, in the scheme shown now."""
    renderer(name, role, shown_scheme()).render(painter, target)


@cache
def renderer(name: str, role: str, scheme: Scheme) -> QSvgRenderer:
    """The drawing of an icon with its colours filled in."""
    source = resource(f"icons/{name}.svg").read_text("utf-8")
    color = tokens().colors(scheme).role(role)
    return QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))


@cache
def _tinted_icon(name: str, role: str, scheme: Scheme, stretch: float = 1.0) -> QIcon:
    tinted = QIcon()
    for side in _SIZES:
        drawn = _pixmap(renderer(name, role, scheme), side, stretch)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else Qt pales it in selected rows
            tinted.addPixmap(drawn, mode)
        tinted.addPixmap(_pixmap(renderer(name, "disabled", scheme), side, stretch), QIcon.Mode.Disabled)
    return tinted


def _pixmap(drawing: QSvgRenderer, side: int, stretch: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(side * stretch), side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF((pixmap.width() - side) / 2, 0, side, side))
    painter.end()
    return pixmap
