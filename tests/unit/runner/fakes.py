"""A clock that does not wait, an AWS that is a set, and operations that do as they are told."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import Finding, FindingKind, OperationChanged, OperationState, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.operations.protocol import StepJournal
from wizard.runner.facts import RunFact


class FakeClock:
    """Time passes only while somebody sleeps; with `held`, sleeping never ends by itself."""

    def __init__(self, *, held: bool = False) -> None:
        self.time = datetime(2026, 1, 1, tzinfo=UTC)
        self.slept: list[float] = []
        self.held = held

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self.held:
            await asyncio.Event().wait()
        self.time += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass
class FakeAws:
    """What exists, and every call in order, e.g. "run stack"."""

    made: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FakeContext:
    journal: StepJournal


Work = Callable[[FakeContext, Progress], Awaitable[Outcome | None]]
Step = Outcome | Exception | Work


@dataclass
class FakeOperation:
    """Makes its key at the fake AWS. `script` and `undo_script` are used up first, call by call."""

    key: str
    aws: FakeAws
    script: deque[Step] = field(default_factory=deque)
    undo_script: deque[Step] = field(default_factory=deque)
    findings: deque[Finding | Exception] = field(default_factory=deque)

    async def look(self, context: FakeContext) -> Finding:
        self.aws.calls.append(f"look {self.key}")
        if self.findings:
            found = self.findings.popleft()
            if isinstance(found, Exception):
                raise found
            return found
        return Finding(FindingKind.DONE if self.key in self.aws.made else FindingKind.NEEDED)

    async def run(self, context: FakeContext, progress: Progress) -> Outcome:
        self.aws.calls.append(f"run {self.key}")
        outcome = await _play(self.script, context, progress)
        if outcome.kind is OutcomeKind.DONE:
            self.aws.made.add(self.key)
        return outcome

    async def undo(self, context: FakeContext, progress: Progress) -> Outcome:
        self.aws.calls.append(f"undo {self.key}")
        outcome = await _play(self.undo_script, context, progress)
        if outcome.kind is OutcomeKind.DONE:
            self.aws.made.discard(self.key)
        return outcome


async def _play(script: deque[Step], context: FakeContext, progress: Progress) -> Outcome:
    if not script:
        return Outcome.done()
    step = script.popleft()
    if isinstance(step, Exception):
        raise step
    if isinstance(step, Outcome):
        return step
    return await step(context, progress) or Outcome.done()


def failed(kind: OutcomeKind, text: str = "Rate exceeded") -> Outcome:
    return Outcome(kind, RawFailure(text))


def wizard_error(text: str) -> WizardError:
    return WizardError(RawFailure(text))


def states_of(facts: list[RunFact], operation: str) -> list[OperationState]:
    return [one.state for one in facts if isinstance(one, OperationChanged) and one.operation == operation]
