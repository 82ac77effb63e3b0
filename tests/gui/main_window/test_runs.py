"""Runs: in the row, in the details, with every button; before, meanwhile, afterwards."""

import asyncio
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget

from wizard.model.connection import Phase, Status
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd, RunKind
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult, Counted, Said
from wizard.ui.models.connections import Column
from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.message_strip import MessageStrip


def button(window, name):
    return next((one for one in window.findChildren(QPushButton, name) if one.isVisible()), None)


def press(window, name):
    found = button(window, name)
    assert found is not None, name
    assert found.isEnabled(), name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def question(window, name):
    return next((one for one in window.findChildren(Confirmation, name) if one.isVisible()), None)


def texts(window):
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible()]


def health(window, row=0):
    return window.findChild(QTableView, "main.list").model().index(row, Column.HEALTH).data()


def run_message(window):
    return window.findChild(MessageStrip, "main.run.message")


@pytest.fixture
def opened(book, make_window, connection):
    """The window with Acme selected, and Northwind; `hear` leads its ways out into a list."""
    book.rows = [connection("acme", "Acme Corp", 1), connection("north", "Northwind", 2)]

    async def open_window(*hear):
        window = make_window()
        heard = []
        for name in hear:
            getattr(window, name).connect(lambda one, name=name: heard.append((name, one)))
        await window.reload()
        return window, heard

    return open_window


@pytest.mark.parametrize(
    ("name", "kind", "title", "said"),
    [
        ("main.disconnect", RunKind.DISCONNECT, "Disconnect Acme Corp from Cloud Entitlements?", "every role"),
        ("main.start-over", RunKind.START_OVER, "Start over with Acme Corp?", "all that you typed and chose"),
    ],
)
def test_what_deletes_asks_first_and_says_what_and_where(*, opened, works, run_async, until, name, kind, title, said):
    async def look():
        window, _ = await opened()
        press(window, name)
        asked = question(window, f"main.confirm-{kind.value}")
        assert asked.windowTitle() == title
        assert said in asked.accessibleDescription()
        where = "Acme Corp (management account 1111 0000 0001), 212 member accounts and the management account"
        assert where in asked.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ")
        press(window, f"main.confirm-{kind.value}.no")
        assert works.begun == []
        press(window, name)
        press(window, f"main.confirm-{kind.value}.yes")
        await until(lambda: works.begun == [(kind, "acme")])
        await until(lambda: button(window, "main.run.stop") is not None)

    run_async(look())


def test_a_run_shows_how_far_it_is_and_lets_nothing_else_begin(opened, works, run_async, until):
    async def look():
        window, _ = await opened("change_requested")
        work = works.start(RunKind.DISCONNECT, "acme")
        work.report(
            OperationChanged("remove-stack", OperationState.RUNNING),
            Counted(131, 212),
            Said(Message("stack.deleting", {"name": "org-wizard"})),
        )
        await until(lambda: health(window) == "Disconnecting: 131 of 212")
        told = {"Disconnecting", "131", "of 212 accounts", "Removing the stack, and the roles in every account"}
        await until(lambda: told <= set(texts(window)))
        for name in ("main.check", "main.change", "main.start-over", "main.disconnect"):
            greyed = button(window, name)
            assert not greyed.isEnabled()
            assert greyed.toolTip() == greyed.accessibleDescription() != ""
        assert not window.findChild(QWidget, "main.status").isEnabled()
        press(window, "main.run.stop")
        await until(lambda: health(window) == "Not finished")
        assert work.pressed == ["stop"]
        assert button(window, "main.run.stop") is None
        press(window, "main.run.go-on")
        await until(lambda: work.pressed == ["stop", "go-on"])

    run_async(look())


def test_a_pause_asks_for_a_sign_in_only_where_that_leads_somewhere(opened, works, run_async, until):
    async def look(*hear):
        window, heard = await opened(*hear)
        work = works.start(RunKind.SWITCH_OFF, "acme")
        work.rest(RunEnd.PAUSED, RawFailure("expired", code="ExpiredToken"))
        await until(lambda: health(window) == "Waiting for you to sign in")
        await until(lambda: run_message(window).isVisible())
        assert run_message(window).problem() == "ExpiredToken is in the way."
        if not hear:
            assert button(window, "main.run.action.sign-in-again") is None
        else:
            press(window, "main.run.action.sign-in-again")
            assert heard == [("sign_in_requested", "acme")]
        window.close()

    run_async(look())
    run_async(look("sign_in_requested"))


def test_a_failure_offers_its_mend_after_asking(*, opened, works, run_async, until, monkeypatch, explain):
    def protected(failure):
        return replace(explain(failure), actions=("turn-off-termination-protection", "try-again"))

    async def look():
        window, _ = await opened()
        monkeypatch.setattr(window._desk, "_explain", protected)
        work = works.start(RunKind.DISCONNECT, "acme")
        work.rest(RunEnd.FAILED, RawFailure("protected", code="Protected"))
        await until(lambda: health(window) == "Disconnecting failed")
        press(window, "main.run.action.turn-off-termination-protection")
        assert "Where: Acme Corp" in question(window, "main.confirm-mend").accessibleDescription()
        assert work.pressed == []
        press(window, "main.confirm-mend.yes")
        await until(lambda: work.pressed == ["mend turn-off-termination-protection"])
        await until(lambda: button(window, "main.run.go-on") is None)

    run_async(look())


def test_a_switch_that_rests_can_be_put_back_and_a_removal_cannot(opened, works, run_async, until):
    async def look():
        window, _ = await opened()
        works.start(RunKind.DISCONNECT, "north").rest(RunEnd.STOPPED)
        work = works.start(RunKind.SWITCH_OFF, "acme")
        work.rest(RunEnd.STOPPED)
        await until(lambda: button(window, "main.run.put-back") is not None)
        press(window, "main.run.put-back")
        await until(lambda: health(window) == "Putting back")
        assert work.pressed == ["put-back"]
        window.select("north")
        assert button(window, "main.run.put-back") is None
        assert button(window, "main.run.go-on") is not None

    run_async(look())


def test_a_removed_connection_leaves_the_list_and_what_stays_is_named(opened, book, works, run_async, until):
    async def look():
        window, heard = await opened("started_over")
        work = works.start(RunKind.DISCONNECT, "acme")
        left = Message("gone.not-ours", {"what": "role Auditor", "account": "111100000001"})
        work.report(Said(Message("gone.asking")), Said(left))
        book.rows = book.rows[1:]
        work.rest(RunEnd.DONE)
        news = window.findChild(MessageStrip, "main.news")
        await until(news.isVisible)
        assert news.problem() == "Acme Corp is disconnected from Cloud Entitlements."
        assert "role Auditor" in news.cause()
        assert "Asking" not in news.cause()
        assert works.of("acme") is None
        model = window.findChild(QTableView, "main.list").model()
        assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Northwind"]
        press(window, "main.news.close")
        assert not news.isVisible()
        assert heard == []
        window.select("north")
        again = works.start(RunKind.START_OVER, "north")
        book.rows = []
        again.rest(RunEnd.DONE)
        await until(lambda: heard == [("started_over", "north")])

    run_async(look())


def test_a_run_that_connected_some_accounts_alone_does_not_say_that_all_is_well(
    *, opened, works, book, run_async, until
):
    book.rows[1] = replace(book.rows[1], phase=Phase.PARTLY_CONNECTED)

    async def look():
        window, _ = await opened()
        window.select("north")
        works.start(RunKind.CONNECT, "north").rest(RunEnd.DONE)
        await until(lambda: run_message(window).isVisible())
        assert run_message(window).problem() == "Northwind is partly connected."

    run_async(look())


def test_a_refused_run_says_why_in_the_details(opened, works, run_async, until):
    works.refusal = WizardError(RawFailure("taken", code="RunInProgress"))

    async def look():
        window, _ = await opened()
        press(window, "main.disconnect")
        press(window, "main.confirm-disconnect.yes")
        message = window.findChild(MessageStrip, "main.message")
        await until(message.isVisible)
        assert message.problem() == "RunInProgress is in the way."
        assert button(window, "main.disconnect").isEnabled()

    run_async(look())


def test_what_was_interrupted_is_told_checked_once_and_gone_on_with(opened, book, works, run_async, until):
    work = works.interrupted(RunKind.CHANGE, "north")

    async def look():
        window, _ = await opened()
        book.answers["north"] = next(one for one in book.rows if one.connection_id == "north")
        await window.restore()
        news = window.findChild(MessageStrip, "main.news")
        assert news.problem() == "1 organization was not finished: Northwind."
        assert book.asked == []
        assert health(window, 1) == "Not finished"
        press(window, "main.news.show")
        await until(lambda: book.asked == ["north"])
        await until(lambda: window.findChild(MessageStrip, "main.message").isVisible())
        assert "Changing: not finished" in texts(window)
        window.select("acme")
        window.select("north")
        await asyncio.sleep(0)
        assert book.asked == ["north"]
        press(window, "main.run.go-on")
        await until(lambda: work.pressed == ["go-on"])

    run_async(look())


def test_connecting_that_nobody_goes_on_with_leads_to_its_wizard(opened, book, run_async, connection):
    async def look(*hear):
        window, heard = await opened(*hear)
        book.rows = [connection("acme", phase=Phase.CONNECTING, status=Status.UNKNOWN)]
        await window.reload()
        if hear:
            press(window, "main.go-on")
            assert heard == [("show_requested", "acme")]
        else:
            assert button(window, "main.go-on") is None
        window.close()

    run_async(look())
    run_async(look("show_requested"))


def test_a_run_that_connects_is_shown_in_its_wizard(opened, works, run_async, until):
    async def look():
        window, heard = await opened("show_requested")
        works.start(RunKind.CONNECT, "acme")
        await until(lambda: button(window, "main.run.show") is not None)
        press(window, "main.run.show")
        assert heard == [("show_requested", "acme")]

    run_async(look())


def test_runs_of_several_organizations_go_on_side_by_side(opened, works, run_async, until):
    async def look():
        window, _ = await opened()
        works.start(RunKind.SWITCH_ON, "acme").report(Counted(1, 2))
        works.start(RunKind.DISCONNECT, "north").report(Counted(3, 4))
        await until(lambda: health(window, 1) == "Disconnecting: 3 of 4")
        assert health(window, 0) == "Switching on: 1 of 2"
        window.select("north")
        assert "Disconnecting" in texts(window)
        assert "Switching on" not in texts(window)

    run_async(look())


def test_the_keyboard_is_not_lost_when_its_button_goes(opened, works, run_async, until):
    async def look():
        window, _ = await opened()
        work = works.start(RunKind.DISCONNECT, "acme")
        await until(lambda: button(window, "main.run.stop") is not None)
        button(window, "main.run.stop").setFocus()
        work.rest(RunEnd.STOPPED)
        await until(lambda: button(window, "main.run.go-on") is not None)
        assert QApplication.focusWidget().objectName() == "main.details"

    run_async(look())


def test_a_status_is_spoken_and_sorted_with_its_run(opened, works, run_async, until):
    async def look():
        window, _ = await opened()
        works.start(RunKind.DISCONNECT, "north").rest(RunEnd.FAILED)
        await until(lambda: health(window, 1) == "Disconnecting failed")
        table = window.findChild(QTableView, "main.list")
        spoken = table.model().index(1, Column.HEALTH).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("Disconnecting failed. ")
        table.sortByColumn(Column.HEALTH, Qt.SortOrder.AscendingOrder)
        assert health(window, 0) == "Disconnecting failed"

    run_async(look())


def test_ten_thousand_accounts_do_not_hold_the_window(opened, works, run_async, until):
    async def look():
        window, _ = await opened()
        work = works.start(RunKind.SWITCH_OFF, "acme")
        accounts = [AccountResult(f"{n:012d}", f"member-{n}", AccountProgress.RUNNING) for n in range(10_000)]
        longest, last = 0.0, time.thread_time()
        for number, one in enumerate(accounts):
            work.report(AccountChanged(one), Counted(number, 10_000))
            if number % 100 == 0:
                await asyncio.sleep(0)
                longest, last = max(longest, time.thread_time() - last), time.thread_time()
        await until(lambda: health(window) == "Switching off: 9,999 of 10,000")
        assert longest < 0.25

    run_async(look())
