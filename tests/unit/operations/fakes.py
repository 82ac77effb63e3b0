"""AWS, time and the journal in memory: what an operation asks, and what it is told."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from wizard.aws.errors import AwsError
from wizard.model.failure import Diagnosis, RawFailure, Retry
from wizard.model.progress import AccountChanged, Counted, Fact, ResourceChanged, Said

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
Answer = Mapping[str, Any] | AwsError | Callable[[Mapping[str, Any]], Any]


def aws_error(code: str, text: str = "") -> AwsError:
    return AwsError(RawFailure(text or f"An error occurred ({code})", code=code, service="cloudformation"))


NO_STACK = aws_error("ValidationError", "Stack with id org-wizard does not exist")
NO_STACK_SET = aws_error("StackSetNotFoundException")
NO_ROLE = aws_error("NoSuchEntity")


class FakeAws:
    """Answers calls from a script: each answer once, the last one for ever. An unforeseen call fails the test."""

    def __init__(self) -> None:
        self.region = "us-east-1"
        self.profile = "acme"
        self.call_as = ""
        self.expires: datetime | None = None
        self.calls: list[tuple[str, Mapping[str, Any]]] = []
        self._answers: dict[str, list[Answer]] = {}

    def answer(self, operation: str, *answers: Answer) -> None:
        self._answers[operation] = list(answers)

    async def call(self, service: str, operation: str, /, **parameters: Any) -> Mapping[str, Any]:
        del service
        self.calls.append((operation, parameters))
        answers = self._answers.get(operation)
        if not answers:
            raise AssertionError(f"nobody foresaw {operation} {parameters}")
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if callable(answer):
            answer = answer(parameters)
        if isinstance(answer, AwsError):
            raise answer
        return answer

    async def credentials_expire_at(self) -> datetime | None:
        return self.expires

    def asked(self, operation: str) -> list[Mapping[str, Any]]:
        return [parameters for name, parameters in self.calls if name == operation]


class FakeClock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.moment = START
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


class FakeJournal:
    """Tokens and notes; after `stop_after` seconds the person presses "Stop"."""

    def __init__(self, clock: FakeClock) -> None:
        self.tokens: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.clock = clock
        self.stop_after = float("inf")

    async def token(self, step: str) -> str:
        return self.tokens.setdefault(step, f"{step}-1")

    async def fresh_token(self, step: str) -> str:
        number = int(self.tokens.get(step, f"{step}-0").rsplit("-", 1)[1]) + 1
        self.tokens[step] = f"{step}-{number}"
        return self.tokens[step]

    async def note(self, step: str, value: str) -> None:
        self.notes[step] = value

    async def noted(self, step: str) -> str | None:
        return self.notes.get(step)

    def cancelled(self) -> bool:
        return sum(self.clock.slept) >= self.stop_after


class Facts:
    """Takes facts, and tells them apart."""

    def __init__(self) -> None:
        self.all: list[Fact] = []

    def __call__(self, fact: Fact) -> None:
        self.all.append(fact)

    @property
    def resources(self) -> list[tuple[str, str]]:
        return [(one.logical_id, one.status) for one in self.all if isinstance(one, ResourceChanged)]

    @property
    def accounts(self) -> list[tuple[str, str]]:
        found = [one.result for one in self.all if isinstance(one, AccountChanged)]
        return [(one.account_id, one.progress.value) for one in found]

    @property
    def said(self) -> list[str]:
        return [one.message.key for one in self.all if isinstance(one, Said)]

    @property
    def last_count(self) -> Counted:
        return [one for one in self.all if isinstance(one, Counted)][-1]


_RETRY = {
    "Throttling": ("throttled", Retry.AUTO),
    "ReadTimeoutError": ("read-timeout", Retry.AUTO),
    "ExpiredToken": ("temporary-credentials-expired", Retry.AFTER_SIGN_IN),
}


def explain(failure: RawFailure) -> Diagnosis:
    cause, retry = _RETRY.get(failure.code, ("unknown", Retry.AFTER_FIX))
    return Diagnosis(cause, (cause,), True, failure.text, "", (), retry, failure)
