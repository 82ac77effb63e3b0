"""Choosing a region."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget


class RegionBox(QComboBox):
    """A list of regions; typing goes to the one that begins so. Nothing is chosen until somebody chooses.

    picked(region): the person took another one
    """

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(self.tr("Choose a Region"))
        self.setCurrentIndex(-1)
        self.textActivated.connect(self.picked)

    def show_regions(self, regions: Sequence[str], chosen: str) -> None:
        """Offer these regions, with one chosen; a region that is not among them is offered besides."""
        offered = [*regions, *([chosen] if chosen and chosen not in regions else [])]
        if [self.itemText(number) for number in range(self.count())] != offered:
            self.clear()
            self.addItems(offered)
        place = self.findText(chosen) if chosen else -1
        if place != self.currentIndex():
            self.setCurrentIndex(place)
