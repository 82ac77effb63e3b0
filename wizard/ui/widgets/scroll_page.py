"""The content of a page, which scrolls where the window is small."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens


class ScrollPage(QScrollArea):
    """A column that scrolls up and down, never sideways; with the keyboard too while there is something to scroll.

    name: what the page is, for screen readers
    body: the layout that the owner fills
    """

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self.setProperty("role", "page")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("role", "page")
        self.body = QVBoxLayout(page)
        self.body.setContentsMargins(space.huge, space.huge, space.huge, space.huge)
        self.body.setSpacing(space.large)
        self.setWidget(page)
        self.verticalScrollBar().rangeChanged.connect(self._take_focus)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Puts a widget or a layout under what is there."""
        if isinstance(part, QLayout):
            self.body.addLayout(part, stretch)
        else:
            self.body.addWidget(part, stretch)

    def add_stretch(self) -> None:
        """Keeps what is there at the upper end."""
        self.body.addStretch(1)

    def _take_focus(self, least: int, most: int) -> None:
        scrolls = most > least
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
