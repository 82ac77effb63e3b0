"""A card of lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.labels import BodyLabel, TextLabel


class LinesCard(Card):
    """Lines, each with what it is at the left and what is said of it at the right."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(tokens().space.huge)
        self._grid.setVerticalSpacing(tokens().space.small)
        self.body.addLayout(self._grid)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines in place of the last ones."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        width = self.fontMetrics().averageCharWidth() * 24
        for row, (what, text) in enumerate(lines):
            name = TextLabel(what, "strong")
            name.setFixedWidth(width)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(BodyLabel(text), row, 1, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleDescription(". ".join(f"{what}: {text}" for what, text in lines))
