"""The questions at the foot of the step rail."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import Caption
from wizard.ui.wizard.page_view import Help


class RailHelp(QWidget):
    """Each question opens its answer under it; one is open at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space.tiny)
        self._shown: tuple[Help, ...] = ()
        self._pairs: list[tuple[Button, Caption]] = []

    def show_help(self, helps: Sequence[Help]) -> None:
        """Show the questions of a page."""
        if tuple(helps) == self._shown:
            return
        self._shown = tuple(helps)
        for button, answer in self._pairs:
            for old in (button, answer):
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._pairs = [self._pair(number, one) for number, one in enumerate(helps)]

    def _pair(self, number: int, one: Help) -> tuple[Button, Caption]:
        button = Button(one.question, Variant.QUIET)
        button.setObjectName(f"wizard.help.{number}")
        button.setAccessibleName(one.question)
        button.setCheckable(True)
        button.setAutoDefault(False)
        answer = Caption(one.answer)
        answer.hide()
        button.toggled.connect(answer.setVisible)
        button.toggled.connect(self._close_others)
        self._column.addWidget(button)
        self._column.addWidget(answer)
        return button, answer

    def _close_others(self, opened: bool) -> None:
        pressed = self.sender()
        for button, _answer in self._pairs if opened else ():
            if button is not pressed:
                button.setChecked(False)
