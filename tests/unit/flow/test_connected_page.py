"""Page 9: what was made, and who is missing."""

from dataclasses import replace

import pytest

from tests.unit.flow.data import ROLE_ARN, account, answers_after_deployment, explain, failed, result
from wizard.flow.pages.connected import ConnectedPage
from wizard.model.identifiers import grouped_account_id
from wizard.model.progress import AccountProgress

FAILED, CANCELLED, SKIPPED, DONE = (
    AccountProgress.FAILED,
    AccountProgress.CANCELLED,
    AccountProgress.SKIPPED,
    AccountProgress.SUCCEEDED,
)


def page_of(desk):
    return ConnectedPage(desk.catalogue, desk.connections, explain)


async def loaded(desk, *accounts):
    page = page_of(desk)
    await page.load(answers_after_deployment(accounts))
    return page


def denied(digit, text):
    """An account whose explanation names it, as explanations of AWS's refusals do."""
    one = result(digit, FAILED, text)
    explanation = f"A policy denies it in {grouped_account_id(one.account_id)}."
    return replace(one, diagnosis=replace(one.diagnosis, title="Denied.", explanation=explanation))


def test_the_row_is_written_with_the_role_arn_and_whether_it_was_verified(run, desk):
    async def job():
        page = page_of(desk)
        assert not page.valid
        await page.load(answers_after_deployment())
        request, role_arn, verified = desk.connections.finished[0]
        assert request.connection_id == "c0ffee"
        assert (role_arn, verified) == (ROLE_ARN, True)
        assert page.valid
        assert page.definition.handover.values
        assert page.initial_focus == "connected.copy-role-arn"
        assert page.collect() is None

    run(job())


def test_accounts_that_failed_for_the_same_reason_stand_together_the_largest_group_first(run, desk):
    async def job():
        page = await loaded(
            desk,
            result("1", DONE),
            result("2", FAILED, "name taken"),
            denied("3", "explicit deny"),
            denied("4", "another wording of the deny"),
            result("5", SKIPPED),
        )
        assert [[one.account_id for one in group.accounts] for group in page.failures] == [
            [account("3"), account("4")],
            [account("2")],
        ]
        assert page.failures[1].diagnosis.title == "Explained: name taken"
        assert [one.account_id for one in page.skipped] == [account("5")]

    run(job())


def test_the_explanation_of_a_group_speaks_of_all_its_accounts(run, desk):
    async def job():
        page = await loaded(desk, *(denied(digit, "deny") for digit in "3456"))
        explanation = page.failures[0].diagnosis.explanation
        for digit in "345":
            assert grouped_account_id(account(digit)) in explanation
        assert "…" in explanation

    run(job())


def test_accounts_that_aws_never_came_to_are_a_group_without_a_reason(run, desk):
    async def job():
        page = await loaded(desk, result("1", CANCELLED), result("2", CANCELLED))
        assert [group.diagnosis for group in page.failures] == [None]
        assert len(page.failures[0].accounts) == 2

    run(job())


def test_everybody_connected_is_nobody_missing(run, desk):
    async def job():
        page = await loaded(desk, result("1", DONE))
        assert page.failures == ()
        assert page.skipped == ()

    run(job())


def test_a_row_that_cannot_be_written_is_explained_and_tried_again_on_loading(run, desk):
    async def job():
        desk.connections.error = failed("disk full")
        page = await loaded(desk, result("1", FAILED, "deny"))
        assert page.error.title == "Explained: disk full"
        assert not page.valid
        assert not page.busy
        assert len(page.failures) == 1
        desk.connections.error = None
        await page.load(answers_after_deployment())
        assert page.error is None
        assert page.valid

    run(job())


def test_the_role_comes_first(run, desk):
    with pytest.raises(ValueError, match="comes first"):
        run(page_of(desk).load(replace(answers_after_deployment(), role=None)))
