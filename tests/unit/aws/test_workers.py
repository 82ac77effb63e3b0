import subprocess
import sys
import threading
from concurrent.futures import CancelledError

import pytest

from wizard.aws.workers import WorkerThreads


def test_gives_results_and_exceptions() -> None:
    workers = WorkerThreads(2, "test")
    assert workers.submit(divmod, 7, 3).result(5) == (2, 1)
    with pytest.raises(ZeroDivisionError):
        workers.submit(divmod, 7, 0).result(5)
    workers.shutdown()


def test_runs_as_many_at_once_as_allowed_and_no_more() -> None:
    workers = WorkerThreads(3, "test")
    barrier = threading.Barrier(4, timeout=5)
    running = [workers.submit(barrier.wait) for _ in range(3)]
    one_more = workers.submit(int)
    assert not one_more.done()
    barrier.wait()
    assert [one.result(5) >= 0 for one in running] == [True] * 3
    assert one_more.result(5) == 0
    workers.shutdown()


def test_shutdown_cancels_what_waits_and_takes_nothing_more() -> None:
    workers = WorkerThreads(1, "test")
    release = threading.Event()
    started = threading.Event()

    def hold() -> bool:
        started.set()
        return release.wait(5)

    running = workers.submit(hold)
    assert started.wait(5)
    waiting = workers.submit(int)
    workers.shutdown(wait=True, cancel_futures=True)
    with pytest.raises(CancelledError):
        waiting.result(5)
    with pytest.raises(RuntimeError):
        workers.submit(int)
    release.set()
    assert running.result(5) is True


def test_hanging_call_does_not_hold_the_program() -> None:
    program = (
        "import threading; from wizard.aws.workers import WorkerThreads; w = WorkerThreads(2, 'x');"
        "s = threading.Event(); w.submit(lambda: (s.set(), threading.Event().wait())); s.wait(); w.shutdown()"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=20, check=False).returncode == 0
