"""Page 7 once more: a run of an earlier process, and removing what a run made to start over."""

import pytest

from tests.unit.flow.data import answers_up_to_settings, definition, explain, failed
from tests.unit.flow.services import FakeDeployment
from wizard.flow.pages.deploy import DeployPage
from wizard.flow.request import connect_request
from wizard.flow.resumed import answers_of
from wizard.model.plan import RunEnd, RunKind


def page_of(desk):
    return DeployPage(desk.catalogue, desk.deployments, explain, desk.removals)


async def ended(desk, end):
    page = page_of(desk)
    await page.load(answers_up_to_settings())
    desk.deployments.last.finish(end)
    await page.settled()
    return page


def opened_again():
    return answers_of(connect_request(answers_up_to_settings(), definition()))


def test_a_run_of_an_earlier_process_goes_on_at_once(run, desk):
    async def job():
        known = FakeDeployment()
        known.finish(RunEnd.STOPPED)
        known.interrupted = True
        desk.deployments.known["c0ffee"] = known
        page = page_of(desk)
        await page.load(opened_again())
        assert page.running
        assert known.resumed == 1
        assert desk.deployments.started == []
        await page.leave()

    run(job())


def test_a_run_that_failed_in_an_earlier_process_waits_for_the_person(run, desk):
    async def job():
        known = FakeDeployment()
        known.finish(RunEnd.FAILED)
        known.interrupted = True
        desk.deployments.known["c0ffee"] = known
        page = page_of(desk)
        await page.load(opened_again())
        assert page.end is RunEnd.FAILED
        assert known.resumed == 0
        await page.leave()

    run(job())


def test_a_run_that_was_stopped_here_waits_for_the_person(run, desk):
    async def job():
        known = FakeDeployment()
        known.finish(RunEnd.STOPPED)
        desk.deployments.known["c0ffee"] = known
        page = page_of(desk)
        await page.load(opened_again())
        assert page.end is RunEnd.STOPPED
        assert known.resumed == 0
        await page.resume()
        assert known.resumed == 1
        assert desk.deployments.started == []
        await page.leave()

    run(job())


def test_leaving_lets_the_run_go_on_and_halting_stops_it(run, desk):
    async def job():
        page = page_of(desk)
        await page.load(answers_up_to_settings())
        await page.leave()
        assert not desk.deployments.last.stopped
        await page.load(answers_up_to_settings())
        await page.halt()
        assert desk.deployments.last.stopped

    run(job())


@pytest.mark.parametrize(
    ("end", "possible"),
    [(RunEnd.FAILED, True), (RunEnd.STOPPED, True), (RunEnd.PAUSED, False), (RunEnd.DONE, False)],
)
def test_only_a_run_that_rests_without_its_roles_is_started_over(run, desk, end, possible):
    async def job():
        page = await ended(desk, end)
        assert page.can_start_over is possible
        await page.start_over()
        assert [one for one, _removal in desk.removals.started] == (["c0ffee"] if possible else [])
        await page.leave()

    run(job())


def test_what_was_made_is_removed_on_the_same_page(run, desk):
    async def job():
        page = await ended(desk, RunEnd.FAILED)
        assert page.kind is RunKind.CONNECT
        await page.start_over()
        assert page.kind is RunKind.START_OVER
        assert page.running
        assert not page.can_start_over
        assert next(iter(page.state.operations)) == "settle-stack-sets"
        desk.removals.last.finish(RunEnd.DONE)
        await page.settled()
        assert not page.running
        assert not page.valid, "the role does not follow"
        assert not page.came_to_nothing

    run(job())


def test_removing_that_cannot_begin_says_why(run, desk):
    async def job():
        page = await ended(desk, RunEnd.FAILED)
        desk.removals.error = failed("another run has the organization")
        await page.start_over()
        assert page.failure.title == "Explained: another run has the organization"
        assert page.kind is RunKind.CONNECT

    run(job())


def test_what_stands_in_the_way_of_connecting_is_mended_and_the_run_goes_on(run, desk):
    async def job():
        page = await ended(desk, RunEnd.FAILED)
        await page.mend("delete-left-over-stack")
        assert desk.deployments.last.mended == ["delete-left-over-stack"]
        assert page.running
        await page.mend("delete-left-over-stack")
        assert len(desk.deployments.last.mended) == 1
        await page.leave()

    run(job())


def test_what_stands_in_the_way_of_removing_is_mended_and_removing_goes_on(run, desk):
    async def job():
        page = await ended(desk, RunEnd.FAILED)
        await page.start_over()
        removal = desk.removals.last
        removal.finish(RunEnd.FAILED)
        await page.settled()
        removal.error = failed("denied")
        await page.mend("turn-off-termination-protection")
        assert page.failure.title == "Explained: denied"
        removal.error = None
        await page.mend("turn-off-termination-protection")
        assert removal.mended == ["turn-off-termination-protection", "turn-off-termination-protection"]
        assert page.running
        await page.leave()

    run(job())


def test_trying_again_on_the_page_goes_on_with_removing(run, desk):
    async def job():
        page = await ended(desk, RunEnd.FAILED)
        await page.start_over()
        desk.removals.last.finish(RunEnd.FAILED)
        await page.settled()
        await page.load(answers_up_to_settings())
        assert page.kind is RunKind.START_OVER
        assert desk.removals.last.resumed == 1
        assert len(desk.deployments.started) == 1
        await page.leave()

    run(job())


@pytest.mark.parametrize("end", [RunEnd.STOPPED, RunEnd.DONE])
def test_after_removing_another_run_connects_anew(run, desk, end):
    async def job():
        page = await ended(desk, RunEnd.FAILED)
        await page.start_over()
        desk.removals.last.finish(end)
        await page.settled()
        await page.leave()
        await page.load(answers_up_to_settings())
        assert page.kind is RunKind.CONNECT
        assert len(desk.deployments.started) == 2
        await page.leave()

    run(job())
