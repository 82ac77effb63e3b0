"""An icon beside text."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.ui.theme.icons import draw_icon


class IconLabel(QWidget):
    """An icon in a colour role, as high as a line of text times the scale; decoration for screen readers.

    The colour is taken when it is drawn, so it follows the theme by itself.
    """

    def __init__(self, name: str, role: str = "text", scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._scale = name, role, scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, role: str = "text") -> None:
        """Shows another icon, or the same in another colour role."""
        if (name, role) != (self._name, self._role):
            self._name, self._role = name, role
            self.update()

    @property
    def icon_name(self) -> str:
        """The icon that is shown."""
        return self._name

    def sizeHint(self) -> QSize:
        """A square about as high as a line of text."""
        side = round(max(16, self.fontMetrics().height() + 2) * self._scale)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the icon at the display's own resolution."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))

    def draw(self, painter: QPainter, square: QRectF) -> None:
        """Draws the icon into the square."""
        draw_icon(painter, self._name, self._role if self.isEnabled() else "disabled", square)
