"""The wizard's window on services that answer what a test says."""

from collections.abc import Callable

import pytest

from tests.gui.wizard.opened import Opened
from tests.qt_loop import run_on_qt_loop
from tests.unit.flow.services import Desk
from wizard.ui.theme import Theme


@pytest.fixture
def desk() -> Desk:
    """Give services that answer what the test says."""
    return Desk()


@pytest.fixture
def with_wizard(theme: Theme, desk: Desk) -> Callable[..., None]:
    """Run a coroutine function with an open wizard; bugs of the wizard's tasks fail the test."""
    del theme

    def run(job, **options) -> None:
        crashes: list[BaseException] = []

        async def whole() -> None:
            opened = Opened(desk, crashes, **options)
            try:
                await job(opened)
            finally:
                await opened.close()

        run_on_qt_loop(whole)
        assert crashes == []

    return run
