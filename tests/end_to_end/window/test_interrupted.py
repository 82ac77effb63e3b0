"""Interrupted in mid-deploy: AWS goes on, the list leads back, and nothing is made twice."""

from collections.abc import Callable

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop

CREATE_STACK = "cloudformation.CreateStack"


@pytest.fixture
def slow_aws(embedded: Callable[..., EmbeddedAws]) -> EmbeddedAws:
    """Give an embedded AWS whose deployments take seconds, so that there is time to interrupt."""
    return embedded("trusted-access-on", speed=10)


@pytest.fixture
def someone(slow_aws: EmbeddedAws, person: Callable[[], Person]) -> Person:
    """Give an administrator there."""
    found = person()
    found.has_profiles(slow_aws.exports, "AWS")
    return found


async def closes_with(someone: Person, way: str) -> None:
    """Close the wizard in mid-deploy, one of the three ways."""
    await someone.press("wizard.cancel")
    await someone.hands.seen("wizard.confirm-close")
    assert "AWS finishes what it has begun by itself" in someone.page_says("wizard.confirm-close")
    await someone.press(f"wizard.confirm-close.{way}")


async def is_connected(someone: Person) -> None:
    """Wait until the one row of the list says that it is connected."""
    await someone.hands.until(
        lambda: [row[3:5] for row in someone.table("main.list")] == [["Active", "12 of 12"]],
        "the row to say that it is connected",
    )


def assert_made_once(aws: EmbeddedAws) -> None:
    """AWS has had one stack and one creation of its StackSet, and the role is in every active account."""
    assert len(asked.stacks(aws)) == 1
    operations = aws.client("cloudformation").list_stack_set_operations(StackSetName=asked.WATCHED)["Summaries"]
    assert [one["Action"] for one in operations] == ["CREATE"]
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_a_run_goes_on_without_its_window_and_is_found_in_the_list(slow_aws: EmbeddedAws, someone: Person) -> None:
    async def job() -> None:
        async with someone.at_the_program():
            await someone.begins_to_connect(slow_aws.exports["VENDOR_PRINCIPAL"])
            await closes_with(someone, "stay")
            assert someone.sees("deploy.stop")
            await closes_with(someone, "keep")
            await someone.is_back_in_the_list()
            await someone.press("main.run.show")
            await someone.hands.seen("wizard.next")
            await someone.settled()
            assert someone.sees("deploy.stop"), "the run has gone on meanwhile"
            assert "Acme Corp" in someone.wizard.windowTitle()
            await someone.run_has_ended()
            await someone.finishes()
            await is_connected(someone)
            assert someone.desktop.counts.calls[CREATE_STACK] == 1

    run_on_qt_loop(job)
    assert_made_once(slow_aws)


def test_a_run_whose_window_is_closed_ends_in_the_list(slow_aws: EmbeddedAws, someone: Person) -> None:
    async def job() -> None:
        async with someone.at_the_program():
            await someone.begins_to_connect(slow_aws.exports["VENDOR_PRINCIPAL"])
            await closes_with(someone, "keep")
            await someone.is_back_in_the_list()
            await is_connected(someone)

    run_on_qt_loop(job)
    assert_made_once(slow_aws)


def test_a_run_that_was_stopped_goes_on_from_the_list(slow_aws: EmbeddedAws, someone: Person) -> None:
    async def job() -> None:
        async with someone.at_the_program():
            await someone.begins_to_connect(slow_aws.exports["VENDOR_PRINCIPAL"])
            await closes_with(someone, "stop")
            await someone.is_back_in_the_list()
            await someone.press("main.run.show")
            await someone.hands.seen("deploy.action.go-on")
            assert "Stopped" in someone.page_says().splitlines()
            await someone.press("deploy.action.go-on")
            await someone.hands.seen("deploy.stop")
            await someone.run_has_ended()
            await someone.finishes()
            await is_connected(someone)
            assert someone.desktop.counts.calls[CREATE_STACK] == 1

    run_on_qt_loop(job)
    assert_made_once(slow_aws)


def test_a_killed_program_offers_to_go_on_and_makes_nothing_twice(slow_aws: EmbeddedAws, someone: Person) -> None:
    async def job() -> None:
        async with someone.at_the_program():
            await someone.begins_to_connect(slow_aws.exports["VENDOR_PRINCIPAL"])
            someone.kills_the_program()
        async with someone.at_the_program():
            await someone.hands.seen("main.run.show")
            assert "Org Wizard was closed before this was finished" in someone.page_says("main.details")
            await someone.press("main.run.show")
            await someone.hands.seen("wizard.next")
            await someone.run_has_ended()
            assert "Stopped" not in someone.page_says().splitlines()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the run to be done")
            await someone.finishes()
            await is_connected(someone)
            assert CREATE_STACK not in someone.desktop.counts.calls

    run_on_qt_loop(job)
    assert_made_once(slow_aws)
