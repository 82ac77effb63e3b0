"""The list: what its rows say, search, order, selection."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView

from wizard.model.connection import Health, Phase, Status
from wizard.ui.models.connections import Column


def table_of(window):
    table = window.findChild(QTableView, "main.list")
    assert isinstance(table, QTableView)
    return table


def texts(window, column=Column.ORGANIZATION):
    model = table_of(window).model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def search(window, text):
    field = window.findChild(QLineEdit, "main.search")
    field.setText(text)


def selected(window):
    (index,) = table_of(window).selectionModel().selectedRows()
    assert index.row() == table_of(window).currentIndex().row()
    return index.data()


def three(connection):
    return [
        connection("north", "Northwind", 2, 84, 87, provider_name="Datadog", checked_at=None),
        connection("acme", "acme corp", 1),
        connection("ten", "Branch 10", 10, status=Status.INACTIVE),
    ]


def test_a_row_says_everything_of_a_connection(book, make_window, run_async, connection):
    book.rows = three(connection)

    async def look():
        window = make_window()
        await window.reload()
        model = table_of(window).model()
        rows = [[model.index(row, column).data() for column in Column] for row in range(3)]
        assert rows == [
            ["acme corp", "Cloud Entitlements", "1111 0000 0001", "Active", "212 of 212", "2 min ago"],
            ["Branch 10", "Cloud Entitlements", "0000 0000 0010", "Inactive", "212 of 212", "2 min ago"],
            ["Northwind", "Datadog", "2222 0000 0002", "Active", "3 of 87 not connected", "Not yet"],
        ]

    run_async(look())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"phase": Phase.CONNECTING}, "Not finished"),
        ({"phase": Phase.FAILED}, "Not finished"),
        ({"phase": Phase.FAILED, "health": Health(0, 3, "inspect.stack-gone")}, "Not working"),
        ({"health": Health(3, 3, "inspect.trust-changed")}, "Needs attention"),
        ({"health": Health(0, 0)}, "Connected"),
        ({"health": Health(1234, 1235, "inspect.accounts-not-connected")}, "1 of 1,235 not connected"),
    ],
)
def test_health_is_said_in_words(*, book, make_window, run_async, connection, fields, said):
    book.rows = [connection("acme", **fields)]

    async def look():
        window = make_window()
        await window.reload()
        assert texts(window, Column.HEALTH) == [said]

    run_async(look())


def test_a_screen_reader_hears_ids_problem_and_exact_time(book, make_window, run_async, connection):
    book.rows = [connection("acme", connected=1, total=2)]

    async def look():
        window = make_window()
        await window.reload()
        table = QAccessible.queryAccessibleInterface(table_of(window))
        heard = [table.child(cell).text(QAccessible.Text.Name) for cell in range(table.childCount())]
        assert "Management account" in heard
        assert "Acme Corp, o-0000000001, r-ab01" in heard
        assert "1 of 2 not connected. 1 of 2 accounts is not connected." in heard
        assert any(one.startswith("2 min ago, Monday, May 4, 2026") for one in heard)

    run_async(look())


def test_names_are_never_rich_text(book, make_window, run_async, connection):
    book.rows = [connection("acme", "<b>Acme</b>")]

    async def look():
        window = make_window()
        await window.reload()
        index = table_of(window).model().index(0, Column.ORGANIZATION)
        assert index.data() == "<b>Acme</b>"
        assert "&lt;b&gt;Acme&lt;/b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
        labels = window.findChildren(QLabel)
        assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}

    run_async(look())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("NORTH", ["Northwind"]),
        ("datadog", ["Northwind"]),
        ("222200000002", ["Northwind"]),
        ("2222 0000 0002", ["Northwind"]),
        ("2222-0000-0002", ["Northwind"]),
        ("2222 00", ["Northwind"]),
        ("o-0000000010", ["Branch 10"]),
        ("r-ab01", ["acme corp"]),
        ("entitlements branch", ["Branch 10"]),
        ("arn:aws:iam::111100000001:role/", ["acme corp"]),
        ("  ", ["acme corp", "Branch 10", "Northwind"]),
        ("[", []),
    ],
)
def test_search_finds(*, book, make_window, run_async, connection, typed, found):
    book.rows = three(connection)

    async def look():
        window = make_window()
        await window.reload()
        search(window, typed)
        assert texts(window) == found

    run_async(look())


def test_a_search_without_result_says_so_and_the_selection_comes_back(book, make_window, run_async, connection):
    book.rows = three(connection)

    async def look():
        window = make_window()
        await window.reload()
        window.select("north")
        search(window, "nobody")
        label = window.findChild(QLabel, "main.nothing-found")
        assert label.isVisible()
        assert "“nobody”" in label.text()
        assert not table_of(window).isVisible()
        search(window, "")
        assert not label.isVisible()
        assert selected(window) == "Northwind"

    run_async(look())


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.ORGANIZATION, ["acme corp", "Branch 9", "Branch 10"]),
        (Column.ACCOUNT, ["Branch 10", "acme corp", "Branch 9"]),
        (Column.HEALTH, ["Branch 9", "acme corp", "Branch 10"]),
        (Column.CHECKED, ["acme corp", "Branch 10", "Branch 9"]),
        (Column.STATUS, ["acme corp", "Branch 9", "Branch 10"]),
        (Column.PROVIDER, ["acme corp", "Branch 10", "Branch 9"]),
    ],
)
def test_rows_are_sorted_with_the_keyboard(*, book, make_window, run_async, connection, column, order):
    book.rows = [
        connection("ten", "Branch 10", 10, status=Status.INACTIVE),
        connection("nine", "Branch 9", 9, 84, 87, provider_name="Datadog"),
        connection("acme", "acme corp", 1, checked_at=None),
    ]
    book.rows[1] = connection("nine", "Branch 9", 9, 84, 87, provider_name="Datadog")
    book.rows[0] = connection(
        "ten", "Branch 10", 10, status=Status.INACTIVE, checked_at=book.rows[1].checked_at - timedelta(days=1)
    )

    async def look():
        window = make_window()
        await window.reload()
        header = table_of(window).horizontalHeader()
        header.setFocus()
        for _ in range(column):
            QTest.keyClick(header, Qt.Key.Key_Right)
        if column is not Column.ORGANIZATION:
            QTest.keyClick(header, Qt.Key.Key_Space)
        assert texts(window) == order
        assert header.accessibleName().endswith("sorted upwards") or column is Column.ORGANIZATION
        QTest.keyClick(header, Qt.Key.Key_Return)
        assert texts(window) == order[::-1]
        assert header.accessibleName().endswith("sorted downwards")

    run_async(look())


def test_the_selection_stays_when_the_list_is_read_again(book, make_window, run_async, connection):
    book.rows = three(connection)

    async def look():
        window = make_window()
        await window.reload()
        assert selected(window) == "acme corp"
        window.select("ten")
        book.rows = [connection("new", "A new one", 4), *reversed(book.rows)]
        await window.reload()
        assert texts(window) == ["A new one", "acme corp", "Branch 10", "Northwind"]
        assert selected(window) == "Branch 10"
        book.rows = [one for one in book.rows if one.connection_id != "ten"]
        await window.reload()
        assert selected(window) in ("acme corp", "Northwind")

    run_async(look())


def test_selecting_ends_a_search_that_hides_the_row(book, make_window, run_async, connection):
    book.rows = three(connection)

    async def look():
        window = make_window()
        await window.reload()
        search(window, "acme")
        window.select("north")
        assert selected(window) == "Northwind"
        assert window.findChild(QLineEdit, "main.search").text() == ""

    run_async(look())


def test_two_hundred_rows_are_all_there(book, make_window, run_async, connection):
    book.rows = [connection(f"c-{number}", f"Organization {number}", number) for number in range(200)]

    async def look():
        window = make_window()
        await window.reload()
        assert texts(window) == [f"Organization {number}" for number in range(200)]
        window.select("c-150")
        table = table_of(window)
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())

    run_async(look())
