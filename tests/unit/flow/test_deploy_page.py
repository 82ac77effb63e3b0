"""Page 7: the run, live."""

from dataclasses import replace

import pytest

from tests.unit.flow.data import ROLE_ARN, account, answers_up_to_settings, definition, explain, failed, result
from wizard.flow.answers import DeployAnswers
from wizard.flow.pages.deploy import EVENTS_KEPT, DeployPage
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.progress import AccountChanged, AccountProgress, Counted, ResourceChanged, Said

RUNNING, DONE, FAILED = OperationState.RUNNING, OperationState.DONE, OperationState.FAILED


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def page_of(desk, clock=None):
    return DeployPage(desk.catalogue, desk.deployments, explain, clock or Clock())


async def begun(desk, clock=None):
    page = page_of(desk, clock)
    await page.load(answers_up_to_settings())
    return page, desk.deployments.last


def test_the_run_begins_with_every_operation_waiting(run, desk):
    async def job():
        page, deployment = await begun(desk)
        assert list(page.operations) == list(definition().operations)
        assert {row.state for row in page.operations.values()} == {OperationState.WAITING}
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


def test_facts_become_rows(run, desk):
    async def job():
        page, deployment = await begun(desk)
        told = []
        page.changed.subscribe(lambda: told.append("told"))
        event = ResourceChanged("Role", "AWS::IAM::Role", "CREATE_IN_PROGRESS")
        later = replace(event, status="CREATE_COMPLETE")
        lost = result("2", AccountProgress.FAILED, "denied")
        facts = (
            OperationChanged("stack", RUNNING, message=Message("stack.creating", {"name": "s"})),
            event,
            later,
            AccountChanged(result("1", AccountProgress.RUNNING)),
            AccountChanged(lost),
            Counted(1, 2, 1),
        )
        for fact in facts:
            deployment.say(fact)
        assert page.operations["stack"].state is RUNNING
        assert page.resources == {"Role": later}
        assert list(page.events) == [event, later]
        assert page.accounts[account("1")].progress is AccountProgress.RUNNING
        assert page.failed_accounts == (lost,)
        assert page.counted == Counted(1, 2, 1)
        assert page.said == Message("stack.creating", {"name": "s"})
        deployment.say(Said(Message("accounts.judging")))
        assert page.said == Message("accounts.judging")
        assert len(told) == len(facts) + 1
        await page.leave()

    run(job())


def test_an_operation_without_a_word_leaves_what_was_said(run, desk):
    async def job():
        page, deployment = await begun(desk)
        deployment.say(Said(Message("accounts.judging")))
        deployment.say(OperationChanged("role", RUNNING))
        assert page.said == Message("accounts.judging")
        await page.leave()

    run(job())


def test_old_events_are_let_go(run, desk):
    async def job():
        page, deployment = await begun(desk)
        for number in range(EVENTS_KEPT + 5):
            deployment.say(ResourceChanged(f"R{number}", "AWS::IAM::Role", "CREATE_COMPLETE"))
        assert len(page.events) == EVENTS_KEPT
        assert page.events[0].logical_id == "R5"
        await page.leave()

    run(job())


def test_the_time_left_comes_from_how_long_the_accounts_took_so_far(run, desk, clock):
    async def job():
        page, deployment = await begun(desk, clock)
        assert page.seconds_left is None
        deployment.say(Counted(0, 40))
        clock.now += 30
        assert page.seconds_left is None
        deployment.say(Counted(10, 40))
        assert page.seconds_left == pytest.approx(90)
        clock.now += 30
        deployment.say(Counted(40, 40))
        assert page.seconds_left is None
        deployment.say(Counted(20, 40))
        assert page.seconds_left == pytest.approx(60)
        deployment.finish(RunEnd.DONE)
        await page.settled()
        assert page.seconds_left is None

    run(job())


def test_how_long_an_operation_is_at_work_counts_from_its_beginning(run, desk, clock):
    async def job():
        page, deployment = await begun(desk, clock)
        assert page.elapsed("stack") is None
        assert page.elapsed("unheard-of") is None
        deployment.say(OperationChanged("stack", OperationState.LOOKING))
        clock.now += 5
        deployment.say(OperationChanged("stack", RUNNING))
        clock.now += 10
        assert page.elapsed("stack") == pytest.approx(15)
        deployment.say(OperationChanged("stack", DONE))
        assert page.elapsed("stack") is None
        await page.leave()

    run(job())


def test_time_in_a_pause_does_not_count(run, desk, clock):
    async def job():
        page, deployment = await begun(desk, clock)
        deployment.say(OperationChanged("stack", RUNNING))
        deployment.say(OperationChanged("stack", OperationState.PAUSED, RawFailure("expired")))
        deployment.finish(RunEnd.PAUSED)
        await page.settled()
        clock.now += 3600
        await page.resume()
        deployment.say(OperationChanged("stack", RUNNING))
        clock.now += 3
        assert page.elapsed("stack") == pytest.approx(3)
        await page.leave()

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
        assert (page.counted is None) is (runs == 2)
        assert bool(page.accounts) is (runs == 1)
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


def test_a_run_whose_end_cannot_be_written_down_counts_as_failed_and_says_why(run, desk):
    async def job():
        page, deployment = await begun(desk)
        deployment.break_down(failed("disk full"))
        await page.settled()
        assert page.end is RunEnd.FAILED
        assert page.failure.title == "Explained: disk full"

    run(job())


def test_loading_while_it_runs_leaves_it_alone(run, desk):
    async def job():
        page, _deployment = await begun(desk)
        await page.load(answers_up_to_settings())
        assert len(desk.deployments.started) == 1
        await page.leave()

    run(job())
