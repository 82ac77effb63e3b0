"""Measures how long the Qt thread was held."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


class StallWatch(QObject):
    """Ticks on the Qt thread and keeps the longest time by which a tick came late.

    longest_ms: milliseconds; what happens inside `paused` does not count
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure."""
        self._last = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """End it; the stall that goes on now counts."""
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - TICK_MS)
        self._last = now

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave out what is done inside, such as taking a picture; what went before still counts."""
        self._tick()
        try:
            yield
        finally:
            self._last = time.monotonic()
