"""Leaving in the middle of a deployment: AWS goes on, the list says so, and connecting again goes on with it."""

from collections.abc import Callable

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


@pytest.fixture
def slow_aws(embedded: Callable[..., EmbeddedAws]) -> EmbeddedAws:
    """Give an embedded AWS whose deployments take seconds, so that there is time to stop."""
    return embedded("trusted-access-on", speed=10)


@pytest.fixture
def someone(slow_aws: EmbeddedAws, person: Callable[[], Person]) -> Person:
    """Give an administrator there."""
    found = person()
    found.has_profiles(slow_aws.exports, "AWS")
    return found


async def connects_again(someone: Person, principal: str) -> None:
    """Connect the same organization once more, to the end."""
    await someone.hands.until(
        lambda: someone.table("main.list")[0][3:5] == ["Not verified", "Not finished"], "the row to say so"
    )
    await someone.reaches(StepId.SETTINGS, principal)
    assert someone.field_text("settings.trusted-principal") == principal
    assert someone.field_text("settings.external-id"), "what was chosen when it was begun is chosen still"
    await someone.next()
    await someone.passes_the_checks()
    assert "The program goes on with it instead of making a second one" in someone.check_says("checks.stack-name")
    await someone.next()
    await someone.deploys()
    await someone.finishes()
    assert len(someone.table("main.list")) == 1
    await someone.hands.until(
        lambda: someone.table("main.list")[0][3:5] == ["Active", "12 of 12"], "the row to say that it is connected"
    )


def one_whole_connection(aws: EmbeddedAws) -> bool:
    """Tell whether AWS has one stack, and the role in every active account."""
    stacks = [one["StackId"] for one in asked.stacks(aws)]
    return len(stacks) == 1 and asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_stopping_and_going_on(slow_aws: EmbeddedAws, someone: Person) -> None:
    principal = slow_aws.exports["VENDOR_PRINCIPAL"]

    async def job() -> None:
        async with someone.at_the_program():
            await someone.begins_to_connect(principal)
            await someone.press("deploy.stop")
            await someone.hands.until(lambda: not someone.sees("deploy.stop"), "the run to stop")
            await someone.settled()
            assert "Stopped" in someone.page_says().splitlines()
            assert "AWS finishes what it has begun; nothing more is started from here." in someone.page_says()
            await someone.press("wizard.cancel")
            await someone.is_back_in_the_list()
            await connects_again(someone, principal)

    run_on_qt_loop(job)
    assert one_whole_connection(slow_aws)
