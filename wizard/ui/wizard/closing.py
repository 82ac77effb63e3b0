"""Asking what is to become of a run when its window is closed."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wizard.ui.widgets.button import Variant
from wizard.ui.widgets.question import Question, Way


class Closing(StrEnum):
    """What a person can choose: the IDs of the buttons.

    STAY: leave the window open
    STOP: stop the run, and close
    KEEP: close, and let the run go on in the background
    """

    STAY = "stay"
    STOP = "stop"
    KEEP = "keep"


def closing_question(parent: QWidget) -> Question:
    """Give the question, which says what goes on at AWS without this program. Letting it go on is the default."""
    translate = QCoreApplication.translate
    question = Question(
        translate("Closing", "AWS is still at work on the roles"),
        translate(
            "Closing",
            "The run can go on without this window: the list shows how far it is, and opens it again. If you stop it, "
            "or end the program, AWS finishes what it has begun by itself, and nothing more is started until you go "
            "on from the list. Nothing is made twice.",
        ),
        (
            Way(Closing.STAY, translate("Closing", "S&tay here")),
            Way(Closing.STOP, translate("Closing", "&Stop and close")),
            Way(Closing.KEEP, translate("Closing", "&Keep going in the background"), Variant.PRIMARY),
        ),
        parent,
    )
    question.setObjectName("wizard.confirm-close")
    return question
