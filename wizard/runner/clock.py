"""The time of this computer."""

import asyncio
from datetime import UTC, datetime


class SystemClock:
    """The wall clock, and sleeping that holds no thread."""

    def now(self) -> datetime:
        """Give the time, UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait on the event loop."""
        await asyncio.sleep(seconds)
