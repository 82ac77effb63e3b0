"""Plain text in the sizes of the type scale."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wizard.ui.theme.tokens import tokens

_USUAL_LETTERS = "etaoin shrdlu "  # about as wide as running text is


class TextLabel(QLabel):
    """Plain text that wraps at the width of a readable column, however wide the widget is.

    role: which text of the type scale it is, see style.qss
    """

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)
        self._align()

    def column_width(self) -> int:
        """The widest that a line may be, in logical pixels."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(_USUAL_LETTERS) * tokens().shape.text_column // len(_USUAL_LETTERS)

    def heightForWidth(self, width: int) -> int:
        """The height of the text in a column of at most this width."""
        return super().heightForWidth(min(width, self.column_width()) + self._surplus())

    def sizeHint(self) -> QSize:
        """As wide as the text in one line, or the column; as high as it then is."""
        self.ensurePolished()
        flags = Qt.TextFlag.TextExpandTabs
        natural = self.fontMetrics().size(flags, self.text()).width() + 2
        width = min(natural, self.column_width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word, or the column."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(longest, self.column_width()) + 2, metrics.height())

    def changeEvent(self, event: QEvent) -> None:
        """Begins at the other side where the window turns around."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Has every text begin where the window's lines do: Qt alone would go by the text's own direction."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves free what is wider than the column."""
        super().resizeEvent(event)
        surplus = max(0, event.size().width() - self.column_width())
        if surplus != self._surplus():
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.setContentsMargins(surplus if mirrored else 0, 0, 0 if mirrored else surplus, 0)

    def _surplus(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()


class PageTitle(TextLabel):
    """What the page asks or says; one on each page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "title", parent)


class SectionTitle(TextLabel):
    """The title of a part of a page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "section", parent)


class BodyLabel(TextLabel):
    """Running text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "body", parent)


class Caption(TextLabel):
    """Small secondary text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "caption", parent)
