"""A failure as it came (RawFailure) and as it is explained (Diagnosis)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class RawFailure:
    """What AWS, a vendor or the environment said, word for word.

    text:       the message
    surface:    where it was met, e.g. "botocore exception", "API error", "stack event", "StackSet result"
    service:    e.g. "cloudformation"; empty where none
    code:       AWS's error code, the exception's class name, or the resource status
    operation:  the API operation, e.g. "CreateStack"
    account:    the account ID that it happened in
    request_id: AWS's own ID of the request, for AWS support
    at:         when it was met, UTC
    """

    text: str
    surface: str = "API error"
    service: str = ""
    code: str = ""
    operation: str = ""
    account: str = ""
    region: str = ""
    request_id: str = ""
    at: datetime = field(default_factory=_now)


class WizardError(Exception):
    """A failure that the program understands well enough to carry as data.

    Everything that `aws`, `vendors`, `net` and `store` raise on purpose is one; anything else is a bug.
    """

    def __init__(self, failure: RawFailure) -> None:
        super().__init__(failure.text)
        self.failure = failure


class Retry(StrEnum):
    """What helps."""

    AUTO = "auto"
    AFTER_SIGN_IN = "after-signin"
    AFTER_FIX = "after-fix"
    TREAT_AS_DONE = "treat-as-done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A failure explained.

    cause:       an ID of `resources/diagnosis/`, or "unknown"
    candidates:  causes that fit, the best first; `cause` is the first
    certain:     False where the text fits several causes, or none
    title:       the problem, one sentence
    explanation: the cause, and what to do now
    actions:     IDs of actions, the best first: mends (run by the runner) and navigations (followed by the window)
    request:     what to ask somebody else for, ready to be copied and sent, ten lines at most; empty where nothing is
    """

    cause: str
    candidates: tuple[str, ...]
    certain: bool
    title: str
    explanation: str
    actions: tuple[str, ...]
    retry: Retry
    failure: RawFailure
    request: str = ""
