"""The status switch of the last page, as a person sees and presses it."""

import asyncio
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from tests.gui.wizard.states import connected_mixed, connected_switching
from tests.unit.flow.data import failed
from wizard.flow.steps import StepId
from wizard.model.connection import Health, Status, Way
from wizard.model.plan import RunEnd, RunKind
from wizard.ui.widgets.switch import SwitchState


def said(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


async def pressed(opened, name: str) -> None:
    opened.widget(name).click()
    await asyncio.sleep(0)
    await opened.drawn()


async def ended(opened, end, **changes) -> None:
    row = replace(opened.page.status.connection, **changes)
    opened.desk.connections.row = row
    run = opened.desk.statuses.runs[-1]
    run.finish(end)
    await opened.until(lambda: not opened.page.status.switching, "the switch to rest")
    await opened.until(lambda: not run.listeners, "the row to be read")
    await opened.drawn()


def test_pressing_asks_first_and_then_shows_what_was_verified(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.CONNECTED)
        switch = opened.widget("connected.status")
        assert (switch.state, switch.word()) == (SwitchState.ON, "Active")
        await pressed(opened, "connected.status")
        assert opened.desk.statuses.begun == []
        await pressed(opened, "connected.status.confirm.no")
        assert opened.desk.statuses.begun == []
        await pressed(opened, "connected.status")
        await pressed(opened, "connected.status.confirm.yes")
        await opened.until(lambda: opened.page.status.switching, "the switch to begin")
        await opened.drawn()
        assert opened.desk.statuses.begun == [(RunKind.SWITCH_OFF, "c0ffee")]
        assert (switch.state, switch.word(), switch.busy) == (SwitchState.ON, "Switching off", True)
        await ended(opened, RunEnd.DONE, status=Status.INACTIVE)
        assert (switch.state, switch.word(), switch.busy) == (SwitchState.OFF, "Inactive", False)
        note = opened.widget("connected.status.note").text()
        assert "off in the management account and in 4 of 4" in note
        assert "ends within an hour" in note, "what the provider says of open sessions is not said"

    with_wizard(job)


def test_how_far_it_is_stands_there_and_stop_stops(with_wizard):
    async def job(opened):
        await connected_switching(opened)
        assert opened.widget("connected.status.note").text() == "131 of 300 member accounts so far."
        await pressed(opened, "connected.status.stop")
        assert opened.desk.statuses.runs[-1].stopped
        await ended(opened, RunEnd.STOPPED, status=Status.MIXED)
        assert not opened.sees("connected.status.stop")
        await pressed(opened, "connected.status.put-back")
        assert opened.desk.statuses.runs[-1].undoing
        assert opened.widget("connected.status").word() == "Putting back"
        await ended(opened, RunEnd.DONE, status=Status.ACTIVE)
        assert not opened.sees("connected.status.message")

    with_wizard(job)


def test_who_did_not_follow_is_named_and_tried_again(with_wizard):
    async def job(opened):
        await connected_mixed(opened)
        assert opened.widget("connected.status").state is SwitchState.UNDETERMINED
        assert opened.widget("connected.status.note").text() == "12 of 300 member accounts did not follow."
        behind = said(opened.widget("connected.status.behind"))
        assert behind.count("May still be on") == 8
        await pressed(opened, "connected.status.retry")
        await opened.until(lambda: opened.page.status.switching, "the accounts to be tried again")
        assert opened.desk.statuses.begun == [(RunKind.RETRY, "c0ffee")]
        await ended(opened, RunEnd.DONE, status=Status.INACTIVE, health=Health(300, 300))
        assert not opened.sees("connected.status.behind")
        assert not opened.sees("connected.status.message")

    with_wizard(job)


def test_what_is_in_the_way_is_explained(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.CONNECTED)
        opened.desk.statuses.error = failed("another run holds it")
        await pressed(opened, "connected.status")
        await pressed(opened, "connected.status.confirm.yes")
        await opened.until(lambda: opened.page.status.trouble is not None, "the refusal")
        await opened.drawn()
        assert "Explained: another run holds it" in said(opened.widget("connected.status.message"))

    with_wizard(job)


def test_a_status_that_is_only_a_mark_says_what_that_means(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.CONNECTED)
        status = opened.page.status
        status.connection = replace(status.connection, status_at_aws=False)
        opened.desk.connections.row = status.connection
        opened.page.changed.notify()
        await opened.drawn()
        assert opened.widget("connected.status.note").text()
        await pressed(opened, "connected.status")
        await pressed(opened, "connected.status.confirm.yes")
        await opened.until(lambda: status.connection.status is Status.INACTIVE, "the mark")
        assert opened.desk.statuses.begun == []

    with_wizard(job)


def test_what_was_made_by_hand_cannot_be_switched_before_a_sign_in(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.CONNECTED)
        status = opened.page.status
        status.connection = replace(status.connection, way=Way.CONSOLE, status=Status.UNKNOWN)
        opened.page.changed.notify()
        await opened.drawn()
        assert not opened.widget("connected.status").isEnabled()

    with_wizard(job)
