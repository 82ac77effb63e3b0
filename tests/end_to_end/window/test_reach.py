"""The panel "Test connection", opened from the Sign-in page."""

from collections.abc import Callable

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from tests.way_out import captive_portal, started


async def asks_every_address(someone: Person) -> None:
    """Open the panel, and wait for the last answer."""
    await someone.opens_the_wizard()
    await someone.next()
    await someone.press("sign-in.test-connection")
    await someone.hands.until(lambda: "reached" in someone.reads_strip("connection-test.message"), "every answer")


def test_every_address_that_connecting_needs_is_asked(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.has_profiles(untouched_aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await asks_every_address(someone)
            assert someone.reads_strip("connection-test.message").startswith("AWS can be reached from here.")
            said = someone.page_says("connection-test")
            assert {"Who you are (STS)", "Templates of other services (S3)"} <= set(said.split("\n"))

    run_on_qt_loop(job)


def test_a_page_of_the_network_that_answers_for_one_service_is_named(
    untouched_aws: EmbeddedAws, person: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = person()
    someone.has_profiles(untouched_aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await asks_every_address(someone)
            assert someone.reads_strip("connection-test.message").startswith("1 of 6 addresses cannot be reached.")
            assert "The answer did not come from AWS." in someone.page_says("connection-test")

    with started(captive_portal()) as portal:
        monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFORMATION", f"http://127.0.0.1:{portal.port}")
        run_on_qt_loop(job)
