"""Every test of a page is one coroutine on a loop of its own."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.unit.flow.services import Desk

Run = Callable[[Coroutine[Any, Any, None]], None]


@pytest.fixture
def run() -> Run:
    """Run a coroutine to its end; a task that is left over fails the test."""

    def to_its_end(work: Coroutine[Any, Any, None]) -> None:
        async def watched() -> None:
            await asyncio.wait_for(work, 10)
            left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task() and not task.done()]
            assert left == [], "a page left tasks behind"

        asyncio.run(watched())

    return to_its_end


@pytest.fixture
def desk() -> Desk:
    """Give services that answer what the test says."""
    return Desk()
