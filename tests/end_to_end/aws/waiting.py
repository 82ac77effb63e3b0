"""Waiting for the embedded AWS, which takes its time as AWS does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(ask: Callable[[], Awaitable[T]], done: Callable[[T], bool], seconds: float = 60) -> T:
    """Ask until the answer is the one waited for; TimeoutError after so many seconds."""
    async with asyncio.timeout(seconds):
        while not done(answer := await ask()):  # noqa: ASYNC110 - it is AWS that is asked, which tells nobody
            await asyncio.sleep(0.05)
        return answer
