"""Signing in as in the AWS console: waiting for the person, and what the profile is called."""

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum

from wizard.flow.pages.sign_in import DEFAULT_REGION
from wizard.flow.ports import Explain, SignIn
from wizard.flow.signing_in.names import offered_name
from wizard.flow.signing_in.ports import OpenAddress, SigningIn
from wizard.flow.signing_in.under_way import UnderWay
from wizard.model.failure import WizardError
from wizard.model.identifiers import Arn
from wizard.model.message import Message
from wizard.model.profile import Profile


class Stage(StrEnum):
    """Where it stands."""

    START = "start"
    OPENING = "opening"
    WAITING = "waiting"
    PROFILE = "profile"
    WRITING = "writing"
    DONE = "done"


class ConsoleSigningIn(UnderWay):
    """A console login, from the browser to a profile.

    stage:   where it stands
    region:  the region to work in
    regions: which there are
    session: the ARN of who signed in; empty before
    name:    of the profile
    profile: the name of the profile that works now; empty before
    refused_by_flow: True where the window could not begin one: the AWS CLI may
    """

    def __init__(self, service: SigningIn, sign_in: SignIn, explain: Explain, open_address: OpenAddress) -> None:
        super().__init__(explain, open_address)
        self._service = service
        self._sign_in = sign_in
        self._renewed: Profile | None = None
        self._profiles: Sequence[Profile] = ()
        self.stage = Stage.START
        self.region = DEFAULT_REGION
        self.regions: Sequence[str] = ()
        self.session, self.name, self.profile = "", "", ""
        self.refused_by_flow = False

    def renew(self, profile: Profile) -> None:
        """Sign in for a profile that is there already; it stays as it is written."""
        self._renewed = profile
        self.region = profile.region or DEFAULT_REGION

    @property
    def renews(self) -> bool:
        """True where the sign-in is for a profile that is there already."""
        return self._renewed is not None

    @property
    def command(self) -> str:
        """Give what does the same on a command line."""
        name = self._renewed.name if self._renewed else offered_name("console", taken=self._names())
        return self._service.login_command(name)

    async def load(self) -> None:
        """Find out which regions and profiles there are."""
        with suppress(WizardError):  # a name that is taken is refused when it is written
            self._profiles = await self._sign_in.profiles()
        self.regions = await self._service.regions()
        self.changed.notify()

    def choose_region(self, region: str) -> None:
        """Take the region to work in."""
        self.region = region
        self.changed.notify()

    async def sign_in(self) -> None:
        """Open the browser, and wait until somebody has signed in there."""
        if self.stage is not Stage.START:
            return
        self._hold()
        self.problem, self.refused_by_flow = None, False
        self._go(Stage.OPENING)
        try:
            self.session = await self._log_in()
            self._use_session()
        except WizardError as error:
            self.refused_by_flow = self.offer is None
            self._fail(error.failure)
            self.stage = Stage.START
        finally:
            self._let_go()
            if self.stage in (Stage.OPENING, Stage.WAITING):
                self.stage = Stage.START  # given up
            self.changed.notify()

    async def _log_in(self) -> str:
        under_way = await self._service.begin_login(self.region)
        try:
            self.stage = Stage.WAITING
            self._wait_for(under_way.offer)
            return await under_way.login()
        finally:
            under_way.close()

    def _use_session(self) -> None:
        if self._renewed is None:
            who = Arn.parse(self.session)
            self.name = offered_name("console", who.account_id, who.rest.rpartition("/")[2], taken=self._names())
            self._go(Stage.PROFILE)
            return
        self._service.forget(self._renewed.name)
        account_id = Arn.parse(self.session).account_id
        if self._renewed.about.account_id not in ("", account_id):
            self.problem = Message("sign-in.other-account", {"name": self._renewed.name, "account": account_id})
            self._go(Stage.START)
            return
        self.profile = self._renewed.name
        self._go(Stage.DONE)

    def type_name(self, name: str) -> None:
        """Take the profile's name."""
        self.name, self.problem = name, None
        self.changed.notify()

    @property
    def name_problem(self) -> Message | None:
        """Say what is wrong with the name; None where nothing is."""
        name = self.name.strip()
        if not name:
            return Message("sign-in.name-missing")
        return Message("sign-in.name-taken", {"name": name}) if name in self._names() else None

    @property
    def can_write(self) -> bool:
        """True where the profile can be written."""
        return self.stage is Stage.PROFILE and self.name_problem is None

    async def write(self) -> None:
        """Write the profile."""
        if not self.can_write:
            return
        self._go(Stage.WRITING)
        name = self.name.strip()
        try:
            await self._service.write_login_profile(name, self.session, self.region)
        except WizardError as error:
            self._fail(error.failure)
            self._go(Stage.PROFILE)
            return
        self.profile = name
        self._go(Stage.DONE)

    def _names(self) -> frozenset[str]:
        return frozenset(one.name for one in self._profiles)

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.notify()
