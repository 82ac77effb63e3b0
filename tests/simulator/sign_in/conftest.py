from datetime import UTC, datetime, timedelta

import pytest

from wizard.simulator.sign_in.sessions import SignIns


class Watch:
    """A clock that a test sets."""

    def __init__(self):
        self.time = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self):
        return self.time

    def go_on(self, **duration):
        self.time += timedelta(**duration)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def sign_ins(watch):
    return SignIns(watch)
