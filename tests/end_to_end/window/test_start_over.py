"""Starting over: what was made is removed, and the pages come back with all that was typed."""

from collections.abc import Callable

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

NO_TRUST = '{"Version": "2012-10-17", "Statement": []}'


@pytest.fixture
def slow_aws(embedded: Callable[..., EmbeddedAws]) -> EmbeddedAws:
    """Give an embedded AWS whose deployments take seconds, so that there is time to stop."""
    return embedded("trusted-access-on", speed=20)


@pytest.fixture
def someone(slow_aws: EmbeddedAws, person: Callable[[], Person]) -> Person:
    """Give an administrator there."""
    found = person()
    found.has_profiles(slow_aws.exports, "AWS")
    return found


async def comes_back(someone: Person, principal: str) -> None:
    """Wait for the pages to come back, and find all that was typed."""
    await someone.hands.until(
        lambda: bool(someone.desktop.wizards.open) and someone.wizard.navigation.current is StepId.CHECKS,
        "the pages to come back",
    )
    await someone.settled()
    assert "Acme Corp" in someone.wizard.windowTitle()
    await someone.press("wizard.back")
    await someone.settled()
    assert someone.field_text("settings.trusted-principal") == principal
    assert someone.field_text("settings.external-id") == "typed-by-hand"
    await someone.next()


async def connects(someone: Person) -> None:
    """Go on from the checks to the end."""
    await someone.passes_the_checks()
    await someone.next()
    await someone.deploys()
    await someone.finishes()
    await someone.hands.until(
        lambda: [row[3:5] for row in someone.table("main.list")] == [["Active", "12 of 12"]],
        "the row to say that it is connected",
    )


async def reaches_the_review(someone: Person, principal: str) -> None:
    """Type everything, and stand before the review."""
    await someone.reaches(StepId.SETTINGS, principal)
    await someone.fills_in_settings(principal, "typed-by-hand")
    await someone.next()
    await someone.passes_the_checks()
    await someone.next()


async def stops_in_the_middle(someone: Person, principal: str) -> None:
    """Connect, and stop while the stack is being made."""
    await reaches_the_review(someone, principal)
    await someone.press("review.acknowledge")
    await someone.next()
    await someone.hands.until(lambda: "AWS::" in someone.page_says("deploy.operations"), "the stack's events")
    await someone.press("deploy.stop")
    await someone.hands.seen("deploy.action.start-over")


def assert_one_whole_connection(aws: EmbeddedAws) -> None:
    """AWS has one stack that is not deleted, and the role in every active account."""
    left = [one for one in asked.stacks(aws) if one["StackStatus"] != "DELETE_COMPLETE"]
    assert [one["StackStatus"] for one in left] == ["CREATE_COMPLETE"]
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_after_a_failed_stack(slow_aws: EmbeddedAws, someone: Person) -> None:
    principal = slow_aws.exports["VENDOR_PRINCIPAL"]

    async def job() -> None:
        async with someone.at_the_program():
            await reaches_the_review(someone, principal)
            slow_aws.client("iam").create_role(RoleName=asked.ROLE, AssumeRolePolicyDocument=NO_TRUST)
            await someone.deploys()
            await someone.press("deploy.action.start-over")
            await someone.press("deploy.confirm-start-over.no")
            assert someone.sees("deploy.action.start-over")
            slow_aws.client("iam").delete_role(RoleName=asked.ROLE)
            await someone.press("deploy.action.start-over")
            await someone.press("deploy.confirm-start-over.yes")
            await someone.hands.until(lambda: "Removing what was made" in someone.page_says(), "the removal")
            await comes_back(someone, principal)
            assert not await someone.desktop.book.all()
            await connects(someone)

    run_on_qt_loop(job)
    assert_one_whole_connection(slow_aws)


def test_after_a_stop(slow_aws: EmbeddedAws, someone: Person) -> None:
    principal = slow_aws.exports["VENDOR_PRINCIPAL"]

    async def job() -> None:
        async with someone.at_the_program():
            await stops_in_the_middle(someone, principal)
            await someone.press("deploy.action.start-over")
            await someone.press("deploy.confirm-start-over.yes")
            await comes_back(someone, principal)
            left = {one["StackStatus"] for one in asked.stacks(slow_aws)}
            assert left == {"DELETE_COMPLETE"}
            assert asked.stack_sets(slow_aws) == {}
            await connects(someone)

    run_on_qt_loop(job)
    assert_one_whole_connection(slow_aws)


def test_after_a_kill_in_the_middle_of_removing(slow_aws: EmbeddedAws, someone: Person) -> None:
    principal = slow_aws.exports["VENDOR_PRINCIPAL"]

    async def job() -> None:
        async with someone.at_the_program():
            await stops_in_the_middle(someone, principal)
            await someone.press("deploy.action.start-over")
            await someone.press("deploy.confirm-start-over.yes")
            await someone.hands.seen("deploy.stop")
            someone.kills_the_program()
        async with someone.at_the_program():
            await someone.press("main.run.go-on")
            await comes_back(someone, principal)
            await connects(someone)

    run_on_qt_loop(job)
    assert_one_whole_connection(slow_aws)


def test_from_the_list(slow_aws: EmbeddedAws, someone: Person) -> None:
    principal = slow_aws.exports["VENDOR_PRINCIPAL"]

    async def job() -> None:
        async with someone.at_the_program():
            await stops_in_the_middle(someone, principal)
            await someone.press("wizard.cancel")
            await someone.is_back_in_the_list()
            await someone.press("main.start-over")
            await someone.press("main.confirm-start-over.yes")
            await comes_back(someone, principal)
            await connects(someone)

    run_on_qt_loop(job)
    assert_one_whole_connection(slow_aws)
