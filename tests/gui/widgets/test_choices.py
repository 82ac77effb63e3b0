"""Choosing and searching."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Theme
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.identity_header import IdentityHeader
from wizard.ui.widgets.search_field import SearchField


@pytest.fixture
def choices(theme: Theme, qtbot: QtBot) -> ChoiceList:
    choices = ChoiceList("What is connected")
    qtbot.addWidget(choices)
    choices.add("whole", "The whole organization", "And accounts that join later.", "organization")
    choices.add("units", "Only some organizational units", icon_name="folder")
    choices.add("account", "R&D's account")
    choices.resize(600, 300)
    choices.show()
    QApplication.processEvents()
    return choices


def test_a_click_anywhere_in_the_row_chooses(choices: ChoiceList, qtbot: QtBot) -> None:
    card = choices.card("units")
    with qtbot.waitSignal(choices.changed) as changed:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() - 3, card.height() - 3))
    assert changed.args == ["units"]
    assert choices.chosen() == "units"


def test_only_one_is_chosen(choices: ChoiceList) -> None:
    assert choices.chosen() == ""
    choices.choose("whole")
    choices.choose("account")
    assert [choices.card(name).isChecked() for name in ("whole", "units", "account")] == [False, False, True]


def test_arrow_keys_go_through_the_choices(choices: ChoiceList, qtbot: QtBot) -> None:
    choices.choose("whole")
    choices.window().activateWindow()
    choices.card("whole").setFocus()
    qtbot.waitUntil(lambda: choices.card("whole").hasFocus())
    qtbot.keyClick(choices.card("whole"), Qt.Key.Key_Down)
    assert choices.chosen() == "units"
    qtbot.keyClick(choices.card("units"), Qt.Key.Key_Up)
    assert choices.chosen() == "whole"


def test_a_choice_is_a_radio_button_with_name_and_description(choices: ChoiceList) -> None:
    interface = QAccessible.queryAccessibleInterface(choices.card("whole"))
    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name) == "The whole organization"
    assert interface.text(QAccessible.Text.Description) == "And accounts that join later."
    account = QAccessible.queryAccessibleInterface(choices.card("account"))
    assert account.text(QAccessible.Text.Name) == "R&D's account"


def test_choices_can_be_replaced(choices: ChoiceList) -> None:
    choices.choose("whole")
    choices.remove_all()
    assert choices.chosen() == ""
    choices.add("other", "Another one")
    choices.choose("other")
    assert choices.chosen() == "other"


def test_escape_empties_the_search(theme: Theme, qtbot: QtBot) -> None:
    search = SearchField("Search accounts")
    qtbot.addWidget(search)
    search.show()
    qtbot.keyClicks(search, "audit")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_the_header_leaves_out_what_is_not_known(theme: Theme, qtbot: QtBot) -> None:
    header = IdentityHeader()
    qtbot.addWidget(header)
    assert header.accessibleName() == "Not signed in"
    header.set_identity("Acme Corp", "o-a1b2c3d4e5", "1111 2222 3333", "admin (%1)")
    assert header.accessibleName() == "Acme Corp, o-a1b2c3d4e5, 1111 2222 3333, signed in as admin (%1)"


def test_choices_that_come_later_keep_their_place_in_the_tab_order(theme: Theme, qtbot: QtBot) -> None:
    window, choices, following = QWidget(), ChoiceList("Profiles"), QPushButton("Next")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(choices)
    column.addWidget(following)
    window.show()
    cards = [choices.add("first", "First"), choices.add("second", "Second")]
    order = []
    widget: QWidget = window
    while (widget := widget.nextInFocusChain()) is not window:
        order.append(widget)
    assert [widget for widget in order if widget.focusPolicy() & Qt.FocusPolicy.TabFocus] == [*cards, following]
