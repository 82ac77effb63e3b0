"""Saying in a dialog what could not be done, where no page is there to say it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wizard.model.failure import Diagnosis
from wizard.ui.widgets.question import Question, Way


def notice(parent: QWidget, diagnosis: Diagnosis) -> Question:
    """Open a dialog that says a failure, with one button to close it."""
    close = Way("close", QCoreApplication.translate("Notice", "&Close"))
    dialog = Question(diagnosis.title, diagnosis.explanation, (close,), parent)
    dialog.setObjectName("main.notice")
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
