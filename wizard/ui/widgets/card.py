"""Surfaces that hold things together."""

from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.labels import SectionTitle


class Card(QFrame):
    """A surface with room inside, and a title where one is given.

    body: the layout that the owner fills
    """

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        space = tokens().space
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(space.large, space.large, space.large, space.large)
        self.body.setSpacing(space.medium)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(SectionTitle(title))

    def add(self, part: QWidget | QLayout) -> None:
        """Puts a widget or a layout under what is there."""
        if isinstance(part, QLayout):
            self.body.addLayout(part)
        else:
            self.body.addWidget(part)


class Separator(QFrame):
    """A hairline between parts; decoration only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "separator")
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
