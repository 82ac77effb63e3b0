"""Waiting until a profile works again that somebody signs in to outside of the window."""

import asyncio

from wizard.flow.page import Notifier
from wizard.flow.ports import Explain, SignIn
from wizard.flow.signing_in.again import Again
from wizard.model.failure import Diagnosis, WizardError
from wizard.model.profile import Profile, ProfileReport

LOOK_SECONDS = 2.0


class SignInElsewhere:
    """Looks at the files of AWS's tools, and asks who the profile is whenever they change.

    changed: tells the window to show it anew
    again:   which sign-in it is
    asking:  AWS is being asked
    report:  what it said last; None before
    works:   True once the profile works
    """

    def __init__(
        self, sign_in: SignIn, explain: Explain, again: Again, profile: Profile, seconds: float = LOOK_SECONDS
    ) -> None:
        self.changed = Notifier()
        self.again = again
        self.profile = profile
        self.asking = False
        self.report: ProfileReport | None = None
        self.works = False
        self._sign_in = sign_in
        self._explain = explain
        self._seconds = seconds
        self._task: asyncio.Task[object] | None = None

    async def watch(self) -> None:
        """Look until the profile works, or nobody waits any more."""
        self._task = asyncio.current_task()
        stamp = await self._sign_in.stamp()
        while not self.works:
            await asyncio.sleep(self._seconds)
            now = await self._sign_in.stamp()
            if now != stamp:
                stamp = now
                await self.look()

    async def look(self) -> None:
        """Ask AWS now."""
        if self.asking or self.works:
            return
        self.asking = True
        self.changed.notify()
        try:
            for one in {self.profile.name, self.again.profile.name}:
                self._sign_in.forget(one)
            self.report = await self._sign_in.who(await self._as_it_is_now())
            self.works = self.report.caller is not None
        except WizardError as error:
            self.report = ProfileReport(self.profile, failure=error.failure)
        finally:
            self.asking = False
            self.changed.notify()

    async def _as_it_is_now(self) -> Profile:
        return next((one for one in await self._sign_in.profiles() if one.name == self.profile.name), self.profile)

    @property
    def diagnosis(self) -> Diagnosis | None:
        """Explain why it still does not work; None before anybody asked."""
        failure = self.report.failure if self.report else None
        return self._explain(failure) if failure else None

    async def give_up(self) -> None:
        """Wait no more."""
        task = self._task
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.wait({task})
