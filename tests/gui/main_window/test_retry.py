"""Trying accounts again from the details: who is counted, when it can be pressed, what comes of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from wizard.model.connection import Health, Phase, Way
from wizard.model.failure import RawFailure
from wizard.model.plan import RunEnd, RunKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.account_results import NO_INSTANCE, NO_LONGER_CHOSEN


def failed(number, code="FAILED"):
    return AccountResult(
        f"{number:012d}", f"member-{number}", AccountProgress.FAILED, RawFailure("it did not work", code=code)
    )


SUSPENDED = AccountResult("000000000099", "old", AccountProgress.SKIPPED)


def retry(window):
    return next((one for one in window.findChildren(QPushButton, "main.retry") if one.isVisible()), None)


def said(window):
    return " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def opened(book, make_window, connection):
    async def open_window(*missing, **changes):
        book.rows = [connection("acme", connected=6, total=9, **changes)]
        book.missing["acme"] = missing
        window = make_window()
        await window.reload()
        return window

    return open_window


@pytest.mark.parametrize(
    ("accounts", "says"),
    [
        ((failed(1),), "Try this account again"),
        ((failed(1), failed(2), failed(3, NO_INSTANCE), SUSPENDED), "Try these 3 again"),
        ((failed(1, NO_INSTANCE),), "Connect this account now"),
        ((failed(1, NO_INSTANCE), failed(2, NO_INSTANCE), SUSPENDED), "Connect these 2 now"),
        ((failed(1), failed(2, NO_LONGER_CHOSEN), failed(3, "INOPERABLE")), "Try this account again"),
    ],
)
def test_it_counts_the_accounts_that_can_be_tried(*, opened, run_async, until, accounts, says):
    async def look():
        window = await opened(*accounts)
        await until(lambda: retry(window) is not None)
        assert (retry(window).text().replace("&", ""), retry(window).accessibleName()) == (says, says)

    run_async(look())


@pytest.mark.parametrize(
    ("accounts", "changes"),
    [
        ((SUSPENDED, failed(1, NO_LONGER_CHOSEN)), {}),
        ((failed(1),), {"phase": Phase.FAILED}),
        ((failed(1),), {"phase": Phase.CONNECTING}),
        ((failed(1),), {"health": Health(0, 9, "inspect.stack-set-gone")}),
    ],
)
def test_it_is_not_offered_where_it_leads_nowhere(*, opened, run_async, until, accounts, changes):
    async def look():
        window = await opened(*accounts, **changes)
        await until(lambda: any("member-1" in one.text() for one in window.findChildren(QLabel)) or not changes)
        await until(lambda: window.findChild(QPushButton, "main.retry").text() != "")
        assert retry(window) is None

    run_async(look())


def test_it_begins_at_once_and_waits_while_a_run_goes_on(*, opened, works, book, run_async, until):
    async def look():
        window = await opened(failed(1), failed(2))
        await until(lambda: retry(window) is not None)
        QTest.mouseClick(retry(window), Qt.MouseButton.LeftButton)
        await until(lambda: works.begun == [(RunKind.RETRY, "acme")])
        await until(lambda: not retry(window).isEnabled())
        assert retry(window).toolTip() == retry(window).accessibleDescription() != ""
        book.missing["acme"] = ()
        book.rows = [replace(book.rows[0], health=Health(9, 9), phase=Phase.CONNECTED)]
        works.of("acme").rest(RunEnd.DONE)
        await until(lambda: "All are in order now." in said(window))
        await until(lambda: retry(window) is None)

    run_async(look())


def test_a_run_that_rests_comes_first(*, opened, works, run_async, until):
    async def look():
        window = await opened(failed(1))
        await until(lambda: retry(window) is not None)
        works.start(RunKind.SWITCH_OFF, "acme").rest(RunEnd.STOPPED)
        await until(lambda: retry(window) is None)

    run_async(look())


def test_what_was_made_in_the_console_is_signed_in_to_first(*, opened, works, run_async, until):
    async def look():
        window = await opened(failed(1), way=Way.CONSOLE)
        asked = []
        window.verify_requested.connect(asked.append)
        await until(lambda: retry(window) is not None)
        QTest.mouseClick(retry(window), Qt.MouseButton.LeftButton)
        assert (asked, works.begun) == (["acme"], [])

    run_async(look())
