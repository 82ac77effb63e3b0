"""Questions that a person has to answer: all of their words are to be seen."""

import pytest
from PySide6.QtWidgets import QApplication

from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.question import Question, Way

LONG = "What happens then takes a while to tell, because AWS does several things one after the other. " * 6


def made(kind):
    if kind is Confirmation:
        return Confirmation("Really?", LONG, "Do it", "Leave it")
    return Question("Which way?", LONG, (Way("one", "&One"), Way("two", "&Two"), Way("three", "T&hree")))


@pytest.mark.parametrize("kind", [Confirmation, Question])
def test_no_line_is_cut_off_however_little_width_there_is(qtbot, theme, kind):
    del theme
    dialog = made(kind)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    label = dialog.findChild(BodyLabel)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_question_names_its_buttons_and_tells_which_was_pressed(qtbot, theme):
    del theme
    dialog = made(Question)
    dialog.setObjectName("some.question")
    qtbot.addWidget(dialog)
    chosen = []
    dialog.chosen.connect(chosen.append)
    dialog.show()
    button = next(one for one in dialog.children() if one.objectName() == "some.question.two")
    assert button.accessibleName() == "Two"
    button.click()
    assert chosen == ["two"]
    assert not dialog.isVisible()
