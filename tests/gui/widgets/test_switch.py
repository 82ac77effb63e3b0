"""The switch: what it shows, says, and asks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Scheme, Theme
from wizard.ui.widgets.switch import Switch, SwitchState


@pytest.fixture
def switch(theme: Theme, qtbot: QtBot) -> Switch:
    switch = Switch("Status of Acme & Sons")
    qtbot.addWidget(switch)
    switch.set_state(SwitchState.ON, "Active")
    switch.show()
    switch.activateWindow()
    qtbot.waitActive(switch)
    return switch


def state_of(switch: Switch) -> QAccessible.State:
    return QAccessible.queryAccessibleInterface(switch).state()


def test_pressing_asks_and_changes_nothing(switch: Switch, qtbot: QtBot) -> None:
    asked: list[SwitchState] = []
    switch.asked.connect(lambda: asked.append(switch.state))
    for state in SwitchState:
        switch.set_state(state, "So")
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 3, 3))
        switch.setFocus()
        qtbot.keyClick(switch, Qt.Key.Key_Space)
        assert switch.state is state
    assert asked == [state for state in SwitchState for _ in range(2)]


def test_a_screen_reader_hears_name_role_state_and_word(switch: Switch) -> None:
    interface = QAccessible.queryAccessibleInterface(switch)
    assert interface.role() in (QAccessible.Role.CheckBox, QAccessible.Role.Switch)
    assert interface.text(QAccessible.Text.Name) == "Status of Acme & Sons"
    assert interface.text(QAccessible.Text.Description) == "Active"
    assert state_of(switch).checked
    switch.set_state(SwitchState.OFF, "Inactive")
    assert not state_of(switch).checked
    switch.set_state(SwitchState.UNDETERMINED, "Mixed")
    assert state_of(switch).checkStateMixed
    assert interface.text(QAccessible.Text.Description) == "Mixed"


def test_while_it_is_changed_it_keeps_the_keyboard_and_asks_nothing(switch: Switch, qtbot: QtBot) -> None:
    asked: list[bool] = []
    switch.asked.connect(lambda: asked.append(True))
    switch.setFocus()
    switch.set_state(SwitchState.ON, "Switching off", busy=True)
    assert switch.busy
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert asked == []
    assert switch.hasFocus()
    switch.set_state(SwitchState.OFF, "Inactive")
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert asked == [True]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_state_looks_different(switch: Switch, theme: Theme, scheme: Scheme) -> None:
    theme.set_override(scheme)
    looks = []
    for state in SwitchState:
        for busy in (False, True):
            switch.set_state(state, "So", busy=busy)
            switch.clearFocus()
            looks.append(switch.grab().toImage())
    quiet = looks[::2]
    assert all(one != other for place, one in enumerate(quiet) for other in quiet[place + 1 :])
    assert all(one != other for one, other in zip(quiet, looks[1::2], strict=True))
    switch.setFocus()
    focused = switch.grab().toImage()
    switch.clearFocus()
    assert focused != switch.grab().toImage()


def test_it_grows_with_the_text(switch: Switch) -> None:
    before = switch.sizeHint()
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    switch.setStyleSheet(f"font-size: {font.pointSizeF()}pt")
    after = switch.sizeHint()
    assert after.height() > before.height() * 1.2
    assert after.width() > before.width() * 1.5
