"""The threads that wait for AWS, so that nobody else has to."""

import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class WorkerThreads(Executor):
    """A bounded number of daemon threads.

    The standard ThreadPoolExecutor keeps a closing program alive until its last call has timed out; a daemon thread
    that hangs in a call does not.

    calls: how often each call was asked for, by name; kept by whoever asks, on the event loop's thread
    """

    def __init__(self, limit: int, name: str) -> None:
        self._limit = limit
        self._name = name
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._idle = 0
        self._waiting: set[Future[Any]] = set()
        self._closed = False
        self.calls: Counter[str] = Counter()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Run a function in one of the threads. Raises RuntimeError after shutdown."""
        future: Future[T] = Future()

        def job() -> None:
            with self._lock:
                self._waiting.discard(future)
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as exception:  # noqa: BLE001 - belongs to whoever awaits the future
                future.set_exception(exception)
            else:
                future.set_result(result)

        with self._lock:
            if self._closed:
                raise RuntimeError("the worker threads are closed")
            self._waiting.add(future)
            self._jobs.put(job)
            self._hire()
        return future

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Let another thread work in this one's place, as long as this one waits for a person."""
        with self._lock:
            self._limit += 1
            self._hire()
        try:
            yield
        finally:
            with self._lock:
                self._limit -= 1

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work and let the threads end; never waits for them, `wait` or not."""
        with self._lock:
            self._closed = True
            waiting = tuple(self._waiting) if cancel_futures else ()
            threads = self._threads
        for future in waiting:
            future.cancel()
        for _ in range(threads):
            self._jobs.put(None)

    def _hire(self) -> None:
        """Start a thread where work waits and there may be one more; called with the lock held."""
        if self._idle < len(self._waiting) and self._threads < self._limit:
            self._threads += 1
            threading.Thread(target=self._work, name=f"{self._name}-{self._threads}", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            job = self._jobs.get()
            with self._lock:
                self._idle -= 1
            if job is None:
                return
            job()
            del job  # a thread that waits for work must not keep the last reply alive
