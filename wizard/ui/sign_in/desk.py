"""Opens the dialogs of signing in over a window, and says which profile works afterwards."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from wizard.flow.connection_test import ConnectionTest
from wizard.flow.ports import Services
from wizard.flow.signing_in.again import Again, Way, way_back
from wizard.flow.signing_in.console_login import ConsoleSigningIn
from wizard.flow.signing_in.elsewhere import SignInElsewhere
from wizard.flow.signing_in.identity_center import PortalSigningIn
from wizard.flow.signing_in.keys import TypedKeys
from wizard.flow.signing_in.own_profiles import OwnProfiles
from wizard.flow.signing_in.ports import OpenAddress
from wizard.flow.signing_in.role import TypedRole
from wizard.model.failure import WizardError
from wizard.model.profile import Profile, ProfileKind
from wizard.model.sign_in import Portal
from wizard.ui.desktop.notice import notice
from wizard.ui.sign_in.browser import open_in_browser
from wizard.ui.sign_in.connection_test import ConnectionTestDialog
from wizard.ui.sign_in.console_login import ConsoleLoginDialog
from wizard.ui.sign_in.elsewhere import SignInElsewhereDialog
from wizard.ui.sign_in.forget_keys import forget_keys_question
from wizard.ui.sign_in.identity_center import IdentityCenterDialog
from wizard.ui.sign_in.keys import KeysDialog
from wizard.ui.sign_in.role import RoleDialog
from wizard.ui.tasks import Tasks

SignedIn = Callable[[str], None]
"""Told the name of the profile that works now; not told anything where the person cancels."""


class SignInDesk:
    """One dialog at a time, over the window of a widget.

    browser: opens addresses
    """

    def __init__(
        self, services: Services, tasks: Tasks, above: QWidget, browser: OpenAddress = open_in_browser
    ) -> None:
        self._services = services
        self._tasks = tasks
        self._above = above
        self._browser = browser

    @property
    def can_sign_in(self) -> bool:
        """True where a sign-in can begin here."""
        return self._services.signing_in is not None

    @property
    def can_make_profiles(self) -> bool:
        """True where profiles can be made of access keys and of roles."""
        return self._services.own_profiles is not None

    @property
    def can_test(self) -> bool:
        """True where the way to AWS can be tested."""
        return self._services.reach_tests is not None

    def identity_center(self, done: SignedIn, portal: Portal | None = None) -> None:
        """Sign in with Identity Center to a profile of its own; `portal` is filled in where it is known."""
        flow = self._portal_flow()
        if portal is not None:
            flow.propose(portal)
        self._open_portal(flow, done)

    def console_login(self, done: SignedIn) -> None:
        """Sign in as in the AWS console to a profile of its own."""
        self._open_console(self._console_flow(), done)

    def again(self, profile: Profile, profiles: Sequence[Profile], done: SignedIn) -> None:
        """Open the one sign-in that lets a profile work again; `profiles` are all that were found."""
        if profile.about.kept is not None:
            self.keys(done, profile.name)
            return
        way = way_back(profile, profiles)

        def works(_name: str) -> None:
            self._services.sign_in.forget(profile.name)
            done(profile.name)

        if way.way is Way.PORTAL and self.can_sign_in:
            flow = self._portal_flow()
            flow.renew(way.profile)
            self._open_portal(flow, works)
        elif way.way is Way.CONSOLE and self.can_sign_in:
            login = self._console_flow()
            login.renew(way.profile)
            self._open_console(login, works)
        else:
            self._open_elsewhere(way, profile, done)

    async def again_for(self, name: str, done: SignedIn) -> None:
        """Do the same for a profile that is known by its name alone."""
        try:
            profiles = await self._services.sign_in.profiles()
        except WizardError:
            profiles = ()  # what is wrong with the files is said once the profile is asked
        found = next((one for one in profiles if one.name == name), Profile(name, ProfileKind.ACCESS_KEY))
        self.again(found, profiles, done)

    def keys(self, done: SignedIn, profile: str = "") -> None:
        """Use access keys; in place of those of `profile`, where one is named."""
        own = self._services.own_profiles
        if own is None:
            return
        flow = TypedKeys(own, self._services.explain)
        if profile:
            flow.renew(profile)
        self._open_form(KeysDialog(flow, self._tasks, self._above.window()), done)

    def role(self, done: SignedIn, source: str | None) -> None:
        """Make a profile of a role; `source` is proposed as the one to sign in with."""
        own = self._services.own_profiles
        if own is not None:
            flow = TypedRole(own, self._services.explain, source)
            self._open_form(RoleDialog(flow, self._tasks, self._above.window()), done)

    def forget_keys(self, profile: Profile, done: Callable[[], None]) -> None:
        """Forget the keys of a profile that were typed in here, once the person has confirmed it."""
        own = self._services.own_profiles
        if own is None or profile.about.kept is None:
            return
        dialog = forget_keys_question(profile, self._above.window())
        dialog.accepted.connect(lambda: self._tasks.start(self._forget_keys(own, profile.name, done)))
        self._open(dialog)

    async def _forget_keys(self, own: OwnProfiles, name: str, done: Callable[[], None]) -> None:
        try:
            await own.forget_key(name)
        except WizardError as error:
            notice(self._above.window(), self._services.explain(error.failure))
        done()

    def test_connection(self, profile: str, region: str, kinds: Sequence[ProfileKind]) -> None:
        """Ask every address that is needed, and show what stands in the way."""
        if self._services.reach_tests is None:
            return
        test = ConnectionTest(self._services.reach_tests, self._services.explain)

        def run() -> None:
            self._tasks.start(test.run(profile, region, kinds))

        self._open(ConnectionTestDialog(test, run, self._above.window()))
        run()

    def _portal_flow(self) -> PortalSigningIn:
        services = self._services
        if services.signing_in is None:
            raise ValueError("nobody can sign in here")
        return PortalSigningIn(services.signing_in, services.sign_in, services.explain, self._browser)

    def _console_flow(self) -> ConsoleSigningIn:
        services = self._services
        if services.signing_in is None:
            raise ValueError("nobody can sign in here")
        return ConsoleSigningIn(services.signing_in, services.sign_in, services.explain, self._browser)

    def _open_portal(self, flow: PortalSigningIn, done: SignedIn) -> None:
        dialog = IdentityCenterDialog(flow, self._tasks, self._above.window())
        dialog.signed_in.connect(done)
        dialog.begin()
        self._open(dialog)

    def _open_console(self, flow: ConsoleSigningIn, done: SignedIn) -> None:
        dialog = ConsoleLoginDialog(flow, self._tasks, self._above.window())
        dialog.signed_in.connect(done)
        dialog.begin()
        self._open(dialog)

    def _open_form(self, dialog: KeysDialog | RoleDialog, done: SignedIn) -> None:
        dialog.signed_in.connect(done)
        dialog.begin()
        self._open(dialog)

    def _open_elsewhere(self, way: Again, profile: Profile, done: SignedIn) -> None:
        flow = SignInElsewhere(self._services.sign_in, self._services.explain, way, profile)
        dialog = SignInElsewhereDialog(flow, self._tasks, can_sign_in=self.can_sign_in, parent=self._above.window())
        dialog.signed_in.connect(done)
        dialog.here_pressed.connect(lambda: self.identity_center(done, way.portal))
        dialog.begin()
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
