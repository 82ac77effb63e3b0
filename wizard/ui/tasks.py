"""Where Qt's slots hand over to coroutines."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal


class Tasks(QObject):
    """Starts coroutines from slots, keeps them alive, and lets none of their exceptions get lost.

    Signals: crashed(exception), for what nobody expected: a bug
    """

    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run `work` beside the window; must be called while the loop runs, as every slot is."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            self.crashed.emit(error)

    async def cancel(self) -> None:
        """Cancel everything and wait until it has ended, what is started meanwhile included."""
        while tasks := tuple(self._running):
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._running.difference_update(tasks)
