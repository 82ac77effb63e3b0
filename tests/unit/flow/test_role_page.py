"""Page 8: the RoleARN, and whether it really works."""

import asyncio
from dataclasses import replace

import pytest

from tests.unit.flow.data import ROLE_ARN, answers_after_deployment, explain, failed, until
from wizard.flow.answers import RoleAnswers
from wizard.flow.pages.role import RolePage
from wizard.model.check import CheckResult, CheckState
from wizard.model.failure import RawFailure

DEPLOYED = replace(answers_after_deployment(), role=None)


def page_of(desk):
    return RolePage(desk.catalogue, desk.roles, explain)


async def settled(desk, answers=DEPLOYED):
    page = page_of(desk)
    await page.load(answers)
    await page.settled()
    return page


def test_the_role_arn_of_the_stack_is_filled_in_and_checked(run, desk):
    async def job():
        page = await settled(desk)
        assert desk.roles.asked == [ROLE_ARN]
        assert list(page.results) == ["form", "exists"]
        assert page.verified
        assert page.valid
        assert page.collect() == RoleAnswers(ROLE_ARN, verified=True)
        assert page.initial_focus == "role.arn"

    run(job())


def test_one_that_was_pasted_earlier_comes_back(run, desk):
    async def job():
        other = ROLE_ARN + "2"
        page = await settled(desk, replace(DEPLOYED, role=RoleAnswers(other, verified=False)))
        assert page.role_arn == other
        assert desk.roles.asked == [other]

    run(job())


def test_nothing_goes_on_until_every_check_is_through(run, desk):
    async def job():
        desk.roles.gate = asyncio.Event()
        page = page_of(desk)
        await page.load(DEPLOYED)
        await until(page, lambda: bool(page.results))
        assert page.results["form"].state is CheckState.RUNNING
        assert not page.valid
        assert not page.verified
        desk.roles.gate.set()
        await page.settled()
        assert page.valid

    run(job())


def test_typing_stops_the_check_that_runs_and_begins_with_what_stands_there_now(run, desk):
    async def job():
        desk.roles.gate = asyncio.Event()
        page = page_of(desk)
        await page.load(DEPLOYED)
        await until(page, lambda: bool(page.results))
        desk.roles.gate.set()
        await page.type_role_arn(f" {ROLE_ARN}x\n")
        await page.settled()
        assert desk.roles.cancelled == [ROLE_ARN]
        assert desk.roles.asked == [ROLE_ARN, f" {ROLE_ARN}x\n"]
        assert page.collect().role_arn == f"{ROLE_ARN}x"

    run(job())


def test_nothing_typed_is_nothing_checked(run, desk):
    async def job():
        page = await settled(desk)
        await page.type_role_arn("  ")
        await page.settled()
        assert page.results == {}
        assert not page.valid
        assert not page.verified
        assert len(desk.roles.asked) == 1

    run(job())


@pytest.mark.parametrize(
    ("state", "valid"), [(CheckState.PROBLEM, False), (CheckState.WARNING, True), (CheckState.UNKNOWN, True)]
)
def test_what_could_not_be_checked_may_pass_but_counts_as_not_verified(run, desk, state, valid):
    async def job():
        desk.roles.results[-1] = CheckResult("exists", state)
        page = await settled(desk)
        assert page.valid is valid
        assert not page.verified
        assert page.collect().verified is False

    run(job())


def test_checking_again_starts_over(run, desk):
    async def job():
        desk.roles.results[-1] = CheckResult("exists", CheckState.PROBLEM)
        page = await settled(desk)
        desk.roles.results[-1] = CheckResult("exists", CheckState.PASSED)
        await page.verify()
        assert page.results == {}
        await page.settled()
        assert page.verified

    run(job())


def test_a_failure_on_the_way_is_explained_and_keeps_the_page_shut(run, desk):
    async def job():
        desk.roles.error = failed("expired")
        page = await settled(desk)
        assert page.error.title == "Explained: expired"
        assert not page.valid
        desk.roles.error = None
        await page.verify()
        await page.settled()
        assert page.error is None
        assert page.valid

    run(job())


def test_words_of_aws_behind_a_result_are_explained(run, desk):
    async def job():
        failure = RawFailure("NoSuchEntity")
        desk.roles.results[-1] = CheckResult("exists", CheckState.PROBLEM, failure=failure)
        page = await settled(desk)
        assert page.diagnosis("exists").failure is failure
        assert page.diagnosis("form") is None

    run(job())


def test_leaving_stops_the_check(run, desk):
    async def job():
        desk.roles.gate = asyncio.Event()
        page = page_of(desk)
        await page.load(DEPLOYED)
        await until(page, lambda: bool(page.results))
        await page.leave()
        assert desk.roles.cancelled == [ROLE_ARN]

    run(job())


def test_the_deployment_comes_first(run, desk):
    with pytest.raises(ValueError, match="comes first"):
        run(page_of(desk).load(replace(DEPLOYED, deploy=None)))
