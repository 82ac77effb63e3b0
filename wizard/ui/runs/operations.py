"""The operations of a run, one line each."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wizard.model.plan import OperationState
from wizard.ui.texts.operations import duration_text, operation_name, operation_state_text
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow

_STATES = {
    OperationState.WAITING: State.PENDING,
    OperationState.LOOKING: State.RUNNING,
    OperationState.RUNNING: State.RUNNING,
    OperationState.DONE: State.DONE,
    OperationState.ALREADY_DONE: State.DONE,
    OperationState.WAITING_TO_RETRY: State.RUNNING,
    OperationState.PAUSED: State.WARNING,
    OperationState.STOPPED: State.WARNING,
    OperationState.FAILED: State.PROBLEM,
}


@dataclass(frozen=True, slots=True)
class OperationLine:
    """What is shown of one operation.

    seconds: how long it has been at work; None while it is not
    detail:  the current event, or an empty text
    """

    operation: str
    state: OperationState
    seconds: float | None = None
    detail: str = ""


class RunOperations(Card):
    """Every operation with its state, time and current event.

    name: the object name
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rows: dict[str, StateRow] = {}
        self.setObjectName(name)
        self.setAccessibleName(self.tr("What is done, in order"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body.setSpacing(0)

    def show_lines(self, lines: Iterable[OperationLine]) -> None:
        """Show these, in their order; those of another run go."""
        shown = tuple(lines)
        if not self._rows.keys() <= {one.operation for one in shown}:
            self._forget()
        for line in shown:
            self._row(line.operation).set_state(_STATES[line.state], line.detail, _word(line))

    def _row(self, operation: str) -> StateRow:
        if operation not in self._rows:
            self._rows[operation] = StateRow(operation_name(operation))
            self.add(self._rows[operation])
        return self._rows[operation]

    def _forget(self) -> None:
        for row in self._rows.values():
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()


def _word(line: OperationLine) -> str:
    words = operation_state_text(line.state)
    return words if line.seconds is None else f"{words} · {duration_text(line.seconds)}"
