"""The status switch of the last page."""

import asyncio
from dataclasses import replace

from tests.unit.flow.data import answers_after_deployment, explain, failed, result
from wizard.flow.pages.connected import ConnectedPage
from wizard.model.connection import Status, Way
from wizard.model.failure import RawFailure
from wizard.model.plan import OperationChanged, OperationState, RunEnd, RunKind
from wizard.model.progress import AccountChanged, AccountProgress
from wizard.operations.followers import STILL_ON


async def opened(desk, **changes):
    page = ConnectedPage(desk.catalogue, desk.connections, explain, desk.statuses)
    await page.load(answers_after_deployment())
    page.status.connection = replace(page.status.connection, status=Status.ACTIVE, **changes)
    desk.connections.row = page.status.connection
    return page


async def begun(desk, page, work):
    task = asyncio.create_task(work)
    await asyncio.sleep(0)  # it begins, and waits for its run
    return task, desk.statuses.runs[-1]


def test_what_is_shown_afterwards_is_the_row_that_was_verified(run, desk):
    async def job():
        page = await opened(desk)
        status, seen = page.status, []
        page.changed.subscribe(lambda: seen.append(status.switching))
        task, switch = await begun(desk, page, status.switch(on=False))
        assert desk.statuses.begun == [(RunKind.SWITCH_OFF, "c0ffee")]
        assert (status.switching, status.possible) == (True, False)
        assert status.connection.status is Status.ACTIVE, "what was asked is not what is so"
        desk.connections.row = replace(desk.connections.row, status=Status.INACTIVE)
        switch.finish(RunEnd.DONE)
        await task
        assert (status.connection.status, status.run, status.possible) == (Status.INACTIVE, None, True)
        assert desk.statuses.aside == ["c0ffee"]
        assert (seen[0], seen[-1], switch.listeners) == (True, False, [])

    run(job())


def test_accounts_that_did_not_follow_are_named_and_can_be_tried_again(run, desk):
    async def job():
        page = await opened(desk)
        status = page.status
        task, switch = await begun(desk, page, status.switch(on=False))
        one = result("3", AccountProgress.FAILED, "explicit deny")
        one = replace(one, reason=replace(one.reason, code=STILL_ON))
        switch.say(AccountChanged(one))
        switch.say(AccountChanged(result("4", AccountProgress.FAILED, "never connected")))
        desk.connections.row = replace(desk.connections.row, status=Status.MIXED)
        switch.finish(RunEnd.DONE)
        await task
        assert (status.connection.status, status.behind) == (Status.MIXED, (one,))
        task, retry = await begun(desk, page, status.try_again())
        assert retry.kind is RunKind.RETRY
        retry.finish(RunEnd.DONE)
        await task
        assert status.behind == ()

    run(job())


def test_a_switch_that_rests_goes_on_or_is_put_back(run, desk):
    async def job():
        page = await opened(desk)
        status = page.status
        task, switch = await begun(desk, page, status.switch(on=False))
        status.stop()
        assert switch.stopped
        switch.finish(RunEnd.STOPPED)
        await task
        assert (status.rests, status.switching) == (True, False)
        task = asyncio.create_task(status.go_on())
        await asyncio.sleep(0)
        switch.finish(RunEnd.STOPPED)
        await task
        task = asyncio.create_task(status.put_back())
        await asyncio.sleep(0)
        assert switch.undoing
        switch.finish(RunEnd.DONE)
        await task
        assert (status.run, status.connection.status) == (None, Status.ACTIVE)

    run(job())


def test_why_it_failed_and_why_it_could_not_begin_are_explained(run, desk):
    async def job():
        page = await opened(desk)
        status = page.status
        desk.statuses.error = failed("another run")
        await status.switch(on=False)
        assert (status.trouble.title, status.run) == ("Explained: another run", None)
        desk.statuses.error = None
        task, switch = await begun(desk, page, status.switch(on=False))
        assert status.trouble is None
        switch.say(OperationChanged("switch-off", OperationState.FAILED, RawFailure("denied")))
        switch.finish(RunEnd.FAILED)
        await task
        assert (status.trouble.title, status.rests) == ("Explained: denied", True)

    run(job())


def test_a_status_that_aws_does_not_know_is_only_marked(run, desk):
    async def job():
        page = await opened(desk, status_at_aws=False)
        await page.status.switch(on=False)
        assert page.status.connection.status is Status.INACTIVE
        assert desk.statuses.begun == []

    run(job())


def test_what_nobody_has_verified_is_not_switched(run, desk):
    async def job():
        for changes in ({"way": Way.CONSOLE}, {}):
            page = await opened(desk, **changes)
            if not changes:
                page.status.connection = replace(page.status.connection, status=Status.UNKNOWN)
            assert not page.status.possible
            await page.status.switch(on=True)
        assert desk.statuses.begun == []

    run(job())
