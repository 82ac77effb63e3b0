"""Every account of a connection: read when wanted, problems first, searched."""

import time

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView

from wizard.model.failure import RawFailure
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.account_results import NO_INSTANCE, NO_LONGER_CHOSEN

_MANY = 10_000


def rows(window):
    model = window.findChild(QTableView, "main.all.accounts").model()
    return [tuple(model.index(row, column).data() for column in range(4)) for row in range(min(model.rowCount(), 5))]


def shown_texts(window):
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible()]


@pytest.fixture
def filled(book, connection, denied):
    """Acme with an account that was denied, one that joined, one that left, and the rest connected."""
    book.rows = [connection("acme", "Acme Corp", 1), connection("north", "Northwind", 2)]
    joined = RawFailure("AWS has not been told yet to connect this account.", code=NO_INSTANCE)
    left = RawFailure("It is no longer among the chosen accounts, and still has the role.", code=NO_LONGER_CHOSEN)
    book.every["acme"] = [
        *(AccountResult(f"{n:012d}", f"member-{n}", AccountProgress.SUCCEEDED) for n in range(_MANY)),
        AccountResult("999900000001", "moved-away", AccountProgress.SUCCEEDED, left),
        AccountResult("999900000002", "newcomer", AccountProgress.FAILED, joined),
        denied("log-archive", 444455556666),
    ]
    return book


def test_they_are_read_when_opened_with_problems_first(filled, make_window, run_async, until):
    async def look():
        window = make_window()
        await window.reload()
        assert filled.listed == []
        began = time.thread_time()
        window.findChild(QPushButton, "main.show-accounts").click()
        await until(lambda: "10,003 accounts" in shown_texts(window))
        assert time.thread_time() - began < 1.5
        assert [one[:3] for one in rows(window)[:4]] == [
            ("Not connected", "log-archive", "4444 5555 6666"),
            ("Left, still connected", "moved-away", "9999 0000 0001"),
            ("Joined later", "newcomer", "9999 0000 0002"),
            ("Connected", "member-0", "0000 0000 0000"),
        ]
        window.select("north")
        assert not window.findChild(QTableView, "main.all.accounts").isVisible()

    run_async(look())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9999 0000 0002", ["newcomer"]),
        ("quarantine", ["log-archive"]),
        ("left", ["moved-away"]),
        ("member-777", None),
    ],
)
def test_they_can_be_searched(*, filled, make_window, run_async, until, typed, found):
    async def look():
        window = make_window()
        await window.reload()
        window.findChild(QPushButton, "main.show-accounts").click()
        await until(lambda: "10,003 accounts" in shown_texts(window))
        window.findChild(QLineEdit, "main.accounts-search").setText(typed)
        count = 11 if found is None else len(found)
        await until(lambda: f"{count} of 10,003 accounts" in shown_texts(window))
        if found is not None:
            assert [one[1] for one in rows(window)] == found

    run_async(look())
