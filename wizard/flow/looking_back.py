"""The wizard's pages on what somebody else's computer wrote down: nothing is asked of AWS, nothing is changed."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace

from wizard.flow.answers import Answers, DeployAnswers, RoleAnswers
from wizard.flow.navigation import Navigation, RailEntry
from wizard.flow.resumed import answers_of
from wizard.flow.steps import Step, StepId
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import RunEnd
from wizard.model.run_state import RunState

STEPS: tuple[Step, ...] = (
    Step(StepId.CHECKS),
    Step(StepId.REVIEW),
    Step(StepId.DEPLOY),
    Step(StepId.ROLE),
)
"""The steps that somebody went through, as far as anything was written down of them."""


class LookingBack(Navigation):
    """Moves freely: every page is read-only, so that no order matters."""

    def __init__(self, answers: Answers, *, at: StepId) -> None:
        super().__init__(answers, STEPS, at=at)

    @property
    def can_go_back(self) -> bool:
        """True behind the first step."""
        return self.current is not STEPS[0].step_id

    def rail(self) -> tuple[RailEntry, ...]:
        """Every step can be jumped to."""
        return tuple(replace(entry, reachable=entry.step_id is not self.current) for entry in super().rail())


def recorded_answers(request: ConnectRequest, state: RunState, role_arn: str) -> Answers:
    """Give the answers that the pages load from."""
    accounts = tuple(state.accounts.values())
    return replace(
        answers_of(request),
        deploy=DeployAnswers(state.end or RunEnd.STOPPED, accounts, role_arn),
        role=RoleAnswers(role_arn, verified=False),
    )


class RecordedChecks:
    """Gives what checks had found; by check ID."""

    def __init__(self, results: Mapping[str, CheckResult]) -> None:
        self._results = results

    async def run(self, check: str, request: ConnectRequest) -> CheckResult:
        """Give a result, without the mend that was offered: nothing can be mended here."""
        del request
        known = self._results.get(check)
        if known is None:
            return CheckResult(check, CheckState.UNKNOWN, Message("looking-back.not-checked"))
        return replace(known, check=check, mend="")

    async def mend(self, mend: str, request: ConnectRequest) -> None:
        """Refuse. Raises WizardError."""
        del mend, request
        raise _read_only()


class RecordedRoles:
    """Gives what the checks of the role had found, in the order in which they ran."""

    def __init__(self, results: Mapping[str, CheckResult]) -> None:
        self._results = results

    async def verify(self, request: ConnectRequest, role_arn: str) -> AsyncIterator[CheckResult]:
        """Give each result."""
        del request, role_arn
        for check, result in self._results.items():
            yield replace(result, check=check, mend="")


class RecordedRun:
    """A run that is over, or was when it was written down."""

    interrupted = False

    def __init__(self, state: RunState, role_arn: str) -> None:
        self.state = state
        self.role_arn = role_arn

    def subscribe(self, heard: Callable[[], None]) -> Callable[[], None]:
        """Nothing is ever reported."""
        del heard
        return lambda: None

    def stop(self) -> None:
        """Nothing goes on."""

    async def go_on(self) -> None:
        """Refuse. Raises WizardError."""
        raise _read_only()

    async def mend(self, mend: str) -> None:
        """Refuse. Raises WizardError."""
        del mend
        raise _read_only()

    async def wait(self) -> RunEnd:
        """Give how it rests."""
        return self.state.end or RunEnd.STOPPED


class RecordedRuns:
    """Gives the one run that was written down."""

    def __init__(self, run: RecordedRun) -> None:
        self._run = run

    def attach(self, connection_id: str) -> RecordedRun:
        """Give the run, whatever it connects."""
        del connection_id
        return self._run

    async def start(self, request: ConnectRequest) -> RecordedRun:
        """Refuse. Raises WizardError."""
        del request
        raise _read_only()


def _read_only() -> WizardError:
    text = "This is what somebody wrote down on another computer. Nothing can be done from here."
    return WizardError(RawFailure(text, "runner", code="ReadOnly"))
