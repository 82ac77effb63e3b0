"""The steps of the wizard at its left."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.labels import SectionTitle
from wizard.ui.widgets.step_button import RailStep, StepButton
from wizard.ui.widgets.tab_order import tab_behind

_NARROW_BELOW = 900  # width of the window in logical pixels
_CHARACTERS = 37  # of help in a line, while the rail is wide


class StepRail(QFrame):
    """The steps in order; those that are done lead back to their page. In a narrow window only the icons stay.

    foot:               the layout at the lower end, for the owner's help; hidden while narrow
    activated(step_id): a done step was pressed
    """

    activated = Signal(str)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAccessibleName(self.tr("Steps"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._narrow = False
        self._buttons: list[StepButton] = []
        self._title = SectionTitle(title)
        self._list = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._foot = QWidget()
        self.foot = QVBoxLayout(self._foot)
        self._lay_out()

    def show_steps(self, steps: Sequence[RailStep]) -> None:
        """Shows these steps; keeps the buttons that are there, so that the focus stays where it is."""
        while len(self._buttons) > len(steps):
            surplus = self._buttons.pop()
            surplus.hide()
            surplus.deleteLater()
        while len(self._buttons) < len(steps):
            self._buttons.append(self._new_button())
        for position, (button, step) in enumerate(zip(self._buttons, steps, strict=True), start=1):
            button.show_step(step, position, len(steps))
        self._fit_width()

    def buttons(self) -> tuple[StepButton, ...]:
        """The steps as they are shown, in order."""
        return tuple(self._buttons)

    @property
    def narrow(self) -> bool:
        """True while only the icons are shown."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Shows the icons alone, or with their titles."""
        self._narrow = narrow
        self._title.setVisible(not narrow and bool(self._title.text()))
        self._foot.setVisible(not narrow)
        for button in self._buttons:
            button.set_narrow(narrow)
        self._fit_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Fits the window that it is shown in, from now on."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self.set_narrow(self.window().width() < _NARROW_BELOW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Becomes narrow and wide again with the window."""
        if watched is self.window() and isinstance(event, QResizeEvent):
            narrow = event.size().width() < _NARROW_BELOW
            if narrow != self._narrow:
                self.set_narrow(narrow)
        return super().eventFilter(watched, event)

    def _new_button(self) -> StepButton:
        button = StepButton()
        button.set_narrow(self._narrow)
        button.pressed_done.connect(self.activated)
        last = self._buttons[-1] if self._buttons else self
        self._list.addWidget(button)
        tab_behind(last, [button])
        return button

    def _fit_width(self) -> None:
        margins = self._column.contentsMargins()
        widest = max((button.sizeHint().width() for button in self._buttons), default=0)
        wide = 0 if self._narrow else self.fontMetrics().averageCharWidth() * _CHARACTERS
        self.setFixedWidth(max(widest, wide) + margins.left() + margins.right() + 1)

    def _lay_out(self) -> None:
        space = tokens().space
        self._list.setSpacing(2)
        self.foot.setContentsMargins(space.small, 0, space.small, 0)
        column = self._column
        column.setContentsMargins(space.small, space.huge, space.small, space.large)
        column.setSpacing(space.medium)
        title = QHBoxLayout()
        title.setContentsMargins(space.small, 0, space.small, 0)
        title.addWidget(self._title)
        if not self._title.text():
            self._title.hide()
        column.addLayout(title)
        column.addLayout(self._list)
        column.addStretch(1)
        column.addWidget(self._foot)
