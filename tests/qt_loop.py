"""Runs a test as one coroutine on the program's own kind of event loop."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

_TO_TIDY_UP = 30.0
"""Seconds that a test has after its time is over."""
QUIET = ("propagateSizeHints", "QFont::setPixelSize", "does not support raise()")


class Surprises:
    """What went wrong beside the test: lost exceptions of tasks, and Qt's own warnings."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def of_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Keep what the loop reports."""
        error = context.get("exception")
        if not isinstance(error, asyncio.CancelledError):
            self.found.append(f"{context.get('message')}: {error!r}")

    def of_qt(self, kind: QtMsgType, _context: object, text: str) -> None:
        """Keep Qt's warnings."""
        if kind is not QtMsgType.QtDebugMsg and not any(quiet in text for quiet in QUIET):
            self.found.append(text)


def run_on_qt_loop(test: Callable[[], Coroutine[Any, Any, None]], limit: float = 60.0) -> None:
    """Run a coroutine function to its end; fail on a time-out, on lost exceptions and on Qt's warnings."""
    surprises = Surprises()
    before = qInstallMessageHandler(surprises.of_qt)
    try:
        _run(test, limit, surprises)
    finally:
        qInstallMessageHandler(before)
    assert not surprises.found, "\n".join(surprises.found)


def _give_up(loop: QEventLoop) -> None:
    """End a test that does not even end when it is cancelled, and say what it waits for."""
    for task in asyncio.all_tasks(loop):
        task.print_stack()
    loop.stop()


def _run(test: Callable[[], Coroutine[Any, Any, None]], limit: float, surprises: Surprises) -> None:
    application = QApplication.instance() or QApplication([])
    application.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(application)
    try:
        with loop:
            loop.set_exception_handler(surprises.of_loop)
            loop.call_later(limit + _TO_TIDY_UP, _give_up, loop)
            loop.run_until_complete(asyncio.wait_for(test(), limit))
    finally:
        # The loop's timers belong to this thread; the next test's workers must not be those who collect them.
        loop._timer.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
