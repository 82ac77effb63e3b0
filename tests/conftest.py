"""What every test has: no way out of this computer, and no warning that nobody expected."""

import gc
import logging
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LOOPBACK = ("127.0.0.1", "::1", "localhost", "0.0.0.0")  # noqa: S104 - names what is let through, binds nothing


_MANY_OBJECTS = 50_000


@pytest.fixture(autouse=True, scope="session")
def garbage_stays() -> Iterator[None]:
    """Collect nothing in the middle of a test: a thread that waits for AWS must not delete another test's widgets."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_of_one_test(garbage_stays: None) -> Iterator[None]:
    """Collect on the main thread what a test has left, where it is much."""
    yield
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect(1)


@pytest.fixture(autouse=True, scope="module")
def garbage_of_one_file(garbage_stays: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect all that the tests of a window have left, widgets among it, before others are run."""
    yield
    if {"gui", "window"} & set(request.path.parts):
        gc.collect()


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any connection that leaves this computer."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


class LogGuard(logging.Handler):
    """Keeps every record of WARNING or above that the test has not said it expects.

    expected: parts of messages
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.expected: list[str] = ["propagateSizeHints"]  # the offscreen platform says so at every window
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)

    def unexpected(self) -> list[str]:
        """Give the messages that nobody expected."""
        messages = [record.getMessage() for record in self.records]
        return [one for one in messages if not any(part in one for part in self.expected)]


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[list[str]]:
    """Fail on any log record of WARNING or above whose message holds none of the parts listed here."""
    guard = LogGuard()
    logger = logging.getLogger("wizard")
    logger.addHandler(guard)
    yield guard.expected
    logger.removeHandler(guard)
    assert guard.unexpected() == []
