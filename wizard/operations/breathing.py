"""Lets the event loop breathe during work on thousands of entries: the window lives on the same thread."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

_AT_ONCE = 20

EntryT = TypeVar("EntryT")


async def breathing(entries: Iterable[EntryT]) -> AsyncIterator[EntryT]:
    """Give the entries one by one, and the loop a turn after every few of them."""
    for number, entry in enumerate(entries, start=1):
        yield entry
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
