"""Asking for MFA codes: one question at a time, and never one that must fail. For worker threads: it blocks."""

import re
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from wizard.aws.errors import AwsError
from wizard.model.failure import RawFailure
from wizard.model.mfa import MfaQuestion, MfaTrouble
from wizard.model.ports import MfaPrompt

_CODE = re.compile(r"[0-9]{6}")
_PERIOD = timedelta(seconds=30)
"""How long a device shows a code (RFC 6238); AWS takes each one once."""
_REMEMBERED = 3 * _PERIOD
"""How long AWS could still take a code for valid: one period early, one late."""

_WRONG = "invalid mfa one time pass code"
"""What STS says to a code that is wrong, and to one that has served already."""


def is_wrong_code(failure: RawFailure) -> bool:
    """Tell whether AWS refused a call for its MFA code alone."""
    return _WRONG in failure.text.lower()


def now() -> datetime:
    """Give the time, UTC."""
    return datetime.now(UTC)


class MfaDesk:
    """Asks for the codes of all profiles.

    prompt: asks the person; None where there is nobody to ask
    lent:   entered while a thread waits for the person, so that another can work in its place
    clock:  gives the time, UTC
    """

    def __init__(
        self,
        prompt: MfaPrompt | None,
        lent: Callable[[], AbstractContextManager[None]],
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._prompt = prompt
        self.lent = lent
        self._clock = clock
        self._lock = threading.Lock()
        self._used: dict[tuple[str, str], datetime] = {}

    def code(self, profile: str, serial: str, trouble: MfaTrouble, *, may_ask: bool) -> str:
        """Give a code that has the right form and has not served before.

        trouble: why it is asked for again. Raises AwsError where nobody can or may be asked, WizardError where the
        person cancels.
        """
        if self._prompt is None or not may_ask:
            raise _nobody_asked(serial, someone=self._prompt is not None)
        with self.lent(), self._lock:
            question = MfaQuestion(profile, serial, trouble)
            while True:
                code = re.sub(r"\s", "", self._prompt.ask(question))
                if not _CODE.fullmatch(code):
                    question = MfaQuestion(profile, serial, MfaTrouble.MALFORMED)
                elif self._has_served(serial, code):
                    question = MfaQuestion(profile, serial, MfaTrouble.USED, self._next_code())
                else:
                    return code

    def served(self, serial: str, code: str) -> None:
        """Remember that AWS took a code: it takes none twice."""
        with self._lock:
            self._used[serial, code] = self._clock()

    def _has_served(self, serial: str, code: str) -> bool:
        oldest = self._clock() - _REMEMBERED
        self._used = {key: at for key, at in self._used.items() if at > oldest}
        return (serial, code) in self._used

    def _next_code(self) -> datetime:
        seconds = _PERIOD.total_seconds()
        return datetime.fromtimestamp((self._clock().timestamp() // seconds + 1) * seconds, UTC)


def _nobody_asked(serial: str, *, someone: bool) -> AwsError:
    reason = "it is asked for when the profile is chosen" if someone else "there is no window to ask in"
    return AwsError(
        RawFailure(
            text=f"The profile asks for the code of the MFA device {serial}, and {reason}.",
            surface="configuration",
            service="sts",
            code="MfaCodeNeeded" if someone else "MfaPromptBlocked",
            operation="AssumeRole",
        )
    )
