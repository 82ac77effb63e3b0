"""Questions for MFA codes, on their way from a worker thread to the person and back, without a window."""

import asyncio
import re
import threading
from concurrent.futures import Future
from datetime import UTC, datetime
from math import ceil

from wizard.flow.page import Notifier
from wizard.model.failure import RawFailure, WizardError
from wizard.model.mfa import MfaQuestion
from wizard.model.ports import MfaPrompt

_CODE = re.compile(r"[0-9]{6}")


def is_code(text: str) -> bool:
    """Tell whether a text has the form of a code: six digits, spaces left out of account."""
    return bool(_CODE.fullmatch(re.sub(r"\s", "", text)))


def seconds_left(question: MfaQuestion, now: datetime | None = None) -> int:
    """Give how many seconds pass until the device shows another code; 0 where it does already, or nobody waits."""
    if question.next_at is None:
        return 0
    return max(0, ceil((question.next_at - (now or datetime.now(UTC))).total_seconds()))


class MfaQuestions(MfaPrompt):
    """Takes one question at a time from a worker thread, and keeps it until the person has answered.

    Made and answered on the event loop's thread; `ask` is for worker threads.

    changed: tells the window that a question came, or is answered
    open:    the question that waits for the person; None where none does
    """

    def __init__(self) -> None:
        self.changed = Notifier()
        self.open: MfaQuestion | None = None
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._answer: Future[str] | None = None
        self._closed = False

    def ask(self, question: MfaQuestion) -> str:
        """Give the code typed. Raises WizardError where the person cancels, and where the program is closing."""
        answer: Future[str] = Future()
        with self._lock:
            if self._closed:
                raise _not_entered(question)
            self._answer = answer
            self._loop.call_soon_threadsafe(self._show, question)
        return answer.result()

    def give(self, code: str) -> None:
        """Answer the open question; nothing happens where there is none."""
        self._put_down(code)

    def cancel(self) -> None:
        """End the call that waits for the code; nothing happens where none does."""
        self._put_down(None)

    def close(self) -> None:
        """End the call that waits, and ask nobody any more: the program ends."""
        with self._lock:
            self._closed = True
            answer, self._answer = self._answer, None
        self.open = None
        if answer is not None:
            answer.set_exception(_not_entered(MfaQuestion("", "")))
        self.changed.notify()

    def _show(self, question: MfaQuestion) -> None:
        if not self._closed:
            self.open = question
            self.changed.notify()

    def _put_down(self, code: str | None) -> None:
        question, self.open = self.open, None
        with self._lock:
            answer, self._answer = (self._answer, None) if question is not None else (None, self._answer)
        if question is None or answer is None:
            return
        if code is None:
            answer.set_exception(_not_entered(question))
        else:
            answer.set_result(code)
        self.changed.notify()


def _not_entered(question: MfaQuestion) -> WizardError:
    device = f" of the device {question.serial}" if question.serial else ""
    text = (
        f"No code was entered, and AWS needs one{device}. "
        "Have the device at hand, then choose the profile again, or choose another one."
    )
    return WizardError(
        RawFailure(text=text, surface="configuration", service="sts", code="MfaCodeNotEntered", operation="AssumeRole")
    )
