"""The real window against the embedded AWS over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person


@pytest.fixture
def embedded() -> Iterator[Callable[..., EmbeddedAws]]:
    """Give who starts an embedded AWS in a scenario; all are stopped at the end of the test."""
    with ExitStack() as stack:
        yield lambda scenario, **more: stack.enter_context(EmbeddedAws(scenario, **more))


@pytest.fixture
def aws(embedded: Callable[..., EmbeddedAws]) -> EmbeddedAws:
    """Give an embedded AWS of its own for a test that makes something there."""
    return embedded("happy")


@pytest.fixture(scope="session")
def untouched_aws() -> Iterator[EmbeddedAws]:
    """Give the embedded AWS of all tests that make nothing there."""
    with EmbeddedAws() as embedded:
        yield embedded


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Person]:
    """Give who makes a person at a computer of their own: empty home, no AWS settings."""

    def make() -> Person:
        return Person(tmp_path, monkeypatch)

    return make


@pytest.fixture
def administrator(aws: EmbeddedAws, person: Callable[[], Person]) -> Person:
    """Give a person who can sign in as administrator of the management account."""
    someone = person()
    someone.has_profiles(aws.exports, "AWS")
    return someone


@pytest.fixture
def looker(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> Person:
    """Give an administrator who makes nothing at AWS."""
    someone = person()
    someone.has_profiles(untouched_aws.exports, "AWS")
    return someone
