"""What the window tells people: strips, fields, states, copies."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Theme
from wizard.ui.widgets.copy_button import CopyButton, CopyRow
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.widgets.progress import BigFigure, ProgressBar
from wizard.ui.widgets.state import State, state_word
from wizard.ui.widgets.state_row import StateRow


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> MessageStrip:
    strip = MessageStrip("deploy.action.")
    qtbot.addWidget(strip)
    return strip


def _button(strip: MessageStrip, name: str) -> QPushButton:
    button = strip.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    return button


def test_a_strip_is_there_only_while_it_has_something_to_say(strip: MessageStrip) -> None:
    assert strip.isHidden()
    strip.show_message(Tone.WARNING, "3 accounts are not connected.", "A policy denies it.")
    assert strip.isVisible()
    assert (strip.accessibleName(), strip.accessibleDescription()) == (
        "3 accounts are not connected.",
        "A policy denies it.",
    )
    strip.clear()
    assert (strip.isHidden(), strip.problem()) == (True, "")


def test_a_strips_buttons_say_which_action_was_pressed(strip: MessageStrip, qtbot: QtBot) -> None:
    strip.show_message(Tone.PROBLEM, "It did not work.", actions=[Action("retry", "Try again"), Action("stop", "Stop")])
    with qtbot.waitSignal(strip.action) as pressed:
        qtbot.mouseClick(_button(strip, "deploy.action.stop"), Qt.MouseButton.LeftButton)
    assert pressed.args == ["stop"]
    strip.show_message(Tone.PROBLEM, "Something else.", actions=[Action("sign-in", "Sign in")])
    visible = [button.objectName() for button in strip.findChildren(QPushButton) if button.isVisible()]
    assert visible == ["deploy.action.sign-in"]


def test_the_raw_text_is_behind_details(strip: MessageStrip, qtbot: QtBot) -> None:
    strip.show_message(Tone.PROBLEM, "You may not do this.", details="AccessDenied: <b>no</b>")
    raw = strip.findChild(QPlainTextEdit)
    assert isinstance(raw, QPlainTextEdit)
    assert not raw.isVisible()
    details = next(button for button in strip.findChildren(QPushButton) if button.text() == "Details")
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    assert raw.isVisible()
    assert raw.toPlainText() == "AccessDenied: <b>no</b>"


def test_a_field_says_whether_its_value_is_right(theme: Theme, qtbot: QtBot) -> None:
    field = Field("Organization &root ID", help_text="Starts with r-.")
    qtbot.addWidget(field)
    field.show()
    assert field.editor.accessibleName() == "Organization root ID"
    field.set_message("This is an account's ID.", FieldState.PROBLEM)
    assert field.editor.accessibleDescription() == "This is an account's ID. Starts with r-."
    shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Organization &root ID", "This is an account's ID.", "Starts with r-."]
    field.set_message("")
    assert (field.state, field.message()) == (FieldState.NONE, "")


def test_a_fields_mnemonic_leads_to_its_input(theme: Theme, qtbot: QtBot) -> None:
    field = Field("Organization &root ID")
    qtbot.addWidget(field)
    field.show()
    buddies = [label.buddy() for label in field.findChildren(QLabel) if label.buddy()]
    assert buddies == [field.editor]
    assert field.focusProxy() is field.editor


def test_another_input_than_a_line_has_no_line(theme: Theme, qtbot: QtBot) -> None:
    field = Field("&Box", QCheckBox())
    qtbot.addWidget(field)
    with pytest.raises(TypeError, match="QCheckBox"):
        field.text()


@pytest.mark.parametrize("state", list(State))
def test_a_state_is_told_in_words(theme: Theme, qtbot: QtBot, state: State) -> None:
    row = StateRow("Deploy the role")
    qtbot.addWidget(row)
    row.show()
    row.set_state(state, "Role CREATE_COMPLETE")
    texts = [label.text() for label in row.findChildren(QLabel) if label.isVisible()]
    assert texts == ["Deploy the role", "Role CREATE_COMPLETE", state_word(state)]
    assert row.accessibleName() == f"Deploy the role: {state_word(state)}"


def test_copying_says_so_and_invites_again(theme: Theme, qtbot: QtBot) -> None:
    row = CopyRow("Management account", "1111 2222 3333", "111122223333")
    qtbot.addWidget(row)
    row.show()
    assert row.button.accessibleName() == "Copy Management account"
    width = row.button.width()
    with qtbot.waitSignal(row.button.copied):
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "111122223333"
    assert row.button.text() == "Copied"
    assert row.button.width() == width
    qtbot.waitUntil(lambda: row.button.text() == "Copy", timeout=4000)


def test_nothing_cannot_be_copied(theme: Theme, qtbot: QtBot) -> None:
    button = CopyButton()
    qtbot.addWidget(button)
    assert not button.isEnabled()
    button.set_copy_text("r-ab12")
    assert button.isEnabled()


def test_an_expander_opens_with_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    content = QLabel("Role CREATE_COMPLETE")
    expander = Expander("Events", content)
    qtbot.addWidget(expander)
    expander.show()
    assert not content.isVisible()
    with qtbot.waitSignal(expander.toggled) as toggled:
        qtbot.keyClick(expander.button, Qt.Key.Key_Space)
    assert toggled.args == [True]
    assert content.isVisible()


def test_progress_is_a_number_too(theme: Theme, qtbot: QtBot) -> None:
    bar, figure = ProgressBar("Accounts"), BigFigure()
    for widget in (bar, figure):
        qtbot.addWidget(widget)
    bar.set_counts(131, 212)
    assert (bar.value(), bar.maximum(), bar.property("tone")) == (131, 212, "")
    bar.set_counts(212, 212)
    assert bar.property("tone") == "success"
    bar.set_counts(0, 0)
    assert (bar.value(), bar.maximum()) == (0, 1)
    figure.set_figure(131, "of 212 accounts")
    assert figure.text() == figure.accessibleName() == "131 of 212 accounts"


def test_buttons_that_do_not_fit_go_into_the_next_row(strip: MessageStrip, qtbot: QtBot) -> None:
    actions = [Action(f"a{number}", f"A button with quite some words {number}") for number in range(5)]
    strip.show_message(Tone.PROBLEM, "It did not work.", "The cause.", actions, "raw", ticket="ten lines")
    strip.resize(1600, strip.heightForWidth(1600))
    wide = strip.heightForWidth(1600)
    assert strip.heightForWidth(520) > wide
    strip.resize(520, strip.heightForWidth(520))
    qtbot.waitUntil(lambda: all(one.geometry().left() >= 0 for one in _buttons(strip)))
    places = [one.mapTo(strip, one.rect().bottomRight()) for one in _buttons(strip)]
    assert all(place.x() <= 520 and place.y() <= strip.height() for place in places)
    assert len({place.y() for place in places}) > 1


def _buttons(strip: MessageStrip) -> list[QPushButton]:
    return [one for one in strip.findChildren(QPushButton) if one.isVisible()]
