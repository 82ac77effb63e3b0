"""How much of the work is done."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.styling import set_style_property


class ProgressBar(QProgressBar):
    """A thin bar without a text of its own; the figure beside it says the number.

    name: what makes progress, for screen readers
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 1)
        self.setValue(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, done: int, total: int, *, with_problems: bool = False) -> None:
        """So many of so many; a total of 0 means that it is not known yet and the bar stays empty.

        with_problems: something among it did not work, which the colour says too
        """
        self.setRange(0, max(1, total))
        self.setValue(done)
        whole = "success" if total and done >= total else ""
        set_style_property(self, "tone", "warning" if with_problems else whole)


class BigFigure(QWidget):
    """A large number and what it counts: 131 "of 212 accounts"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = self._label("figure")
        self._rest = self._label("section")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens().space.small)
        baseline = Qt.AlignmentFlag.AlignBaseline
        row.addWidget(self._figure, 0, baseline)
        row.addWidget(self._rest, 0, baseline)
        row.addStretch(1)

    def set_figure(self, number: int, rest: str) -> None:
        """Shows the number grouped as the locale does, and the words behind it."""
        self._figure.setText(QLocale().toString(number))
        self._rest.setText(rest)
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """The number and its words as one text."""
        return f"{self._figure.text()} {self._rest.text()}"

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        return label
