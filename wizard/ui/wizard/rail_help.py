"""The questions at the foot of the step rail."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.expander import Expander
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
        self._questions: list[Expander] = []

    def show_help(self, helps: Sequence[Help]) -> None:
        """Show the questions of a page."""
        if tuple(helps) == self._shown:
            return
        self._shown = tuple(helps)
        for old in self._questions:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._questions = [self._question(number, one) for number, one in enumerate(helps)]

    def _question(self, number: int, one: Help) -> Expander:
        answer = Caption(one.answer)
        answer.setContentsMargins(tokens().space.small, 0, 0, tokens().space.small)
        question = Expander(one.question, answer)
        question.button.setObjectName(f"wizard.help.{number}")
        question.button.setAccessibleName(one.question)
        question.button.setAutoDefault(False)
        question.toggled.connect(partial(self._close_others, question))
        self._column.addWidget(question)
        return question

    def _close_others(self, opened: Expander, is_open: bool) -> None:
        for question in self._questions if is_open else ():
            if question is not opened:
                question.set_open(False)
