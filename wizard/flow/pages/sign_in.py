"""Page 2: with which profile."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from wizard.flow.answers import Answers, SignInAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Explain, SignIn
from wizard.flow.steps import StepId
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.profile import Caller, CallerKind, Profile, ProfileKind, ProfileReport

DEFAULT_REGION = "us-east-1"
"""Where AWS Organizations and IAM live in the partition `aws`; used where a profile names no region."""

LOOK_SECONDS = 2.0
"""How often the files are looked at while the page is open."""

_AT_ONCE = 6
"""So many profiles are asked side by side: the others wait, so that the one that is chosen need not."""

_WITHOUT_CODE = frozenset({"MfaCodeNeeded", "MfaCodeNotEntered"})


class SignInPage(Page):
    """Choose a profile; each is asked who it is, side by side, and files that change are seen.

    profiles: what was found, in the order of the files
    reports:  by profile name, as AWS answers
    ends:     by profile name, when its credentials end, UTC; for those that do and say so
    chosen:   name of the chosen profile; None where none is
    by_hand:  the person does the steps in the AWS console instead
    needs_profile: only what one stack makes in an organization can be made by hand; anything else needs a profile
    one_account: one account is connected by itself
    """

    step: ClassVar[StepId] = StepId.SIGN_IN

    def __init__(self, sign_in: SignIn, explain: Explain, look_seconds: float = LOOK_SECONDS) -> None:
        super().__init__()
        self._sign_in = sign_in
        self._explain = explain
        self._look_seconds = look_seconds
        self._asking: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._urgent: set[asyncio.Task[None]] = set()
        self.profiles: tuple[Profile, ...] = ()
        self.reports: dict[str, ProfileReport] = {}
        self.ends: dict[str, datetime] = {}
        self.chosen: str | None = None
        self.by_hand = False
        self.needs_profile = False
        self.one_account = False

    async def load(self, answers: Answers) -> None:
        """Look for profiles and begin to ask who they are; the choice made before is kept."""
        self.one_account = answers.one_account
        self.needs_profile = answers.reads_alone or not answers.one_role or answers.one_account
        self.by_hand = self.by_hand and not self.needs_profile
        if answers.sign_in is not None:
            self.by_hand = answers.by_hand and not self.needs_profile
            self.chosen = None if self.by_hand else answers.sign_in.profile
        await self.refresh()

    async def refresh(self, choose: str | None = None) -> None:
        """Look for profiles again, and ask every one who it is.

        choose: the profile that is chosen then, where there is one of that name
        """
        await self.leave()
        stamp = await self._sign_in.stamp()
        self._begin()
        try:
            await self._read()
        finally:
            self._end()
        self._take_as_read(keep=())
        if choose in {one.name for one in self.profiles}:
            self.chosen, self.by_hand = choose, False
        self._ask_all()
        self._watching = asyncio.create_task(self._watch(stamp))

    async def _read(self) -> None:
        self._error = None
        try:
            self.profiles = tuple(await self._sign_in.profiles())
        except WizardError as error:
            self.profiles = ()
            self._error = self._explain(error.failure)

    def _take_as_read(self, keep: Sequence[Profile]) -> None:
        """Drop what was known of all profiles but those to `keep`, and the choice of one that is gone."""
        kept = {one.name for one in keep}
        self.reports = {name: report for name, report in self.reports.items() if name in kept}
        self.ends = {name: at for name, at in self.ends.items() if name in kept}
        self.reports |= {one.name: ProfileReport(one, failure=one.problem) for one in self.profiles if one.problem}
        if self.chosen not in {one.name for one in self.profiles}:
            self.chosen = None
        self.changed.notify()

    def _ask_all(self) -> None:
        self._asking = asyncio.create_task(self._ask_each())

    async def _ask_each(self) -> None:
        side_by_side = asyncio.Semaphore(_AT_ONCE)

        async def in_turn(profile: Profile) -> None:
            async with side_by_side:
                if profile.name not in self.reports:
                    await self._ask(profile)

        first = sorted(self.profiles, key=lambda one: one.name != self.chosen)
        await asyncio.gather(*(in_turn(one) for one in first if one.name not in self.reports))
        working = [name for name, report in self.reports.items() if report.caller]
        if self.chosen is None and not self.by_hand and len(working) == 1:
            self.chosen = working[0]
        self.changed.notify()

    async def _ask(self, profile: Profile, *, may_ask: bool = False) -> None:
        report = await self._sign_in.who(profile, may_ask=may_ask)
        self.reports[profile.name] = report
        self.changed.notify()
        ends = await self._sign_in.ends_at(profile) if report.caller else None
        if ends is not None:
            self.ends[profile.name] = ends
            self.changed.notify()

    async def _watch(self, stamp: object) -> None:
        while True:
            await asyncio.sleep(self._look_seconds)
            now = await self._sign_in.stamp()
            if now != stamp:
                stamp = now
                await self._take_changes()

    async def _take_changes(self) -> None:
        """Read the files anew; asked again is who is new or changed, and who did not work: somebody may have signed in.

        Nothing that the person sees is taken away meanwhile, and what they chose stays chosen.
        """
        before = {one.name: one for one in self.profiles}
        await self._read()
        same = [one for one in self.profiles if before.get(one.name) == one and self._works(one.name)]
        for name in {*before, *(one.name for one in self.profiles)} - {one.name for one in same}:
            self._sign_in.forget(name)
        await self._stop_asking()
        self._take_as_read(keep=same)
        self._ask_all()

    def _works(self, name: str) -> bool:
        report = self.reports.get(name)
        return report is not None and report.caller is not None

    async def settled(self) -> None:
        """Wait until every profile has answered."""
        while (waiting := [*self._urgent, *([self._asking] if self._asking else [])]) and not all(
            one.done() for one in waiting
        ):
            await asyncio.wait(waiting)

    def choose(self, name: str) -> None:
        """Choose a profile, whether it has answered yet or not; it need not wait for others, and may ask for a code."""
        self.chosen, self.by_hand = name, False
        if name not in self.reports or self.needs_code(name):
            self.ask_again(name)
        self.changed.notify()

    def needs_code(self, name: str) -> bool:
        """Tell whether a profile waits for an MFA code, which nobody is asked for before they choose the profile."""
        report = self.reports.get(name)
        return report is not None and report.failure is not None and report.failure.code in _WITHOUT_CODE

    def ask_again(self, name: str, *, may_ask: bool = True) -> None:
        """Ask a profile who it is; with the person at the window, unless `may_ask` is False."""
        profile = next((one for one in self.profiles if one.name == name), None)
        if profile is None:
            return
        self.reports.pop(name, None)
        task = asyncio.create_task(self._ask(profile, may_ask=may_ask))
        self._urgent.add(task)
        task.add_done_callback(self._urgent.discard)

    def let_time_pass(self) -> None:
        """Ask those again whose credentials have ended meanwhile; the time that others have left is shown anew."""
        now = datetime.now(UTC)
        for name in [name for name, at in self.ends.items() if at <= now]:
            del self.ends[name]
            self._sign_in.forget(name)
            self.ask_again(name, may_ask=False)
        self.changed.notify()

    def choose_by_hand(self) -> None:
        """Do the steps in the AWS console: no profile is needed, so none that is missing is in the way."""
        self.chosen, self.by_hand = None, True
        self.error = None

    def report(self, name: str) -> ProfileReport | None:
        """Give what AWS said about a profile; None while it has not answered."""
        return self.reports.get(name)

    def profile(self, name: str | None) -> Profile | None:
        """Give the profile of that name; None where there is none."""
        return next((one for one in self.profiles if one.name == name), None) if name is not None else None

    def diagnosis(self, name: str) -> Diagnosis | None:
        """Explain why a profile does not work; None where it does, or has not answered."""
        report = self.reports.get(name)
        return self.explained(report.failure) if report and report.failure else None

    def explained(self, failure: RawFailure) -> Diagnosis:
        """Explain a failure."""
        return self._explain(failure)

    @property
    def kinds(self) -> tuple[ProfileKind, ...]:
        """The ways to sign in that were found."""
        return tuple(dict.fromkeys(one.kind for one in self.profiles))

    @property
    def found_none(self) -> bool:
        """True where there is no profile on this computer, and nothing else is wrong."""
        return not self.profiles and not self.busy and self._error is None

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
        return self.chosen is not None and self._works(self.chosen)

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

    async def _stop_asking(self) -> None:
        tasks = [*self._urgent, *([self._asking] if self._asking is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._asking = None

    async def leave(self) -> None:
        """Stop asking, and look at the files no longer."""
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        await self._stop_asking()
