"""Check again: in the row, in the details, several side by side."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTableView

from wizard.model.connection import Health, Phase, Status
from wizard.model.failure import RawFailure, WizardError
from wizard.ui.models.connections import Column
from wizard.ui.widgets.message_strip import MessageStrip


def button(window, name):
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def strip(window):
    return window.findChild(MessageStrip, "main.message")


def health(window, row):
    return window.findChild(QTableView, "main.list").model().index(row, Column.HEALTH).data()


@pytest.fixture
def filled(book, make_window, connection):
    """The window with Acme and Northwind, whose answers wait at gates."""
    book.rows = [connection("acme", "Acme", 1), connection("north", "Northwind", 2)]

    async def fill():
        for one in book.rows:
            book.gates[one.connection_id] = asyncio.Event()
        window = make_window()
        await window.reload()
        return window

    return fill


def test_what_aws_says_comes_into_the_row(filled, book, run_async, until, connection):
    book.answers["acme"] = connection("acme", "Acme", 1, 210, 212, status=Status.INACTIVE)

    async def check():
        window = await filled()
        assert button(window, "main.check").text() == "Check &again"
        QTest.mouseClick(button(window, "main.check"), Qt.MouseButton.LeftButton)
        assert health(window, 0) == "Checking"
        assert (button(window, "main.check").isEnabled(), button(window, "main.check").text()) == (False, "Checking")
        book.gates["acme"].set()
        await until(lambda: strip(window).isVisible())
        assert health(window, 0) == "2 of 212 not connected"
        assert strip(window).problem() == "AWS says something new."
        assert strip(window).cause() == "2 of 212 accounts are not connected."
        assert button(window, "main.check").isEnabled()

    run_async(check())


def test_nothing_new_is_said_too(filled, book, run_async, until):
    async def check():
        window = await filled()
        book.answers["acme"] = book.rows[0]
        book.gates["acme"].set()
        QTest.keyClick(window, Qt.Key.Key_F5)
        await until(lambda: strip(window).isVisible())
        assert strip(window).problem() == "Nothing has changed at AWS."
        window.select("north")
        window.select("acme")
        assert not strip(window).isVisible()

    run_async(check())


def test_several_are_checked_side_by_side_and_each_only_once(filled, book, run_async, until, connection):
    book.answers["acme"] = connection("acme", "Acme", 1, health=Health(212, 212, "inspect.trust-changed"))
    book.answers["north"] = connection("north", "Northwind", 2, phase=Phase.FAILED)

    async def check():
        window = await filled()
        for connection_id in ("acme", "north", "acme", "north"):
            window.select(connection_id)
            QTest.keyClick(window, Qt.Key.Key_F5)
        await until(lambda: len(book.asked) == 2)
        assert [health(window, row) for row in (0, 1)] == ["Checking", "Checking"]
        book.gates["north"].set()
        await until(lambda: health(window, 1) == "Not finished")
        assert health(window, 0) == "Checking"
        book.gates["acme"].set()
        await until(lambda: health(window, 0) == "Needs attention")
        assert book.asked == ["acme", "north"]

    run_async(check())


def test_a_failure_is_explained_and_can_be_tried_again(filled, book, run_async, until, connection):
    book.answers["acme"] = WizardError(RawFailure("The SSO session <b>expired</b>", code="ExpiredToken"))

    async def check():
        window = await filled()
        book.gates["acme"].set()
        QTest.keyClick(window, Qt.Key.Key_F5)
        await until(lambda: strip(window).isVisible())
        assert health(window, 0) == "Could not be checked"
        assert strip(window).problem() == "ExpiredToken is in the way."
        raw = strip(window).findChild(QPlainTextEdit).toPlainText()
        assert raw.startswith("The SSO session <b>expired</b>\nExpiredToken")
        offered = [one.objectName() for one in strip(window).findChildren(QPushButton) if one.objectName()]
        assert sorted(offered) == ["main.action.check-again", "main.action.ticket"]
        QTest.mouseClick(button(window, "main.action.ticket"), Qt.MouseButton.LeftButton)
        copied = QGuiApplication.clipboard().text()
        assert copied.startswith("Doing: Looking after a connected organization\nFor: Acme (")
        assert "ExpiredToken – The SSO session <b>expired</b>" in copied
        window.select("north")
        assert not strip(window).isVisible()
        window.select("acme")
        assert strip(window).isVisible()
        book.answers["acme"] = connection("acme", "Acme", 1)
        QTest.mouseClick(button(window, "main.action.check-again"), Qt.MouseButton.LeftButton)
        await until(lambda: strip(window).problem() == "Nothing has changed at AWS.")
        assert health(window, 0) == "212 of 212"

    run_async(check())


def test_the_keyboard_stays_where_the_check_was_started(filled, book, run_async, until):
    async def check():
        window = await filled()
        book.answers["acme"] = book.rows[0]
        check = button(window, "main.check")
        check.setFocus()
        QTest.keyClick(check, Qt.Key.Key_Space)
        assert window.focusWidget().objectName() == "main.details"
        book.gates["acme"].set()
        await until(check.isEnabled)
        assert window.focusWidget() is check

    run_async(check())


def test_a_row_that_went_while_it_was_checked_does_not_come_back(filled, book, run_async, until):
    async def check():
        window = await filled()
        gone = book.rows[0]
        book.answers["acme"] = gone
        QTest.keyClick(window, Qt.Key.Key_F5)
        await until(lambda: book.asked == ["acme"])
        book.rows = book.rows[1:]
        await window.reload()
        book.gates["acme"].set()
        await asyncio.sleep(0)
        await window.reload()
        model = window.findChild(QTableView, "main.list").model()
        assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Northwind"]

    run_async(check())
