from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.embedded_aws import EmbeddedAws

SPEED = 200

Start = Callable[..., EmbeddedAws]


@pytest.fixture(scope="session")
def shared() -> Iterator[Start]:
    """Starts a scenario once for all tests that only add to it, each under names of its own."""
    running: dict[str, EmbeddedAws] = {}

    def start(scenario: str) -> EmbeddedAws:
        if scenario not in running:
            running[scenario] = EmbeddedAws(scenario, speed=SPEED)
            running[scenario].start()
        return running[scenario]

    yield start
    for aws in running.values():
        aws.stop()


@pytest.fixture
def fresh() -> Iterator[Start]:
    """Starts a scenario for one test alone."""
    running: list[EmbeddedAws] = []

    def start(scenario: str = "trusted-access-on", *, speed: float = SPEED, accounts: int = 0) -> EmbeddedAws:
        running.append(EmbeddedAws(scenario, speed=speed, accounts=accounts))
        running[-1].start()
        return running[-1]

    yield start
    for aws in running:
        aws.stop()


@pytest.fixture
def aws(shared: Start) -> EmbeddedAws:
    """The shared embedded AWS with trusted access on."""
    return shared("trusted-access-on")


@pytest.fixture
def refused() -> Callable[..., tuple[str, str]]:
    """Makes a call that must be refused; gives AWS's code and message."""

    def call(function: Callable[..., Any], **arguments: Any) -> tuple[str, str]:
        with pytest.raises(ClientError) as caught:
            function(**arguments)
        error = caught.value.response["Error"]
        return error["Code"], error["Message"]

    return call
