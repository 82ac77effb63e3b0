"""Page 7: the run, live."""

import pytest

from tests.unit.flow.data import ROLE_ARN, answers_up_to_settings, definition, explain, failed, result
from tests.unit.flow.services import FakeDeployment
from wizard.flow.answers import DeployAnswers
from wizard.flow.pages.deploy import DeployPage
from wizard.model.failure import RawFailure
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.progress import AccountChanged, AccountProgress, Counted

RUNNING, DONE, FAILED = OperationState.RUNNING, OperationState.DONE, OperationState.FAILED


def page_of(desk):
    return DeployPage(desk.catalogue, desk.deployments, explain)


async def begun(desk):
    page = page_of(desk)
    await page.load(answers_up_to_settings())
    return page, desk.deployments.last


def test_the_run_begins_with_every_operation_waiting(run, desk):
    async def job():
        page, deployment = await begun(desk)
        assert list(page.state.operations) == list(definition().operations)
        assert {row.state for row in page.state.operations.values()} == {OperationState.WAITING}
        assert page.running
        assert not page.valid
        assert desk.deployments.started[0][0].connection_id == "c0ffee"
        assert page.initial_focus == "deploy.operations"
        deployment.finish(RunEnd.DONE)
        await page.settled()
        assert page.valid
        assert not page.running
        assert page.collect() == DeployAnswers(RunEnd.DONE, (), ROLE_ARN)

    run(job())


def test_what_the_run_reports_is_told_at_once(run, desk):
    async def job():
        page, deployment = await begun(desk)
        told = []
        page.changed.subscribe(lambda: told.append("told"))
        deployment.say(Counted(1, 2, 1))
        assert page.state.counted == Counted(1, 2, 1)
        assert told == ["told"]
        await page.leave()
        told.clear()
        deployment.say(Counted(2, 2, 1))
        assert told == []

    run(job())


@pytest.mark.parametrize("end", [RunEnd.PAUSED, RunEnd.STOPPED, RunEnd.FAILED])
def test_a_run_that_did_not_reach_its_end_says_why_and_can_be_gone_on_with(run, desk, end):
    async def job():
        page, deployment = await begun(desk)
        deployment.say(OperationChanged("stack", FAILED, RawFailure("first")))
        deployment.say(OperationChanged("accounts", FAILED, RawFailure("second")))
        assert page.failure is None
        deployment.finish(end)
        await page.settled()
        assert not page.valid
        assert page.collect().end is end
        assert page.failure.title == "Explained: second"
        await page.resume()
        assert deployment.resumed == 1
        assert page.running
        assert page.failure is None
        deployment.say(OperationChanged("accounts", DONE))
        deployment.finish(RunEnd.DONE)
        await page.settled()
        assert page.valid

    run(job())


def test_a_run_that_is_through_or_goes_on_is_not_resumed(run, desk):
    async def job():
        page, deployment = await begun(desk)
        await page.resume()
        deployment.finish(RunEnd.DONE)
        await page.settled()
        await page.resume()
        assert deployment.resumed == 0

    run(job())


def test_stop_is_passed_on_once_and_only_while_something_runs(run, desk):
    async def job():
        page = page_of(desk)
        page.stop()
        await page.load(answers_up_to_settings())
        page.stop()
        await page.settled()
        assert desk.deployments.last.stopped
        assert page.end is RunEnd.STOPPED
        assert page.collect().role_arn == ""

    run(job())


def test_what_keeps_the_run_from_beginning_is_explained(run, desk):
    async def job():
        desk.deployments.error = failed("a run goes on already")
        page = page_of(desk)
        await page.load(answers_up_to_settings())
        assert page.end is RunEnd.FAILED
        assert page.error.title == "Explained: a run goes on already"
        assert page.failure is page.error
        assert not page.busy
        assert not page.running
        desk.deployments.error = None
        await page.load(answers_up_to_settings())
        assert page.error is None
        assert page.running
        await page.leave()

    run(job())


@pytest.mark.parametrize(("end", "runs"), [(RunEnd.DONE, 1), (RunEnd.FAILED, 2), (RunEnd.STOPPED, 2)])
def test_coming_back_begins_another_run_only_where_the_last_came_to_nothing(run, desk, end, runs):
    async def job():
        page, deployment = await begun(desk)
        deployment.say(AccountChanged(result("1", AccountProgress.FAILED, "denied")))
        deployment.say(Counted(1, 1, 1))
        deployment.finish(end)
        await page.settled()
        await page.load(answers_up_to_settings())
        assert len(desk.deployments.started) == runs
        assert (page.state.counted is None) is (runs == 2)
        assert bool(page.state.accounts) is (runs == 1)
        await page.leave()

    run(job())


@pytest.mark.parametrize(
    ("end", "nothing"),
    [(RunEnd.DONE, False), (RunEnd.PAUSED, False), (RunEnd.STOPPED, True), (RunEnd.FAILED, True)],
)
def test_only_a_run_that_came_to_nothing_opens_the_way_back(run, desk, end, nothing):
    async def job():
        page, deployment = await begun(desk)
        assert not page.came_to_nothing
        deployment.finish(end)
        await page.settled()
        assert page.came_to_nothing is nothing

    run(job())


@pytest.mark.parametrize(("end", "attached"), [(None, True), (RunEnd.PAUSED, True), (RunEnd.FAILED, False)])
def test_a_run_that_holds_the_organization_is_followed_instead_of_beginning_another(run, desk, end, attached):
    async def job():
        known = FakeDeployment()
        if end is not None:
            known.finish(end)
        desk.deployments.known["c0ffee"] = known
        page = page_of(desk)
        await page.load(answers_up_to_settings())
        assert (page.state is known.state) is attached
        assert len(desk.deployments.started) == (0 if attached else 1)
        await page.leave()

    run(job())


def test_a_run_that_cannot_go_on_says_why(run, desk):
    async def job():
        page, deployment = await begun(desk)
        deployment.finish(RunEnd.FAILED)
        await page.settled()
        deployment.error = failed("another run has the organization")
        await page.resume()
        assert page.failure.title == "Explained: another run has the organization"
        assert page.end is RunEnd.FAILED

    run(job())


def test_loading_while_it_runs_leaves_it_alone(run, desk):
    async def job():
        page, _deployment = await begun(desk)
        await page.load(answers_up_to_settings())
        assert len(desk.deployments.started) == 1
        await page.leave()

    run(job())
