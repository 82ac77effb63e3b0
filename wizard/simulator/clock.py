"""How time passes: simulated seconds, divided by the speed, and the processes that take time.

A process is a generator. It yields a number of simulated seconds to wait, or a `Signal` or `Task` to wait for.
One thread runs all processes, each step under the world's lock, so that a request never sees a half-made step.
"""

import heapq
import itertools
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeAlias

Process: TypeAlias = "Generator[float | Signal, None, None]"


class Signal:
    """Something a process can wait for; `fire` wakes all who wait."""

    def __init__(self, clock: "Clock") -> None:
        self._clock = clock
        self._waiting: list[Task] = []

    def fire(self) -> None:
        """Wake every process that waits."""
        waiting, self._waiting = self._waiting, []
        for task in waiting:
            self._clock.resume(task, 0)

    def add(self, task: "Task") -> None:
        """Let a process wait."""
        self._waiting.append(task)


class Task(Signal):
    """A running process; fires when it is over."""

    def __init__(self, clock: "Clock", process: Process) -> None:
        super().__init__(clock)
        self.process = process
        self.done = False

    def add(self, task: "Task") -> None:
        """Let a process wait for the end; not at all when it is over already."""
        if self.done:
            self._clock.resume(task, 0)
        else:
            super().add(task)


class Clock:
    """The clock of one embedded AWS.

    `now` is wall-clock time, as it goes on the wire. Durations are simulated seconds: `speed` of them pass in one
    second.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self.lock = threading.RLock()
        self._started = time.monotonic()
        self._due: list[tuple[float, int, Task]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._stopped = False
        self._requests = 0
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)
        self._thread.start()

    @staticmethod
    def now() -> datetime:
        """Wall-clock time, UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Simulated seconds since the start."""
        return (time.monotonic() - self._started) * self.speed

    def start(self, process: Process) -> Task:
        """Let a process run beside the others."""
        task = Task(self, process)
        self.resume(task, 0)
        return task

    def signal(self) -> Signal:
        """A new signal of this clock."""
        return Signal(self)

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something after some simulated seconds."""

        def wait() -> Process:
            yield seconds
            action()

        self.start(wait())

    def resume(self, task: Task, seconds: float) -> None:
        """Go on with a process after some simulated seconds."""
        with self._changed:
            heapq.heappush(self._due, (time.monotonic() + seconds / self.speed, next(self._numbers), task))
            self._changed.notify()

    def cancel(self, task: Task) -> None:
        """End a process where it stands."""
        if not task.done:
            task.done = True
            task.process.close()
            task.fire()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Nothing happens meanwhile. Whoever asks comes before the processes: thousands of them make nobody wait."""
        with self._changed:
            self._requests += 1
        try:
            with self.lock:
                yield
        finally:
            with self._changed:
                self._requests -= 1
                self._changed.notify_all()

    def stop(self) -> None:
        """End the clock's thread; processes stay where they are."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._stopped and (self._requests or not self._due or self._due[0][0] > time.monotonic()):
                    self._changed.wait(max(0.0, self._due[0][0] - time.monotonic()) or 0.001 if self._due else None)
                if self._stopped:
                    return
                task = heapq.heappop(self._due)[2]
            with self.lock:
                self._step(task)

    def _step(self, task: Task) -> None:
        if task.done:
            return
        try:
            wanted = next(task.process)
        except StopIteration:
            task.done = True
            task.fire()
        except Exception:  # noqa: BLE001 - one broken process must not stop the time of all others
            traceback.print_exc(file=sys.stderr)
            task.done = True
            task.fire()
        else:
            if isinstance(wanted, Signal):
                wanted.add(task)
            else:
                self.resume(task, wanted)
