"""A runner on a real database, without anything around it."""

from dataclasses import dataclass, field

from tests.unit.runner.fakes import FakeAws, FakeClock, FakeContext, FakeOperation
from wizard.model.failure import RawFailure, Retry
from wizard.model.plan import Plan
from wizard.runner.facts import RunFact
from wizard.runner.handle import RunHandle
from wizard.runner.retries import RetryPolicy
from wizard.runner.runner import Runner
from wizard.store.store import Store

PLAN = Plan("run-1", "c-1", "r-ab12", ("access", "stack", "check"))
JUDGED = {one.value: one for one in Retry}


def judge(failure: RawFailure) -> Retry:
    """A failure's text says what helps, e.g. "after-signin"."""
    return JUDGED.get(failure.text, Retry.UNKNOWN)


@dataclass
class Bench:
    """A runner on a real database, and one plan of three operations for it."""

    store: Store
    clock: FakeClock = field(default_factory=FakeClock)
    aws: FakeAws = field(default_factory=FakeAws)
    facts: list[RunFact] = field(default_factory=list)
    plan: Plan = PLAN

    def __post_init__(self) -> None:
        self.operations = [FakeOperation(key, self.aws) for key in self.plan.operations]
        self.access, self.stack, self.check = self.operations
        self.new_runner()

    def new_runner(self) -> None:
        """As after a restart of the program: nothing is left but the database."""
        retries = RetryPolicy(limit=3, jitter=lambda: 1.0)
        self.runner = Runner(self.store.runs, self.store.steps, clock=self.clock, judge=judge, retries=retries)

    def start(self) -> RunHandle:
        return self.runner.start(self.plan, self.operations, FakeContext, self.facts.append)

    def undo(self) -> RunHandle:
        return self.runner.undo(self.plan, self.operations, FakeContext, self.facts.append)

    async def resume(self) -> RunHandle:
        return await self.runner.resume_run(self.plan.run_id, self.operations, FakeContext, self.facts.append)
