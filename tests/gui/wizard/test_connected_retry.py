"""Trying the accounts again that are not connected, on the last page."""

import asyncio
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from tests.gui.wizard.states import connected_partly
from tests.unit.flow.data import result
from wizard.model.connection import Health, Phase, Status
from wizard.model.failure import RawFailure
from wizard.model.plan import OperationChanged, OperationState, RunEnd, RunKind
from wizard.model.progress import AccountChanged, AccountProgress, Counted
from wizard.ui.widgets.switch import SwitchState


def said(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


async def begun(opened):
    opened.desk.connections.row = replace(opened.page.connection, status=Status.ACTIVE)
    opened.page.status.connection = opened.desk.connections.row
    opened.widget("connected.retry").click()
    await opened.until(lambda: opened.page.status.switching, "the accounts to be tried")
    await opened.drawn()
    return opened.desk.statuses.runs[-1]


async def rested(opened, run, end):
    run.finish(end)
    await opened.until(lambda: not run.listeners, "the row to be read")
    await asyncio.sleep(0)
    await opened.drawn()


def test_the_figures_are_those_that_were_verified(with_wizard):
    async def job(opened):
        await connected_partly(opened, 300, 2)
        assert opened.widget("connected.retry").text().replace("&", "") == "Try these 6 again"
        run = await begun(opened)
        assert opened.desk.statuses.begun == [(RunKind.RETRY, "c0ffee")]
        run.say(Counted(1, 6))
        await opened.drawn()
        assert "of 6 accounts" in said(opened.widget("connected.missing"))
        assert opened.sees("connected.retry.progress")
        assert not opened.sees("connected.retry")
        switch = opened.widget("connected.status")
        assert (switch.state, switch.busy, switch.isEnabled()) == (SwitchState.ON, False, False)
        for one in (*opened.page.to_try[:5],):
            run.say(AccountChanged(replace(one, progress=AccountProgress.SUCCEEDED, reason=None, diagnosis=None)))
        row = replace(opened.desk.connections.row, health=Health(299, 300))
        opened.desk.connections.row = row
        await rested(opened, run, RunEnd.DONE)
        assert "299 of 300 member accounts" in said(opened.window)
        assert opened.widget("connected.retry").text().replace("&", "") == "Try this account again"
        run = await begun(opened)
        (last,) = opened.page.to_try
        run.say(AccountChanged(replace(last, progress=AccountProgress.SUCCEEDED, reason=None, diagnosis=None)))
        opened.desk.connections.row = replace(row, phase=Phase.CONNECTED, health=Health(300, 300))
        await rested(opened, run, RunEnd.DONE)
        assert not opened.sees("connected.missing")
        assert "is connected" in said(opened.window)
        assert opened.sees("connected.copy-role-arn")
        assert said(opened.window).count("Values for the provider") == 1

    with_wizard(job)


def test_it_stops_goes_on_and_keeps_what_is_known_of_accounts_not_come_to(with_wizard):
    async def job(opened):
        await connected_partly(opened, 300, 2)
        run = await begun(opened)
        waiting = replace(opened.page.to_try[0], progress=AccountProgress.PENDING, reason=None, diagnosis=None)
        run.say(AccountChanged(waiting))
        opened.widget("connected.retry.stop").click()
        assert run.stopped
        await rested(opened, run, RunEnd.STOPPED)
        assert "Trying accounts again: stopped" in said(opened.widget("connected.missing"))
        assert len(opened.page.to_try) == 6
        assert not opened.sees("connected.status.message")
        opened.widget("connected.retry.go-on").click()
        await opened.until(lambda: opened.page.status.switching, "it to go on")
        run.say(OperationChanged("retry-accounts", OperationState.FAILED, RawFailure("denied")))
        await rested(opened, run, RunEnd.FAILED)
        assert "Explained: denied" in said(opened.widget("connected.retry.message"))

    with_wizard(job)


def test_nobody_is_tried_who_cannot_be(with_wizard):
    async def job(opened):
        await connected_partly(opened, 4, 0)
        page = opened.page
        page._take([replace(one, progress=AccountProgress.SUCCEEDED, reason=None) for one in page.to_try])
        page._take([result("5", AccountProgress.SKIPPED)])
        page.changed.notify()
        await opened.drawn()
        assert not opened.sees("connected.retry")

    with_wizard(job)
