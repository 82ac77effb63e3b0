"""Programs that a profile names for its credentials: kept off the terminal, and given a limited time."""

import atexit
import os
import signal
import subprocess
import sys
from typing import Any
from weakref import WeakSet

from botocore.exceptions import CredentialRetrievalError

LIMIT_SECONDS = 60
"""Long enough for a program that opens a window of its own."""


_running: "WeakSet[CredentialProgram]" = WeakSet()


@atexit.register
def _end_all() -> None:
    """Leave no program behind: the threads that wait for one end with this process."""
    for program in tuple(_running):
        program.end()


class CredentialProgram(subprocess.Popen[bytes]):
    """A program of `credential_process`.

    It has no terminal to ask on: a question there would be a hang that nobody sees (R47).
    """

    def __init__(self, command: list[str], **options: Any) -> None:
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NO_WINDOW}
        super().__init__(command, stdin=subprocess.DEVNULL, **apart, **options)
        _running.add(self)

    def communicate(self, input: bytes | None = None, timeout: float | None = None) -> tuple[bytes, bytes]:  # noqa: A002 - Popen's name
        """Wait for its answer. Raises CredentialRetrievalError where there is none in time; it is ended then."""
        try:
            return super().communicate(input, timeout or LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            self.end()
            super().communicate()
            message = f"The program did not answer within {timeout or LIMIT_SECONDS} seconds."
            raise CredentialRetrievalError(provider="custom-process", error_msg=message) from None
        finally:
            _running.discard(self)

    def end(self) -> None:
        """End it, and what it has started."""
        if sys.platform == "win32":
            self.kill()
            return
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            self.kill()
