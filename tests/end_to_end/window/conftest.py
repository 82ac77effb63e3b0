"""The real window against the embedded AWS over HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person


@pytest.fixture
def aws() -> Iterator[EmbeddedAws]:
    """Give an embedded AWS that is not started yet; it is stopped at the end of the test."""
    with EmbeddedAws() as embedded:
        yield embedded


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Person]:
    """Give who makes a person at a computer of their own: empty home, no AWS settings."""

    def make() -> Person:
        return Person(tmp_path, monkeypatch)

    return make
