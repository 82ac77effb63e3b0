"""Signing in with Identity Center: where, waiting for the person, which account, and what the profile is called."""

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum

from wizard.flow.ports import Explain, SignIn
from wizard.flow.signing_in.names import offered_name
from wizard.flow.signing_in.ports import OpenAddress, SigningIn
from wizard.flow.signing_in.under_way import UnderWay
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.model.profile import Profile
from wizard.model.sign_in import KnownPortal, Portal, PortalAccount, PortalToken, is_start_url, region_in

_USUAL_SET = "AdministratorAccess"


class Stage(StrEnum):
    """Where it stands."""

    ADDRESS = "address"
    OPENING = "opening"
    WAITING = "waiting"
    READING = "reading"
    ACCOUNT = "account"
    PROFILE = "profile"
    WRITING = "writing"
    DONE = "done"


class PortalSigningIn(UnderWay):
    """A sign-in with Identity Center, from the start URL to a profile.

    stage:       where it stands
    start_url, region: where Identity Center is, as typed or chosen
    known:       Identity Centers that were used here before
    regions:     which there are
    accounts:    what the portal offers
    managements: IDs of accounts that are known to be an organization's management account
    account_id, role: what was chosen; empty while nothing is
    roles:       the permission sets in the chosen account
    work_region, name: of the profile
    profile:     the name of the profile that works now; empty before
    """

    def __init__(self, service: SigningIn, sign_in: SignIn, explain: Explain, open_address: OpenAddress) -> None:
        super().__init__(explain, open_address)
        self._service = service
        self._sign_in = sign_in
        self._renewed: Profile | None = None
        self._profiles: Sequence[Profile] = ()
        self._token: PortalToken | None = None
        self.stage = Stage.ADDRESS
        self.start_url, self.region = "", ""
        self.known: Sequence[KnownPortal] = ()
        self.regions: Sequence[str] = ()
        self.accounts: Sequence[PortalAccount] = ()
        self.managements: frozenset[str] = frozenset()
        self.account_id, self.role = "", ""
        self.roles: Sequence[str] = ()
        self.work_region, self.name = "", ""
        self.profile = ""

    def renew(self, profile: Profile) -> None:
        """Sign in for a profile of ours that is there already: only its token is written."""
        self._renewed = profile
        self.propose(Portal(profile.about.start_url, profile.about.sso_region))

    def propose(self, portal: Portal) -> None:
        """Fill in where."""
        self.start_url, self.region = portal.start_url, portal.region

    @property
    def renews(self) -> bool:
        """True where the sign-in is for a profile that is there already."""
        return self._renewed is not None

    async def load(self) -> None:
        """Find out what was used before, and which regions and profiles there are."""
        with suppress(WizardError):  # nothing to offer then: it can be typed
            self.known = await self._service.known_portals()
            self._profiles = await self._sign_in.profiles()
        with suppress(WizardError):
            self.managements = await self._service.management_accounts()
        self.regions = await self._service.regions()
        self.changed.notify()

    @property
    def portal(self) -> Portal:
        """Give where, as it is typed by now."""
        return Portal(self.start_url.strip(), self.region)

    def type_start_url(self, text: str) -> None:
        """Take the start URL; the region is guessed where the URL, or an earlier sign-in, tells it."""
        self.start_url = text
        before = (one.portal.region for one in self.known if one.portal.start_url == text.strip())
        self.region = region_in(text.strip()) or next(before, self.region)
        self.changed.notify()

    def choose_region(self, region: str) -> None:
        """Take where Identity Center lives."""
        self.region = region
        self.changed.notify()

    @property
    def address_problem(self) -> Message | None:
        """Say what is wrong with the start URL; None while it is empty, or right."""
        text = self.start_url.strip()
        return Message("sign-in.no-start-url") if text and not is_start_url(text) else None

    @property
    def can_sign_in(self) -> bool:
        """True where start URL and region are there."""
        return self.stage is Stage.ADDRESS and is_start_url(self.start_url) and bool(self.region)

    async def sign_in(self, *, anew: bool = False) -> None:
        """Sign in, unless an earlier sign-in still holds and `anew` is False; then read the accounts."""
        if self.offer is not None or self.stage not in (Stage.ADDRESS, Stage.ACCOUNT):
            return
        self._hold()
        self.problem = None
        self._go(Stage.OPENING)
        try:
            token = None if anew or self.renews else await self._service.kept_token(self.portal)
            self._token = token or await self._new_token()
            await self._use_token()
        except WizardError as error:
            self._fail(error.failure)
            self.stage = Stage.ADDRESS
        finally:
            self._let_go()
            if self.stage in (Stage.OPENING, Stage.WAITING, Stage.READING):
                self.stage = Stage.ADDRESS  # given up
            self.changed.notify()

    async def _new_token(self) -> PortalToken:
        under_way = await self._service.begin_portal(self.portal)
        try:
            self.stage = Stage.WAITING
            self._wait_for(under_way.offer)
            token = await under_way.token()
        finally:
            under_way.close()
        await self._service.keep_token(token)
        return token

    async def _use_token(self) -> None:
        self.offer = None
        if self._renewed is not None:
            self._forget_all_of_session(self._renewed)
            self.profile = self._renewed.name
            self._go(Stage.DONE)
            return
        self._go(Stage.READING)
        self.accounts = await self._service.accounts(self._held_token())
        if not self.accounts:
            self.problem = Message("sign-in.no-accounts")
        self._go(Stage.ACCOUNT)
        likely = [one.account_id for one in self.accounts if one.account_id in self.managements]
        alone = [one.account_id for one in self.accounts][:1] if len(self.accounts) == 1 else []
        for account_id in (likely or alone)[:1]:
            await self.choose_account(account_id)

    def _forget_all_of_session(self, renewed: Profile) -> None:
        same = [one.name for one in self._profiles if one.about.sso_session == renewed.about.sso_session]
        for name in {renewed.name, *same}:
            self._service.forget(name)

    async def choose_account(self, account_id: str) -> None:
        """Choose an account, and read which permission sets there are in it."""
        if account_id == self.account_id and self.roles:
            return
        self.account_id, self.role, self.roles = account_id, "", ()
        self.changed.notify()
        try:
            roles = await self._service.roles(self._held_token(), account_id)
        except WizardError as error:
            self._fail(error.failure)
            self.changed.notify()
            return
        if self.account_id == account_id:
            self.roles = roles
            self.role = _USUAL_SET if _USUAL_SET in roles else next(iter(roles), "")
            self.changed.notify()

    def choose_role(self, role: str) -> None:
        """Choose a permission set."""
        self.role = role
        self.changed.notify()

    @property
    def account(self) -> PortalAccount | None:
        """Give the chosen account."""
        return next((one for one in self.accounts if one.account_id == self.account_id), None)

    def go_to_profile(self) -> None:
        """Go on to the profile's name and region; both are offered."""
        account = self.account
        if self.stage is not Stage.ACCOUNT or account is None or not self.role:
            return
        self.problem = None
        self.name = offered_name(self.portal.label, account.name, self.role, taken=self._others())
        self.work_region = self.work_region or self.region
        self._go(Stage.PROFILE)

    def go_back(self) -> None:
        """Go one step back."""
        before = {Stage.ACCOUNT: Stage.ADDRESS, Stage.PROFILE: Stage.ACCOUNT}
        if self.stage in before:
            self.problem = None
            self._go(before[self.stage])

    def type_name(self, name: str) -> None:
        """Take the profile's name."""
        self.name, self.problem = name, None
        self.changed.notify()

    def choose_work_region(self, region: str) -> None:
        """Take the region to work in."""
        self.work_region = region
        self.changed.notify()

    @property
    def name_problem(self) -> Message | None:
        """Say what is wrong with the name; None where nothing is."""
        name = self.name.strip()
        if not name:
            return Message("sign-in.name-missing")
        return Message("sign-in.name-taken", {"name": name}) if name in self._others() else None

    @property
    def can_write(self) -> bool:
        """True where the profile can be written."""
        return self.stage is Stage.PROFILE and self.name_problem is None and bool(self.work_region)

    async def write(self) -> None:
        """Write the profile."""
        if not self.can_write:
            return
        self._go(Stage.WRITING)
        name = self.name.strip()
        try:
            await self._service.write_portal_profile(name, self.portal, self.account_id, self.role, self.work_region)
        except WizardError as error:
            self._fail(error.failure)
            self._go(Stage.PROFILE)
            return
        self.profile = name
        self._go(Stage.DONE)

    def _others(self) -> frozenset[str]:
        """Give the names that other profiles have: those of ours for the same account and role may be written anew."""
        return frozenset(one.name for one in self._profiles if not self._is_same(one))

    def _is_same(self, one: Profile) -> bool:
        about = one.about
        same = (about.start_url, about.account_id, about.role_name)
        return about.ours and same == (self.portal.start_url, self.account_id, self.role)

    def _held_token(self) -> PortalToken:
        if self._token is None:
            raise ValueError("nobody has signed in yet")
        return self._token

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.notify()
