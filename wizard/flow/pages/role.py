"""Page 8: the RoleARN, and whether it really works."""

import asyncio
from typing import ClassVar

from wizard.flow.answers import Answers, RoleAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, Explain, Roles
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.model.failure import Diagnosis, WizardError


class RolePage(Page):
    """Check the RoleARN that the stack gave, or one that is pasted.

    role_arn: as filled in or typed
    results:  by check ID, in the order they run
    """

    step: ClassVar[StepId] = StepId.ROLE

    def __init__(self, catalogue: Catalogue, roles: Roles, explain: Explain) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._roles = roles
        self._explain = explain
        self._request: ConnectRequest | None = None
        self._verifying: asyncio.Task[None] | None = None
        self._finished = False
        self.role_arn = ""
        self.results: dict[str, CheckResult] = {}

    async def load(self, answers: Answers) -> None:
        """Fill in the RoleARN and begin to check it."""
        if answers.provider is None or answers.deploy is None:
            raise ValueError("the deployment comes first")
        definition = await self._catalogue.definition(answers.provider.provider_id)
        self._request = connect_request(answers, definition)
        earlier = answers.role.role_arn if answers.role else answers.deploy.role_arn
        await self.type_role_arn(earlier)

    async def type_role_arn(self, text: str) -> None:
        """Take what is typed or pasted, and check it; white space around it does not count."""
        self.role_arn = text
        await self.verify()

    async def verify(self) -> None:
        """Check the RoleARN from the start; returns when the checks have begun."""
        await self.leave()
        self.results = {}
        self._finished = False
        self.error = None
        if self._request is not None and self.role_arn.strip():
            self._verifying = asyncio.create_task(self._verify(self._request))

    async def _verify(self, request: ConnectRequest) -> None:
        try:
            async for result in self._roles.verify(request, self.role_arn):
                self.results[result.check] = result
                self.changed.notify()
        except WizardError as error:
            self.error = self._explain(error.failure)
        self._finished = True
        self.changed.notify()

    async def settled(self) -> None:
        """Wait until every check has its result."""
        if self._verifying is not None:
            await self._verifying

    def diagnosis(self, check: str) -> Diagnosis | None:
        """Explain AWS's own words behind a result, where there are any."""
        failure = self.results[check].failure
        return self._explain(failure) if failure else None

    @property
    def verified(self) -> bool:
        """True where every check passed."""
        return bool(self.results) and all(one.state is CheckState.PASSED for one in self.results.values())

    @property
    def valid(self) -> bool:
        """True where the checks are through and none found a problem."""
        return self._finished and bool(self.results) and not any(one.blocks for one in self.results.values())

    def collect(self) -> RoleAnswers:
        """Give the RoleARN without white space around it."""
        return RoleAnswers(self.role_arn.strip(), self.verified)

    @property
    def initial_focus(self) -> str:
        """The field of the RoleARN."""
        return "role.arn"

    async def leave(self) -> None:
        """Stop checking."""
        if self._verifying is not None:
            self._verifying.cancel()
            await asyncio.gather(self._verifying, return_exceptions=True)
            self._verifying = None
