"""Closing the window while runs go on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from wizard.model.plan import RunEnd, RunKind
from wizard.ui.widgets.confirm import Confirmation


def asked(window):
    return next((one for one in window.findChildren(Confirmation, "main.confirm-close") if one.isVisible()), None)


def press(window, name):
    QTest.mouseClick(asked(window).findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_it_says_what_goes_on_and_closes_only_then(*, book, works, make_window, run_async, connection):
    book.rows = [connection("acme", "Acme Corp", 1), connection("north", "Northwind", 2)]

    async def look():
        window = make_window()
        await window.reload()
        closed = []
        window.closed.connect(lambda: closed.append(True))
        works.start(RunKind.CONNECT, "acme")
        works.start(RunKind.DISCONNECT, "north")
        window.close()
        assert window.isVisible()
        assert asked(window).windowTitle() == "2 runs still go on, in Acme Corp, Northwind"
        assert "AWS finishes by itself what it has begun" in asked(window).accessibleDescription()
        assert "offers to go on" in asked(window).accessibleDescription()
        press(window, "main.confirm-close.no")
        assert (window.isVisible(), closed) == (True, [])
        works.of("acme").rest(RunEnd.STOPPED)
        window.close()
        assert asked(window).windowTitle() == "A run still goes on in Northwind"
        press(window, "main.confirm-close.yes")
        assert (window.isVisible(), closed) == (False, [True])

    run_async(look())


def test_what_rests_is_not_asked_about(*, book, works, make_window, run_async, connection):
    book.rows = [connection("acme", "Acme Corp", 1)]

    async def look():
        window = make_window()
        await window.reload()
        works.start(RunKind.CONNECT, "acme").rest(RunEnd.PAUSED)
        window.close()
        assert not window.isVisible()

    run_async(look())
