"""The upper end of the main window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.identity_header import Badge
from wizard.ui.widgets.search_field import SearchField

_SEARCH_LETTERS = 16  # at least to be seen of what is typed


class TopBar(QFrame):
    """Title, search, and the buttons; in two rows where the window is narrow.

    connect_pressed, practise_pressed, check_all_pressed, open_bundle_pressed
    """

    connect_pressed = Signal()
    practise_pressed = Signal()
    check_all_pressed = Signal()
    open_bundle_pressed = Signal()

    def __init__(self, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.search = SearchField(self.tr("Search organizations"))
        self.search.setObjectName("main.search")
        self.connect_button = Button(self.tr("Connect an organization"), Variant.PRIMARY, "plus")
        self.practise_button = Button(self.tr("Practise"), Variant.QUIET)
        self.practise_button.setToolTip(self.tr("Try it on a simulated organization"))
        self._check_all_text = self.tr("Check all")
        self.check_all_button = Button(self._check_all_text, Variant.QUIET, "refresh")
        self.check_all_button.setObjectName("main.check-all")
        self._open_bundle_text = self.tr("Open a bundle")
        self.open_bundle_button = Button(self._open_bundle_text, Variant.QUIET, "folder")
        self.open_bundle_button.setToolTip(self.tr("Open a support bundle that somebody sent you"))
        self._badge = Badge(self.tr("Practice"))
        if not practice:
            self._badge.hide()
        self._tools = QWidget()
        self._with_practise = not practice
        for button in (self.connect_button, self.practise_button, self.check_all_button, self.open_bundle_button):
            button.setAccessibleName(button.text())
        self.connect_button.clicked.connect(self.connect_pressed)
        self.practise_button.clicked.connect(self.practise_pressed)
        self.check_all_button.clicked.connect(self.check_all_pressed)
        self.open_bundle_button.clicked.connect(self.open_bundle_pressed)
        self._lay_out()

    def set_tools_shown(self, *, shown: bool) -> None:
        """Show search and buttons, which are of no use over an empty list."""
        self._tools.setVisible(shown)
        self.practise_button.setVisible(shown and self._with_practise)
        self.check_all_button.setVisible(shown)
        self.open_bundle_button.setVisible(shown)

    def show_checking(self, *, checking: bool) -> None:
        """Show whether all are being checked."""
        self.check_all_button.setEnabled(not checking)

    def arrange(self, width: int) -> None:
        """Shorten a button, or put the tools under the title, where a window of this width has no room for all.

        The window calls it, because a widget that is being laid out cannot ask for another height.
        """
        margins = self._rows.contentsMargins()
        room = width - margins.left() - margins.right() - self._rows.spacing()
        fits = any(self._width_needed(short=short) <= room for short in (False, True))
        if not fits:
            self._shorten(short=False)
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() is not direction:
            self._rows.setDirection(direction)

    def _width_needed(self, *, short: bool) -> int:
        """Give the width that all of it takes in one row, and leave the buttons so."""
        self._shorten(short=short)
        return self._heading.sizeHint().width() + self._tools.minimumSizeHint().width()

    def _shorten(self, *, short: bool) -> None:
        self.check_all_button.setText("" if short else self._check_all_text)
        self.open_bundle_button.setText("" if short else self._open_bundle_text)

    def _lay_out(self) -> None:
        space = tokens().space
        self._heading = QWidget()
        heading = QHBoxLayout(self._heading)
        heading.setContentsMargins(0, 0, 0, 0)
        heading.setSpacing(space.medium)
        title = QLabel(self.tr("Connected organizations"))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("role", "title")
        heading.addWidget(title)
        heading.addWidget(self._badge)
        heading.addStretch(1)
        heading.addWidget(self.open_bundle_button)
        heading.addWidget(self.check_all_button)
        self.search.setMinimumWidth(self.search.fontMetrics().averageCharWidth() * _SEARCH_LETTERS)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(space.medium)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.practise_button)
        tools.addWidget(self.connect_button)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.check_all_button.setToolTip(self.tr("Ask AWS about every organization in the list (Shift+F5)"))
        self._rows.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        self._rows.setSpacing(space.medium)
        self._rows.addWidget(self._heading, 1)
        self._rows.addWidget(self._tools)
