"""Page 2: with which profile."""

import asyncio
from typing import ClassVar

from wizard.flow.answers import Answers, SignInAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Explain, SignIn
from wizard.flow.steps import StepId
from wizard.model.failure import Diagnosis, WizardError
from wizard.model.message import Message
from wizard.model.profile import Caller, CallerKind, Profile, ProfileReport

DEFAULT_REGION = "us-east-1"
"""Where AWS Organizations and IAM live in the partition `aws`; used where a profile names no region."""


class SignInPage(Page):
    """Choose a profile; each is asked who it is, side by side.

    profiles: what was found, in the order of the files
    reports:  by profile name, as AWS answers
    chosen:   name of the chosen profile; None where none is
    by_hand:  the person does the steps in the AWS console instead
    """

    step: ClassVar[StepId] = StepId.SIGN_IN

    def __init__(self, sign_in: SignIn, explain: Explain) -> None:
        super().__init__()
        self._sign_in = sign_in
        self._explain = explain
        self._asking: asyncio.Task[None] | None = None
        self.profiles: tuple[Profile, ...] = ()
        self.reports: dict[str, ProfileReport] = {}
        self.chosen: str | None = None
        self.by_hand = False

    async def load(self, answers: Answers) -> None:
        """Look for profiles and begin to ask who they are; the choice made before is kept."""
        if answers.sign_in is not None:
            self.by_hand = answers.by_hand
            self.chosen = None if self.by_hand else answers.sign_in.profile
        await self.refresh()

    async def refresh(self) -> None:
        """Look for profiles again."""
        await self.leave()
        self._begin()
        self._error = None
        try:
            self.profiles = tuple(await self._sign_in.profiles())
        except WizardError as error:
            self.profiles = ()
            self._error = self._explain(error.failure)
        finally:
            self._end()
        self.reports = {one.name: ProfileReport(one, failure=one.problem) for one in self.profiles if one.problem}
        if self.chosen not in {one.name for one in self.profiles}:
            self.chosen = None
        if not self.profiles and self._error is None and not self.by_hand:
            self.error = Message("sign-in.no-profiles")
        self._asking = asyncio.create_task(self._ask_all())

    async def _ask_all(self) -> None:
        await asyncio.gather(*(self._ask(one) for one in self.profiles if one.name not in self.reports))
        working = [name for name, report in self.reports.items() if report.caller]
        if self.chosen is None and not self.by_hand and len(working) == 1:
            self.chosen = working[0]
        self.changed.notify()

    async def _ask(self, profile: Profile) -> None:
        self.reports[profile.name] = await self._sign_in.who(profile)
        self.changed.notify()

    async def settled(self) -> None:
        """Wait until every profile has answered."""
        if self._asking is not None:
            await self._asking

    def choose(self, name: str) -> None:
        """Choose a profile, whether it has answered yet or not."""
        self.chosen, self.by_hand = name, False
        self.changed.notify()

    def choose_by_hand(self) -> None:
        """Do the steps in the AWS console: no profile is needed, so none that is missing is in the way."""
        self.chosen, self.by_hand = None, True
        self.error = None

    def report(self, name: str) -> ProfileReport | None:
        """Give what AWS said about a profile; None while it has not answered."""
        return self.reports.get(name)

    def diagnosis(self, name: str) -> Diagnosis | None:
        """Explain why a profile does not work; None where it does, or has not answered."""
        report = self.reports.get(name)
        return self._explain(report.failure) if report and report.failure else None

    @property
    def warning(self) -> Message | None:
        """A word on the chosen identity that does not stop anyone (R4)."""
        report = self.reports.get(self.chosen) if self.chosen is not None else None
        root = report and report.caller and report.caller.kind is CallerKind.ROOT
        return Message("sign-in.root-user") if root else None

    @property
    def valid(self) -> bool:
        """True where the chosen profile works, or none is needed."""
        if self.by_hand:
            return True
        report = self.reports.get(self.chosen) if self.chosen is not None else None
        return report is not None and report.caller is not None

    def collect(self) -> SignInAnswers:
        """Give the profile and who it is."""
        if self.by_hand:
            return SignInAnswers("", "", Caller("", "", "", CallerKind.ROLE, ""), console=True)
        report = self.reports[self.chosen or ""]
        if report.caller is None:
            raise ValueError("the chosen profile does not work")
        return SignInAnswers(report.profile.name, report.profile.region or DEFAULT_REGION, report.caller)

    @property
    def initial_focus(self) -> str:
        """The list of profiles."""
        return "sign-in.profiles"

    async def leave(self) -> None:
        """Stop asking."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
            self._asking = None
