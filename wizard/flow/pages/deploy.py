"""Page 7: the run, live."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from wizard.flow.answers import Answers, DeployAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, Deployment, Deployments, Explain
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.progress import (
    AccountChanged,
    AccountProgress,
    AccountResult,
    Counted,
    Fact,
    ResourceChanged,
    Said,
)

EVENTS_KEPT = 2_000
"""So many stack events are kept for the technical view; older ones stay at AWS."""

_AT_WORK = (OperationState.LOOKING, OperationState.RUNNING, OperationState.WAITING_TO_RETRY)


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation and where it stands; `since` is seconds on the monotonic clock."""

    operation: str
    state: OperationState = OperationState.WAITING
    failure: RawFailure | None = None
    since: float = 0.0


class DeployPage(Page):
    """Start the run, keep what it reports, stop it.

    operations: rows in order
    resources:  the newest state of each of the stack's resources, by logical ID
    events:     everything the stack reported, oldest first
    accounts:   by account ID
    counted:    so many of so many accounts are done
    said:       what is going on now
    end:        how the run ended; None while it runs
    """

    step: ClassVar[StepId] = StepId.DEPLOY

    def __init__(
        self,
        catalogue: Catalogue,
        deployments: Deployments,
        explain: Explain,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._deployments = deployments
        self._explain = explain
        self._clock = clock
        self._deployment: Deployment | None = None
        self._waiting: asyncio.Task[None] | None = None
        self._counting_since = 0.0
        self._role_arn = ""
        self.operations: dict[str, OperationRow] = {}
        self.resources: dict[str, ResourceChanged] = {}
        self.events: deque[ResourceChanged] = deque(maxlen=EVENTS_KEPT)
        self.accounts: dict[str, AccountResult] = {}
        self.counted: Counted | None = None
        self.said: Message | None = None
        self.end: RunEnd | None = None

    async def load(self, answers: Answers) -> None:
        """Begin the run; coming back to the page begins another one only where the last came to nothing."""
        if self._deployment is not None and self.end in (None, RunEnd.DONE):
            return
        self._forget_the_last_run()
        if answers.provider is None:
            raise ValueError("the provider comes first")
        self._begin()
        try:
            definition = await self._catalogue.definition(answers.provider.provider_id)
            request = connect_request(answers, definition)
            self.operations = {key: OperationRow(key) for key in definition.operations}
            self._deployment = await self._deployments.start(request, self._listen)
        except WizardError as error:
            self.end = RunEnd.FAILED
            self.error = self._explain(error.failure)
            return
        finally:
            self._end()
        self._waiting = asyncio.create_task(self._wait(self._deployment))

    def _forget_the_last_run(self) -> None:
        self._counting_since = 0.0
        self.resources.clear()
        self.events.clear()
        self.accounts.clear()
        self.counted, self.said, self.end, self._error = None, None, None, None

    async def _wait(self, deployment: Deployment) -> None:
        try:
            end = await deployment.wait()
        except WizardError as error:
            end = RunEnd.FAILED
            self._error = self._explain(error.failure)
        self._role_arn = deployment.role_arn
        self.end = end
        self.changed.notify()

    async def settled(self) -> None:
        """Wait until the run has ended or is paused."""
        if self._waiting is not None:
            await self._waiting

    def _listen(self, fact: OperationChanged | Fact) -> None:
        match fact:
            case OperationChanged():
                self._operation_changed(fact)
            case ResourceChanged():
                self.resources[fact.logical_id] = fact
                self.events.append(fact)
            case AccountChanged():
                self.accounts[fact.result.account_id] = fact.result
            case Counted():
                self._counting_since = self._counting_since or self._clock()
                self.counted = fact
            case Said():
                self.said = fact.message
        self.changed.notify()

    def _operation_changed(self, fact: OperationChanged) -> None:
        before = self.operations.get(fact.operation, OperationRow(fact.operation))
        restarted = before.state in (OperationState.WAITING, OperationState.PAUSED)
        since = self._clock() if restarted else before.since
        self.operations[fact.operation] = OperationRow(fact.operation, fact.state, fact.failure, since)
        self.said = fact.message or self.said

    def stop(self) -> None:
        """Stop: nothing more is begun; what AWS is doing, AWS finishes."""
        if self._deployment is not None and self.end is None:
            self._deployment.stop()

    async def resume(self) -> None:
        """Go on after a pause, or try the operation that failed once more."""
        if self._deployment is None or self.end in (None, RunEnd.DONE):
            return
        self.end = None
        self.error = None
        await self._deployment.resume()
        self._waiting = asyncio.create_task(self._wait(self._deployment))

    @property
    def running(self) -> bool:
        """True while the run goes on."""
        return self._deployment is not None and self.end is None

    @property
    def came_to_nothing(self) -> bool:
        """True where the run ended without the roles."""
        return self.end in (RunEnd.FAILED, RunEnd.STOPPED)

    def elapsed(self, operation: str) -> float | None:
        """So many seconds an operation has been at work; None while it is not."""
        row = self.operations.get(operation)
        if row is None or not self.running or row.state not in _AT_WORK:
            return None
        return self._clock() - row.since

    @property
    def failure(self) -> Diagnosis | None:
        """Why the run does not go on, explained; None where it does."""
        if isinstance(self.error, Diagnosis):
            return self.error
        if self.end in (None, RunEnd.DONE):
            return None
        failed = [row.failure for row in self.operations.values() if row.failure is not None]
        return self._explain(failed[-1]) if failed else None

    @property
    def failed_accounts(self) -> tuple[AccountResult, ...]:
        """The accounts that did not get the role, each with its reason."""
        return tuple(one for one in self.accounts.values() if one.progress is AccountProgress.FAILED)

    @property
    def seconds_left(self) -> float | None:
        """About how long the accounts still take, from how long they took so far; None where nobody knows."""
        if self.counted is None or not self.running or not 0 < self.counted.done < self.counted.total:
            return None
        passed = self._clock() - self._counting_since
        return passed / self.counted.done * (self.counted.total - self.counted.done)

    @property
    def valid(self) -> bool:
        """True where the run reached its end, accounts that failed or not."""
        return self.end is RunEnd.DONE

    def collect(self) -> DeployAnswers:
        """Give how it ended."""
        return DeployAnswers(self.end or RunEnd.STOPPED, tuple(self.accounts.values()), self._role_arn)

    @property
    def initial_focus(self) -> str:
        """The operations: nothing needs to be pressed."""
        return "deploy.operations"

    async def leave(self) -> None:
        """Stop, and wait until the run has put itself down."""
        self.stop()
        if self._waiting is not None:
            await asyncio.gather(self._waiting, return_exceptions=True)
