"""The steps at the left of the wizard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Theme
from wizard.ui.widgets.step_button import RailStep, StepState
from wizard.ui.widgets.step_rail import StepRail

STEPS = (
    RailStep("provider", "Provider", StepState.DONE),
    RailStep("organization", "Organization", StepState.CURRENT),
    RailStep("settings", "Settings", StepState.PROBLEM),
    RailStep("review", "Review"),
)


@pytest.fixture
def rail(theme: Theme, qtbot: QtBot) -> Iterator[StepRail]:
    window, rail = QWidget(), StepRail("Connect")
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(rail)
    row.addStretch(1)
    rail.show_steps(STEPS)
    window.resize(1000, 600)
    window.show()
    yield rail
    window.close()


def test_each_step_says_where_it_is(rail: StepRail) -> None:
    names = [QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) for button in rail.buttons()]
    assert names == [
        "Step 1 of 4, Provider, done",
        "Step 2 of 4, Organization, current",
        "Step 3 of 4, Settings, has a problem",
        "Step 4 of 4, Review, to come",
    ]


def test_a_done_step_leads_back_with_mouse_and_keyboard(rail: StepRail, qtbot: QtBot) -> None:
    done = rail.buttons()[0]
    with qtbot.waitSignal(rail.activated) as pressed:
        qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    assert pressed.args == ["provider"]
    with qtbot.waitSignal(rail.activated):
        qtbot.keyClick(done, Qt.Key.Key_Space)


def test_other_steps_lead_nowhere(rail: StepRail, qtbot: QtBot) -> None:
    for button in rail.buttons()[1:]:
        with qtbot.assertNotEmitted(rail.activated):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_narrow_window_keeps_the_icons_with_tool_tips(rail: StepRail) -> None:
    wide = rail.width()
    rail.window().resize(QSize(800, 560))
    QApplication.processEvents()
    assert rail.narrow
    assert rail.width() < wide / 2
    assert [button.toolTip() for button in rail.buttons()] == ["Provider", "Organization", "Settings", "Review"]
    rail.window().resize(QSize(1000, 560))
    QApplication.processEvents()
    assert rail.width() == wide


def test_steps_can_come_and_go(rail: StepRail) -> None:
    first = rail.buttons()[0]
    rail.show_steps(STEPS[:2])
    assert [button.step.id for button in rail.buttons()] == ["provider", "organization"]
    assert rail.buttons()[0] is first
    rail.show_steps((*STEPS, RailStep("deploy", "Deploy")))
    assert [button.text() for button in rail.buttons()][-1] == "Deploy"
