"""What stands where there is nothing yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.drawing import Drawing
from wizard.ui.widgets.labels import BodyLabel, PageTitle


class EmptyState(QWidget):
    """A drawing, a title, one sentence, and the buttons that begin.

    drawing: a file of resources/icons without its ending
    """

    def __init__(self, drawing: str, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._title = PageTitle(title)
        self._sentence = BodyLabel(sentence)
        self._sentence.setProperty("role", "muted")
        if not sentence:
            self._sentence.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(space.medium)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(space.huge, space.huge, space.huge, space.huge)
        column.setSpacing(space.medium)
        column.addStretch(2)
        column.addWidget(Drawing(drawing), 0, centre)
        column.addSpacing(space.small)
        for label in (self._title, self._sentence):
            label.setAlignment(centre)
            column.addWidget(label, 0, centre)
        column.addSpacing(space.small)
        column.addLayout(self._buttons)
        column.setAlignment(self._buttons, centre)
        column.addStretch(3)

    def add_button(self, button: Button) -> None:
        """Puts a button after those that are there; the first is the primary one."""
        self._buttons.addWidget(button)
