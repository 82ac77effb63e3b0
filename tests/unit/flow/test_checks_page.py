"""Page 5: what must be so before anything is made."""

import asyncio
from dataclasses import replace

import pytest

from tests.unit.flow.data import answers_up_to_settings, definition, explain, failed, until
from wizard.flow.answers import ChecksAnswers
from wizard.flow.pages.checks import ChecksPage
from wizard.model.check import CheckResult, CheckState
from wizard.model.failure import RawFailure

CHECKS = definition().checks
OFF = CheckResult("trusted-access", CheckState.PROBLEM, mend="turn-on-trusted-access")
ON = CheckResult("trusted-access", CheckState.PASSED)


def page_of(desk):
    return ChecksPage(desk.catalogue, desk.checks, explain)


async def begun(desk):
    page = page_of(desk)
    await page.load(answers_up_to_settings())
    return page


async def settled(desk):
    page = await begun(desk)
    await page.settled()
    return page


def test_every_check_of_the_provider_runs_and_nothing_stands_in_the_way(run, desk):
    async def job():
        page = await settled(desk)
        assert desk.checks.started == list(CHECKS)
        assert list(page.results) == list(CHECKS)
        assert page.done == len(CHECKS)
        assert page.valid
        assert page.collect() == ChecksAnswers(frozenset(CHECKS))
        assert page.initial_focus == "checks.list"

    run(job())


def test_checks_run_side_by_side(run, desk):
    async def job():
        desk.checks.gate = asyncio.Event()
        page = await begun(desk)
        await asyncio.sleep(0)
        assert desk.checks.started == list(CHECKS)
        assert {one.state for one in page.results.values()} == {CheckState.RUNNING}
        assert page.done == 0
        assert not page.valid
        desk.checks.gate.set()
        await page.settled()
        assert page.valid

    run(job())


def test_results_show_as_they_come(run, desk):
    async def job():
        page = page_of(desk)
        done = []
        page.changed.subscribe(lambda: done.append(page.done))
        await page.load(answers_up_to_settings())
        await page.settled()
        assert sorted(set(done)) == list(range(len(CHECKS) + 1))

    run(job())


@pytest.mark.parametrize(
    ("state", "valid"), [(CheckState.WARNING, True), (CheckState.UNKNOWN, True), (CheckState.PROBLEM, False)]
)
def test_a_problem_blocks_a_warning_and_what_could_not_be_checked_do_not(run, desk, state, valid):
    async def job():
        desk.checks.found["permissions"] = CheckResult("permissions", state)
        page = await settled(desk)
        assert page.valid is valid
        assert page.collect().warned == {"permissions"}
        assert page.collect().passed == set(CHECKS) - {"permissions"}

    run(job())


def test_one_check_can_be_run_again_alone_but_not_while_it_runs(run, desk):
    async def job():
        page = await settled(desk)
        desk.checks.gate = asyncio.Event()
        desk.checks.started.clear()
        page.run_again("signed-in")
        page.run_again("signed-in")
        assert page.results["signed-in"].state is CheckState.RUNNING
        assert not page.valid
        desk.checks.gate.set()
        await page.settled()
        assert desk.checks.started == ["signed-in"]
        assert page.valid

    run(job())


def test_all_can_be_run_again_even_while_some_run(run, desk):
    async def job():
        desk.checks.gate = asyncio.Event()
        page = await begun(desk)
        await asyncio.sleep(0)
        desk.checks.gate.set()
        await page.run_all()
        await page.settled()
        assert desk.checks.started == list(CHECKS) * 2
        assert page.valid

    run(job())


def test_the_world_may_have_changed_so_coming_back_checks_anew(run, desk):
    async def job():
        page = await settled(desk)
        await page.load(answers_up_to_settings())
        await page.settled()
        assert desk.checks.started == list(CHECKS) * 2

    run(job())


def test_a_mend_is_done_and_everything_is_checked_again(run, desk):
    async def job():
        desk.checks.found["trusted-access"] = OFF
        desk.checks.after_mend = {"trusted-access": ON}
        page = await settled(desk)
        assert not page.valid
        await page.mend("trusted-access")
        await page.settled()
        assert desk.checks.mended == ["turn-on-trusted-access"]
        assert desk.checks.started == list(CHECKS) * 2
        assert page.valid
        assert page.mending == ""

    run(job())


def test_while_something_is_mended_nothing_else_can_be_and_nobody_goes_on(run, desk):
    async def job():
        desk.checks.found["trusted-access"] = replace(OFF, state=CheckState.WARNING)
        desk.checks.mend_gate = asyncio.Event()
        page = await settled(desk)
        assert page.valid
        mending = asyncio.create_task(page.mend("trusted-access"))
        await until(page, lambda: True)
        await asyncio.sleep(0)
        assert page.mending == "turn-on-trusted-access"
        assert not page.valid
        await page.mend("trusted-access")
        desk.checks.mend_gate.set()
        await mending
        await page.settled()
        assert desk.checks.mended == ["turn-on-trusted-access"]

    run(job())


def test_a_mend_that_aws_refuses_is_explained_and_can_be_tried_again(run, desk):
    async def job():
        desk.checks.found["trusted-access"] = OFF
        desk.checks.mend_error = failed("denied")
        page = await settled(desk)
        await page.mend("trusted-access")
        assert page.error.title == "Explained: denied"
        assert page.mending == ""
        assert desk.checks.started == list(CHECKS)
        desk.checks.mend_error, desk.checks.after_mend = None, {"trusted-access": ON}
        await page.mend("trusted-access")
        await page.settled()
        assert page.error is None
        assert page.valid

    run(job())


def test_a_check_without_a_mend_mends_nothing(run, desk):
    async def job():
        page = await settled(desk)
        await page.mend("signed-in")
        assert desk.checks.mended == []

    run(job())


def test_words_of_aws_behind_a_result_are_explained(run, desk):
    async def job():
        failure = RawFailure("AccessDenied on SimulatePrincipalPolicy")
        desk.checks.found["permissions"] = CheckResult("permissions", CheckState.UNKNOWN, failure=failure)
        page = await settled(desk)
        assert page.diagnosis("permissions").failure is failure
        assert page.diagnosis("signed-in") is None

    run(job())


def test_leaving_stops_what_still_runs(run, desk):
    async def job():
        desk.checks.gate = asyncio.Event()
        page = await begun(desk)
        await asyncio.sleep(0)
        await page.leave()
        assert page.done == 0

    run(job())


def test_the_answers_up_to_the_settings_are_needed(run, desk):
    with pytest.raises(ValueError, match="come"):
        run(page_of(desk).load(replace(answers_up_to_settings(), provider=None)))
    with pytest.raises(ValueError, match="needed"):
        run(page_of(desk).load(replace(answers_up_to_settings(), settings=None)))
