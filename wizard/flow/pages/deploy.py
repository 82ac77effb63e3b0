"""Page 7: the run, live."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from wizard.flow.answers import Answers, DeployAnswers
from wizard.flow.console_places import place_of_cause
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, Deployment, Deployments, Explain, Removal, Removals
from wizard.flow.request import connect_request
from wizard.flow.resumed import came_from_request
from wizard.flow.steps import StepId
from wizard.model.connection import ConnectRequest
from wizard.model.failure import Diagnosis, WizardError
from wizard.model.plan import RunEnd, RunKind
from wizard.model.run_state import RunState


class DeployPage(Page):
    """Start the run, show what it reports, stop it; or remove what it made, to start over.

    state:   what the run has reported so far
    profile: with which profile it is made
    """

    step: ClassVar[StepId] = StepId.DEPLOY

    def __init__(
        self, catalogue: Catalogue, deployments: Deployments, explain: Explain, removals: Removals | None = None
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._deployments = deployments
        self._explain = explain
        self._removals = removals
        self._connection_id = ""
        self._place: tuple[str, str] | None = None
        self.profile = ""
        self._deployment: Deployment | None = None
        self._removal: Removal | None = None
        self._let_go: Callable[[], None] | None = None
        self._waiting: asyncio.Task[None] | None = None
        self.state = RunState()

    async def load(self, answers: Answers) -> None:
        """Begin the run, or follow the one that is there; another one is begun where the last came to nothing."""
        if self._removal is not None and self._let_go is not None and self.end is not RunEnd.DONE:
            await self.resume()  # the page was not left: the person wants the same once more
            return
        if self._removal is None and self._deployment is not None and self.end in (None, RunEnd.DONE):
            return
        if answers.provider is None:
            raise ValueError("the provider comes first")
        opened_again = self._deployment is None and came_from_request(answers)
        self._forget_the_last_run()
        self._begin()
        try:
            definition = await self._catalogue.definition(answers.provider.provider_id)
            request = connect_request(answers, definition)
            self._connection_id, self.profile = request.connection_id, request.profile
            self._place = request.partition, request.region
            self.state = RunState(definition.operations)
            known = self._known(request, at_rest=opened_again)
            deployment = known or await self._deployments.start(request)
        except WizardError as error:
            self.state.end = RunEnd.FAILED
            self.error = self._explain(error.failure)
            return
        finally:
            self._end()
        self._follow(deployment)
        if deployment.interrupted and self.end is not RunEnd.FAILED:
            await self.resume()  # its first look tells what AWS did meanwhile

    def _known(self, request: ConnectRequest, *, at_rest: bool) -> Deployment | None:
        """Give the run of this connection that holds the organization, and one that is `at_rest` where wanted."""
        known = self._deployments.attach(request.connection_id)
        if known is None or at_rest or known.state.end in (None, RunEnd.PAUSED):
            return known
        return None

    def _forget_the_last_run(self) -> None:
        self._follow_no_longer()
        self._deployment, self._removal = None, None
        self.state = RunState()
        self._error = None

    def _follow(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self.state = deployment.state
        self._let_go = deployment.subscribe(self.changed.notify)
        self._wait_for(deployment)

    def _follow_no_longer(self) -> None:
        if self._let_go is not None:
            self._let_go()
            self._let_go = None
        if self._waiting is not None:
            self._waiting.cancel()

    def _wait_for(self, deployment: Deployment) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.create_task(self._wait(deployment))

    async def _wait(self, deployment: Deployment) -> None:
        await deployment.wait()
        self.changed.notify()

    async def settled(self) -> None:
        """Wait until the run has ended or is paused."""
        if self._waiting is not None:
            await asyncio.wait({self._waiting})

    def stop(self) -> None:
        """Stop: nothing more is begun; what AWS is doing, AWS finishes."""
        if self._deployment is not None and self.end is None:
            self._deployment.stop()

    async def resume(self) -> None:
        """Go on after a pause, or try the operation that failed once more."""
        deployment = self._deployment
        if deployment is None or self.end in (None, RunEnd.DONE):
            return
        self.error = None
        try:
            await deployment.go_on()
        except WizardError as error:
            self.error = self._explain(error.failure)
            return
        self._wait_for(deployment)

    async def start_over(self) -> None:
        """Remove what the run made; whoever owns the window brings the wizard back when that is done."""
        if self._removals is None or not self.can_start_over:
            return
        self.error = None
        try:
            removal = await self._removals.start_over(self._connection_id)
        except WizardError as error:
            self.error = self._explain(error.failure)
            return
        self._follow_no_longer()
        self._removal = removal
        self._follow(removal)
        self.changed.notify()

    async def mend(self, mend: str) -> None:
        """Do what the person pressed where something is in the way, then go on with connecting, or with removing."""
        run = self._removal or self._deployment
        if run is None or self.end in (None, RunEnd.DONE):
            return
        self.error = None
        try:
            await run.mend(mend)
        except WizardError as error:
            self.error = self._explain(error.failure)
            return
        self._wait_for(run)

    def console_address(self, cause: str) -> str:
        """Give the page of the AWS console where a cause is put right; empty where there is none."""
        return place_of_cause(cause, *self._place) if self._place else ""

    @property
    def can_start_over(self) -> bool:
        """True where the run rests without its roles, and there may be something to remove."""
        rests = self.end in (RunEnd.FAILED, RunEnd.STOPPED) and self._deployment is not None
        return rests and self._removals is not None and self._removal is None

    @property
    def kind(self) -> RunKind:
        """What the run that is shown is for."""
        return RunKind.CONNECT if self._removal is None else RunKind.START_OVER

    @property
    def end(self) -> RunEnd | None:
        """How the run rests; None while it goes on, or has not begun."""
        return self.state.end

    @property
    def running(self) -> bool:
        """True while the run goes on."""
        return self._deployment is not None and self.end is None

    @property
    def came_to_nothing(self) -> bool:
        """True where the run ended without the roles."""
        return self.end in (RunEnd.FAILED, RunEnd.STOPPED)

    @property
    def failure(self) -> Diagnosis | None:
        """Why the run does not go on, explained; None where it does."""
        if isinstance(self.error, Diagnosis):
            return self.error
        failure = self.state.failure
        return self._explain(failure) if failure is not None else None

    @property
    def valid(self) -> bool:
        """True where the run reached its end, accounts that failed or not."""
        return self.end is RunEnd.DONE and self._removal is None

    def collect(self) -> DeployAnswers:
        """Give how it ended."""
        role_arn = self._deployment.role_arn if self._deployment is not None else ""
        return DeployAnswers(self.end or RunEnd.STOPPED, tuple(self.state.accounts.values()), role_arn)

    @property
    def initial_focus(self) -> str:
        """The operations: nothing needs to be pressed."""
        return "deploy.operations"

    async def halt(self) -> None:
        """Stop, and wait until the run has put itself down."""
        self.stop()
        await self.settled()

    async def leave(self) -> None:
        """Follow the run no longer; it goes on by itself."""
        self._follow_no_longer()
