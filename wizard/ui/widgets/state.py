"""How far a piece of work is, in words, icon and colour."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class State(StrEnum):
    """The state of a step, a check, an operation or an account."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    WARNING = "warning"
    PROBLEM = "problem"
    SKIPPED = "skipped"


_ICONS = {
    State.PENDING: ("dot-todo", "muted"),
    State.RUNNING: ("spinner", "accent"),
    State.DONE: ("circle-check", "success"),
    State.WARNING: ("warning", "warning"),
    State.PROBLEM: ("circle-cross", "danger"),
    State.SKIPPED: ("circle-skip", "muted"),
}


def state_icon(state: State) -> tuple[str, str]:
    """The name of the state's icon and its colour role."""
    return _ICONS[state]


def state_word(state: State) -> str:
    """The state in a word, translated."""
    words = {
        State.PENDING: QCoreApplication.translate("State", "Waiting"),
        State.RUNNING: QCoreApplication.translate("State", "Running"),
        State.DONE: QCoreApplication.translate("State", "Done"),
        State.WARNING: QCoreApplication.translate("State", "Needs attention"),
        State.PROBLEM: QCoreApplication.translate("State", "Problem"),
        State.SKIPPED: QCoreApplication.translate("State", "Skipped"),
    }
    return words[state]
