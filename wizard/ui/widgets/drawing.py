"""A drawing larger than an icon."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.ui.theme.icons import renderer
from wizard.ui.theme.palette import shown_scheme


class Drawing(QWidget):
    """A drawing of resources/icons in its own size, tinted with a colour role; decoration for screen readers."""

    def __init__(self, name: str, role: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role = name, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The size that the drawing was made in."""
        return renderer(self._name, self._role, shown_scheme()).defaultSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it at the display's own resolution."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer(self._name, self._role, shown_scheme()).render(painter, QRectF(self.rect()))
