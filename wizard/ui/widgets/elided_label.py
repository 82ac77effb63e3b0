"""One line that is shortened where it does not fit."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Plain text on one line, shortened in the middle, with the whole text as its tool tip and accessible name.

    role: which text of the type scale it is, "code" for ARNs
    mode: where it is shortened
    """

    def __init__(
        self,
        text: str = "",
        role: str = "code",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows another text."""
        super().setText(text)
        self.setAccessibleName(text)
        self._update_tool_tip()

    def shown_text(self) -> str:
        """The text as it fits now."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """A few characters at each end."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 12), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what fits."""
        del event
        painter = QPainter(self)
        alignment = Qt.AlignmentFlag.AlignVCenter | self.alignment()
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            alignment,
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Has the tool tip only where the text is shortened."""
        super().resizeEvent(event)
        self._update_tool_tip()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._update_tool_tip()

    def _update_tool_tip(self) -> None:
        self.setToolTip(self.text() if self.shown_text() != self.text() else "")
