"""The status switch: what is verified, what is asked first, and what it cannot do."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from wizard.model.connection import Health, Phase, Status, Way
from wizard.model.plan import RunEnd, RunKind
from wizard.ui.models.connections import SWITCH_ROLE, Column
from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.message_strip import MessageStrip
from wizard.ui.widgets.switch import Switch, SwitchState


def switch(window):
    found = window.findChild(Switch, "main.status")
    assert found is not None
    return found


def asked(window):
    return next((one for one in window.findChildren(Confirmation) if one.isVisible()), None)


def answer(window, yes):
    dialog = asked(window)
    name = f"{dialog.objectName()}.{'yes' if yes else 'no'}"
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def click_in_list(window, row):
    table = window.findChild(QTableView, "main.list")
    place = table.visualRect(table.model().index(row, Column.STATUS))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 20, place.center().y()))


def test_switching_off_says_what_it_means_and_shows_what_is_verified(
    *, book, works, make_window, run_async, connection, until
):
    book.rows = [connection("acme", "Acme Corp", 1)]

    async def look():
        window = make_window()
        await window.reload()
        assert (switch(window).state, switch(window).word()) == (SwitchState.ON, "Active")
        QTest.keyClick(switch(window), Qt.Key.Key_Space)
        dialog = asked(window)
        assert dialog.windowTitle() == "Switch off Cloud Entitlements for Acme Corp?"
        assert "can no longer read anything" in dialog.accessibleDescription()
        assert "within the hour" in dialog.accessibleDescription()
        answer(window, yes=True)
        await until(lambda: works.begun == [(RunKind.SWITCH_OFF, "acme")])
        await until(lambda: switch(window).busy)
        assert (switch(window).state, switch(window).word()) == (SwitchState.ON, "Switching off")
        book.rows = [replace(book.rows[0], status=Status.MIXED)]
        works.of("acme").rest(RunEnd.DONE)
        await until(lambda: not switch(window).busy)
        await until(lambda: switch(window).state is SwitchState.UNDETERMINED)
        message = window.findChild(MessageStrip, "main.run.message")
        assert message.problem() == "The status is not the same everywhere: some accounts did not follow."
        QTest.mouseClick(window.findChild(QPushButton, "main.run.done"), Qt.MouseButton.LeftButton)
        assert works.of("acme") is None
        await until(lambda: not message.isVisible())

    run_async(look())


def test_a_mixed_status_can_be_led_both_ways(*, book, works, make_window, run_async, connection, until):
    book.rows = [connection("acme", status=Status.MIXED)]

    async def look():
        window = make_window()
        await window.reload()
        for widget, kind in ((switch(window), RunKind.SWITCH_ON), (None, RunKind.SWITCH_OFF)):
            pressed = widget or window.findChild(QPushButton, "main.switch-off")
            assert pressed.isVisible()
            pressed.click()
            assert asked(window).objectName() == f"main.confirm-{kind.value}"
            answer(window, yes=False)
        assert works.begun == []

    run_async(look())


def test_the_switch_in_the_row_acts_on_that_row(book, works, make_window, run_async, connection):
    book.rows = [connection("acme", "Acme", 1), connection("north", "Northwind", 2, status=Status.INACTIVE)]

    async def look():
        window = make_window()
        await window.reload()
        click_in_list(window, 1)
        assert asked(window).windowTitle() == "Switch on Cloud Entitlements for Northwind?"
        answer(window, yes=False)
        table = window.findChild(QTableView, "main.list")
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Up)
        QTest.keyClick(table, Qt.Key.Key_Space)
        assert asked(window).windowTitle() == "Switch off Cloud Entitlements for Acme?"
        answer(window, yes=False)
        assert [table.model().index(row, Column.STATUS).data(SWITCH_ROLE)[0] for row in (0, 1)] == [
            SwitchState.ON,
            SwitchState.OFF,
        ]

    run_async(look())


def test_a_status_that_is_unknown_is_not_switched(book, make_window, run_async, connection):
    book.rows = [connection("acme", status=Status.UNKNOWN)]

    async def look():
        window = make_window()
        await window.reload()
        assert not switch(window).isEnabled()
        assert switch(window).toolTip() == "What is not verified cannot be switched. Check again first."
        click_in_list(window, 0)
        assert asked(window) is None

    run_async(look())


def test_where_the_stack_is_gone_there_is_nothing_to_switch(book, make_window, run_async, connection):
    gone = Health(0, 3, "inspect.stack-gone")
    book.rows = [connection("acme", status=Status.UNKNOWN, phase=Phase.FAILED, health=gone)]

    async def look():
        window = make_window()
        await window.reload()
        assert not switch(window).isEnabled()
        assert switch(window).toolTip().startswith("There is nothing to switch")

    run_async(look())


def test_a_status_that_aws_knows_nothing_of_is_a_mark(*, book, works, make_window, run_async, connection, until):
    book.rows = [connection("acme", status_at_aws=False)]

    async def look():
        window = make_window()
        await window.reload()
        assert "a mark in this list alone" in switch(window).accessibleDescription()
        switch(window).click()
        assert "nothing changes at AWS" in asked(window).accessibleDescription()
        answer(window, yes=True)
        await until(lambda: switch(window).state is SwitchState.OFF)
        assert book.rows[0].status is Status.INACTIVE
        assert works.begun == []

    run_async(look())


@pytest.mark.parametrize("name", ["main.check", "main.disconnect", "main.change", "main.status", "main.verify"])
def test_what_was_made_in_the_console_leads_to_a_sign_in_first(
    *, book, works, make_window, run_async, connection, name
):
    book.rows = [connection("acme", way=Way.CONSOLE, profile="", status=Status.ACTIVE, health=Health())]

    async def look():
        window = make_window()
        wanted = []
        window.verify_requested.connect(wanted.append)
        window.change_requested.connect(wanted.append)
        await window.reload()
        table = window.findChild(QTableView, "main.list")
        assert [table.model().index(0, one).data() for one in (Column.STATUS, Column.HEALTH)] == ["Not verified"] * 2
        strip = window.findChild(MessageStrip, "main.console")
        assert strip.problem() == "This organization was connected in the AWS console. Sign in to verify it."
        window.findChild(Switch if name == "main.status" else QPushButton, name).click()
        assert wanted == ["acme"]
        assert asked(window) is None
        assert (book.asked, works.begun) == ([], [])

    run_async(look())
