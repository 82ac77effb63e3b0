"""Asking which of several ways to go."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import BodyLabel, SectionTitle

_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go: its ID, what stands on its button, and how much that stands out."""

    id: str
    text: str
    variant: Variant = Variant.PLAIN


class Question(QDialog):
    """A question with one button for each way; open it with `open()`.

    The last way stands at the end of the row, is the default, and has the keyboard first. Escape goes no way at all.
    Its buttons are called "<object name>.<way's ID>".
    chosen(id): a way was pressed
    """

    chosen = Signal(str)

    def __init__(self, title: str, text: str, ways: Sequence[Way], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._buttons: dict[str, Button] = {}
        space = tokens().space
        row = QHBoxLayout()
        row.setSpacing(space.medium)
        row.addStretch(1)
        for way in ways:
            button = Button(way.text, way.variant)
            button.setAccessibleName(way.text.replace("&", ""))
            button.setAutoDefault(True)  # Enter presses the button that has the keyboard, not always the default one
            button.setProperty("way", way.id)
            button.clicked.connect(self._press)
            row.addWidget(button)
            self._buttons[way.id] = button
        self._buttons[ways[-1].id].setDefault(True)
        self._buttons[ways[-1].id].setFocus()
        column = QVBoxLayout(self)
        column.setContentsMargins(space.huge, space.huge, space.huge, space.large)
        column.setSpacing(space.medium)
        column.addWidget(SectionTitle(title))
        column.addWidget(BodyLabel(text))
        column.addSpacing(space.small)
        column.addLayout(row)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS + 2 * space.huge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Is never lower than its text needs: on a small screen it gets less width than it asked for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def setObjectName(self, name: str) -> None:
        """Names the dialog and its buttons."""
        super().setObjectName(name)
        for way, button in self._buttons.items():
            button.setObjectName(f"{name}.{way}")

    def _press(self) -> None:
        way = str(self.sender().property("way"))
        self.accept()
        self.chosen.emit(way)
