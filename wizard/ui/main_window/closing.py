"""Asking once more before the window is closed while runs go on."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QWidget

from wizard.ui.texts.several import several
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.confirm import Confirmation


def closing_question(organizations: Sequence[str], parent: QWidget) -> Confirmation:
    """Give the question, which names the organizations and says what goes on at AWS without this program."""
    translate = QCoreApplication.translate
    names = {"names": several(organizations), "number": QLocale().toString(len(organizations))}
    one = translate("MainClosing", "A run still goes on in {names}")
    more = translate("MainClosing", "{number} runs still go on, in {names}")
    question = Confirmation(
        fill(one if len(organizations) == 1 else more, names),
        translate(
            "MainClosing",
            "AWS finishes by itself what it has begun, but nothing more is started while Org Wizard is closed. The "
            "next start shows what happened meanwhile and offers to go on; nothing is made twice.",
        ),
        translate("MainClosing", "Close anyway"),
        translate("MainClosing", "Stay here"),
        parent,
    )
    question.setObjectName("main.confirm-close")
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return question
