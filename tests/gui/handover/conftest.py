"""Dialogs of what leaves the program, on a loop that Qt and asyncio share."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.qt_loop import run_on_qt_loop
from tests.unit.handover.conftest import contents
from wizard.handover.bundle.archive import save_bundle
from wizard.handover.bundle.desk import Collected
from wizard.handover.bundle.files import make_files
from wizard.model.failure import Diagnosis, RawFailure, Retry, WizardError
from wizard.ui.tasks import Tasks

__all__ = ["contents"]
WAIT_SECONDS = 20


def explain(failure: RawFailure) -> Diagnosis:
    return Diagnosis("c", ("c",), True, failure.text, "", (), Retry.UNKNOWN, failure)


class Desk:
    """Makes bundles of what the test gives it."""

    def __init__(self, of: Any) -> None:
        self.of = of
        self.unreadable: RawFailure | None = None

    async def collect(self, connection_id: str) -> Collected:
        assert connection_id == "c-1"
        if self.unreadable:
            raise WizardError(self.unreadable)
        return Collected(self.of, ())

    async def make(self, collected, choices, pictures=()):
        return await asyncio.to_thread(make_files, collected.contents, choices, collected.secrets, pictures)

    async def save(self, path, files):
        await asyncio.to_thread(save_bundle, path, files)


@pytest.fixture
def desk(contents):
    return Desk(contents)


@pytest.fixture
def tasks(qapp: QApplication) -> Tasks:
    return Tasks()


@pytest.fixture
def run_async(qapp: QApplication, tasks: Tasks) -> Callable[[Coroutine[Any, Any, None]], None]:
    async def whole(work):
        try:
            await asyncio.wait_for(work, WAIT_SECONDS)
        finally:
            await tasks.cancel()

    return lambda work: run_on_qt_loop(lambda: whole(work), limit=2 * WAIT_SECONDS)


@pytest.fixture
def until():
    async def wait(holds):
        while not holds():  # noqa: ASYNC110 - what the window shows sets no event
            await asyncio.sleep(0.005)

    return wait
