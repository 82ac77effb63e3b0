"""Page 5: what must be so before anything is made."""

import asyncio
from typing import ClassVar

from wizard.flow.answers import Answers, ChecksAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, Checks, Explain
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.model.console import HOSTS, console_address
from wizard.model.failure import Diagnosis, WizardError
from wizard.operations.checks.ways_on import CONSOLE_PAGES


class ChecksPage(Page):
    """Run the provider's prerequisites side by side, and again one by one.

    results: by check ID, in the provider's order; WAITING until a check has run
    mending: ID of the mend that is being done; empty where none
    """

    step: ClassVar[StepId] = StepId.CHECKS

    def __init__(self, catalogue: Catalogue, checks: Checks, explain: Explain) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._checks = checks
        self._explain = explain
        self._request: ConnectRequest | None = None
        self._running: dict[str, asyncio.Task[None]] = {}
        self.results: dict[str, CheckResult] = {}
        self.mending = ""

    async def load(self, answers: Answers) -> None:
        """Start every check; they are always run anew, since the world may have changed meanwhile."""
        if answers.provider is None:
            raise ValueError("the provider comes first")
        definition = await self._catalogue.definition(answers.provider.provider_id)
        self._request = connect_request(answers, definition)
        self.results = {check: CheckResult(check, CheckState.WAITING) for check in definition.checks}
        await self.run_all()

    async def run_all(self) -> None:
        """Run every check again; returns when they have begun."""
        await self.leave()
        self.error = None
        for check in self.results:
            self.run_again(check)

    def run_again(self, check: str) -> None:
        """Run one check again."""
        running = self._running.get(check)
        if self._request is None or (running is not None and not running.done()):
            return
        self.results[check] = CheckResult(check, CheckState.RUNNING)
        self._running[check] = asyncio.create_task(self._run(check, self._request))
        self.changed.notify()

    async def _run(self, check: str, request: ConnectRequest) -> None:
        self.results[check] = await self._checks.run(check, request)
        self.changed.notify()

    async def settled(self) -> None:
        """Wait until every check has its result."""
        await asyncio.gather(*self._running.values())

    async def mend(self, check: str) -> None:
        """Do the mend that a check offers, then check everything again: one mend can clear several problems."""
        mend = self.results[check].mend
        if self._request is None or not mend or self.mending:
            return
        self.mending = mend
        self.error = None
        try:
            await self._checks.mend(mend, self._request)
        except WizardError as error:
            self.error = self._explain(error.failure)
        finally:
            self.mending = ""
            self.changed.notify()
        if self.error is None:
            await self.run_all()

    def diagnosis(self, check: str) -> Diagnosis | None:
        """Explain AWS's own words behind a result, where there are any."""
        failure = self.results[check].failure
        return self._explain(failure) if failure else None

    def console_address(self, check: str) -> str:
        """Give the page of the AWS console where a person mends what a check found; empty where there is none."""
        page = CONSOLE_PAGES.get(check)
        if page is None or self._request is None or self._request.partition not in HOSTS:
            return ""
        return console_address(page, self._request.partition, self._request.region)

    @property
    def done(self) -> int:
        """So many checks have their result."""
        return sum(one.state not in (CheckState.WAITING, CheckState.RUNNING) for one in self.results.values())

    @property
    def valid(self) -> bool:
        """True where nothing blocks; a warning, or what could not be checked, does not."""
        return bool(self.results) and not self.mending and not any(one.blocks for one in self.results.values())

    def collect(self) -> ChecksAnswers:
        """Give which checks passed and which were gone past."""
        passed = {one.check for one in self.results.values() if one.state is CheckState.PASSED}
        return ChecksAnswers(frozenset(passed), frozenset(self.results) - passed)

    @property
    def initial_focus(self) -> str:
        """The list of checks."""
        return "checks.list"

    async def leave(self) -> None:
        """Stop the checks that still run."""
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        self._running.clear()
