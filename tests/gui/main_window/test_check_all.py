"""Check all: side by side, each row for itself, summed up in one line."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView

from wizard.model.connection import Health, Way
from wizard.model.failure import RawFailure, Retry, WizardError
from wizard.model.plan import RunKind
from wizard.ui.models.connections import Column
from wizard.ui.widgets.message_strip import MessageStrip


@pytest.fixture
def signed_out(monkeypatch, explain):
    """Has the window explain every failure as a sign-in that ended."""

    def apply(window):
        def wording(failure):
            return replace(explain(failure), retry=Retry.AFTER_SIGN_IN)

        monkeypatch.setattr(window._rechecks, "_explain", wording)

    return apply


def test_one_that_needs_a_sign_in_holds_nobody_else_up(
    *, book, works, make_window, run_async, connection, until, signed_out
):
    book.rows = [
        connection("acme", "Acme", 1),
        connection("busy", "Busy", 2),
        connection("console", "Console", 3, way=Way.CONSOLE, health=Health()),
        connection("late", "Late", 4),
        connection("north", "Northwind", 5),
    ]
    for one in book.rows:
        book.gates[one.connection_id] = asyncio.Event()
        book.answers[one.connection_id] = one
    book.answers["late"] = WizardError(RawFailure("expired", code="ExpiredToken"))
    book.answers["north"] = connection("north", "Northwind", 5, 200, 212)

    async def look():
        window = make_window()
        signed_out(window)
        await window.reload()
        works.start(RunKind.DISCONNECT, "busy")
        table = window.findChild(QTableView, "main.list")

        def health():
            return [table.model().index(row, Column.HEALTH).data() for row in range(5)]

        QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
        await until(lambda: sorted(book.asked) == ["acme", "late", "north"])
        assert [health()[row] for row in (0, 3, 4)] == ["Checking"] * 3
        assert not window.findChild(QPushButton, "main.check-all").isEnabled()
        book.gates["late"].set()
        await until(lambda: health()[3] == "Needs sign-in")
        assert health()[0] == "Checking"
        book.gates["acme"].set()
        book.gates["north"].set()
        news = window.findChild(MessageStrip, "main.news")
        await until(news.isVisible)
        assert news.problem() == (
            "3 checked: 1 as listed, 1 changed, 1 needs a sign-in, "
            "1 left alone because it is being changed, 1 not verified yet: sign in to it first"
        )
        assert window.findChild(QPushButton, "main.check-all").isEnabled()

    run_async(look())
