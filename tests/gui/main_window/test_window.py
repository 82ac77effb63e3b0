"""The window: how to begin, the details, the keyboard, who can hear it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTableView, QWidget

from wizard.model.connection import Phase
from wizard.model.failure import RawFailure, WizardError
from wizard.model.progress import AccountProgress, AccountResult
from wizard.ui.theme import Scheme
from wizard.ui.widgets.message_strip import MessageStrip


def visible(window, kind=QWidget):
    return [one for one in window.findChildren(kind) if one.isVisible()]


def named(window, name):
    return [one for one in visible(window, QPushButton) if one.objectName() == name]


def shown_texts(window):
    return [one.text() for one in visible(window, QLabel)]


@pytest.mark.parametrize("filled", [False, True])
def test_there_is_one_way_to_connect_and_to_practise(book, make_window, run_async, connection, filled):
    book.rows = [connection("acme")] if filled else []

    async def look():
        window = make_window()
        await window.reload()
        pressed = []
        window.connect_requested.connect(lambda: pressed.append("connect"))
        window.practise_requested.connect(lambda: pressed.append("practise"))
        for name in ("main.connect", "main.practise"):
            assert window.findChild(QPushButton, name) in named(window, name)
            (button,) = named(window, name)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert pressed == ["connect", "practise", "connect"]

    run_async(look())


def test_the_first_connection_takes_the_place_of_the_invitation(book, make_window, run_async, connection):
    async def look():
        window = make_window()
        await window.reload()
        assert "No organization is connected yet" in shown_texts(window)
        assert window.focusWidget() in named(window, "main.connect")
        book.rows = [connection("acme")]
        await window.reload()
        assert "No organization is connected yet" not in shown_texts(window)
        assert window.findChild(QTableView, "main.list").isVisible()
        book.rows = []
        await window.reload()
        assert "No organization is connected yet" in shown_texts(window)
        QTest.keyClick(window, Qt.Key.Key_F5)
        assert book.asked == []

    run_async(look())


@pytest.mark.parametrize("filled", [False, True])
def test_practice_says_so_all_the_time(book, make_window, run_async, connection, filled):
    book.rows = [connection("acme")] if filled else []

    async def look():
        window = make_window(practice=True)
        await window.reload()
        assert window.windowTitle() == "Org Wizard – Practice"
        assert "Practice" in shown_texts(window)
        assert named(window, "main.practise") == []
        assert len(named(window, "main.connect")) == 1

    run_async(look())


def test_details_tell_who_is_not_connected_and_why(*, book, make_window, run_async, connection, denied, until):
    book.rows = [connection("acme", connected=1, total=6)]
    many = [replace(denied(f"member-{number}", number), diagnosis=None) for number in range(4)]
    book.missing["acme"] = (
        denied("log <i>archive</i>", 444455556666),
        *many,
        AccountResult("000000000009", "old", AccountProgress.SKIPPED),
    )

    async def look():
        window = make_window()
        await window.reload()
        await until(lambda: "1 account: Denied by the policy “quarantine” on the unit Suspended" in shown_texts(window))
        texts = shown_texts(window)
        assert "5 of 6 accounts are not connected." in texts
        assert "log <i>archive</i> · 4444\N{NO-BREAK SPACE}5555\N{NO-BREAK SPACE}6666" in texts
        assert "4 accounts: AWS gave no reason" in texts
        assert "1 account: suspended, so AWS leaves it out until it is active again" in texts
        (more,) = named(window, "main.missing-accounts.0")
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
        (raw,) = visible(window, QPlainTextEdit)
        assert raw.toPlainText().splitlines()[0] == "000000000000  member-0"

    run_async(look())


def test_details_follow_the_selection_and_hold_what_there_is_to_copy(*, book, make_window, run_async, connection):
    book.rows = [
        connection("acme", "Acme", 1),
        connection("half", "Half", 2, 0, 0, phase=Phase.CONNECTING, role_arn="", profile="", checked_at=None),
    ]

    async def look():
        window = make_window()
        await window.reload()
        (copy,) = named(window, "main.copy-role-arn")
        QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == book.rows[0].role_arn
        assert {"All 212 accounts have the role.", "acme-admin", "eu-central-1"} <= set(shown_texts(window))
        assert "Tuesday, February 3, 2026" in shown_texts(window)
        table = window.findChild(QTableView, "main.list")
        QTest.keyClick(table, Qt.Key.Key_Down)
        texts = shown_texts(window)
        assert "Connecting was not finished. Go on with it where it stood, or start over." in texts
        assert {"Credentials of the environment", "Not yet"} <= set(texts)
        assert named(window, "main.copy-role-arn") == []

    run_async(look())


def test_a_list_that_cannot_be_read_is_explained_and_read_again(*, book, make_window, run_async, connection, until):
    book.rows = [connection("acme")]
    book.unreadable = WizardError(RawFailure("database is locked", "database", code="Locked"))

    async def look():
        window = make_window()
        await window.reload()
        message = window.findChild(MessageStrip, "main.list-message")
        assert message.isVisible()
        assert message.problem() == "Locked is in the way."
        assert "No organization is connected yet" not in shown_texts(window)
        book.unreadable = None
        (again,) = named(window, "main.list-action.try-again")
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
        await until(lambda: not message.isVisible())
        assert window.findChild(QTableView, "main.list").isVisible()

    run_async(look())


def test_keys_go_to_search_into_the_details_and_back(book, make_window, run_async, connection):
    book.rows = [connection("acme")]

    async def look():
        window = make_window()
        await window.reload()
        assert window.focusWidget().objectName() == "main.list"
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.focusWidget().objectName() == "main.search"
        table = window.findChild(QTableView, "main.list")
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert window.focusWidget().objectName() == "main.details"
        assert window.focusWidget().accessibleName() == "Acme Corp, Cloud Entitlements"
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        assert window.focusWidget() is table

    run_async(look())


def test_tab_goes_in_reading_order(book, make_window, run_async, connection):
    book.rows = [connection("acme")]

    async def look():
        window = make_window()
        await window.reload()
        window.findChild(QWidget, "main.check-all").setFocus()
        visited = []
        for _ in range(14):
            visited.append(window.focusWidget().objectName() or type(window.focusWidget()).__name__)
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        above = ["main.check-all", "main.search", "main.practise", "main.connect", "SortHeader", "main.list"]
        assert visited[:6] == above
        rest = [one for one in visited[6:] if one != "main.details"]
        below = ["main.status", "main.copy-role-arn", "main.show-accounts", "main.check"]
        assert rest[:6] == [*below, "main.start-over", "main.disconnect"]

    run_async(look())


@pytest.mark.parametrize("filled", [False, True])
def test_whatever_takes_the_keyboard_has_a_name(*, book, make_window, run_async, connection, denied, filled, until):
    book.rows = [connection("acme", connected=1, total=5)] if filled else []
    book.missing["acme"] = [denied(f"member-{number}", number) for number in range(4)]

    async def look():
        window = make_window()
        await window.reload()
        await until(lambda: not filled or bool(named(window, "main.missing-accounts.0")))
        focusable = [one for one in visible(window) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert focusable
        nameless = [
            one.objectName() or type(one).__name__
            for one in focusable
            if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
        ]
        assert nameless == []

    run_async(look())


@pytest.mark.parametrize("factor", [1, 2])
def test_everything_is_inside_a_small_window(*, qapp, book, make_window, run_async, connection, factor, until):
    book.rows = [connection(f"c-{number}", f"Organization {number}", number) for number in range(30)]
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * factor)

    async def look():
        window = make_window()
        await window.reload()
        window.resize(QSize(800, 560))

        def outside():
            names = ("main.search", "main.practise", "main.connect", "main.list", "main.check")
            widgets = [window.findChild(QWidget, name) for name in names]
            corners = {one: one.mapTo(window, one.rect().bottomRight()) for one in widgets}
            cut = [one for one in widgets if one.height() < one.minimumSizeHint().height()]
            return cut + [one for one in widgets if not window.rect().contains(corners[one])]

        await until(lambda: outside() == [])
        assert window.size() == QSize(800, 560)

    qapp.setFont(larger)
    try:
        run_async(look())
    finally:
        qapp.setFont(font)


def test_light_and_dark_turn_under_the_open_window(*, theme, book, make_window, run_async, connection):
    book.rows = [connection(f"c-{number}", f"Organization {number}", number) for number in range(30)]

    async def turn():
        window = make_window()
        await window.reload()
        for scheme in (Scheme.DARK, Scheme.LIGHT) * 3:
            theme.set_override(scheme)
            corner = window.grab().toImage().pixelColor(1, 1).name().upper()
            assert corner == theme.colors.surface

    run_async(turn())


def test_closing_says_so(make_window, run_async):
    async def close():
        window = make_window()
        await window.reload()
        closed = []
        window.closed.connect(lambda: closed.append(True))
        window.close()
        assert closed == [True]

    run_async(close())
