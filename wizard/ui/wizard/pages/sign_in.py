"""Page 2: with which profile."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.flow.pages.sign_in import DEFAULT_REGION, SignInPage
from wizard.model.access_key import KeyPlace
from wizard.model.failure import Diagnosis
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.model.profile import Profile, ProfileKind
from wizard.ui.sign_in.desk import SignInDesk
from wizard.ui.tasks import Tasks
from wizard.ui.texts.actions import action_text
from wizard.ui.texts.sign_in import time_left
from wizard.ui.texts.ticket import ticket_of
from wizard.ui.texts.wording import fill, word
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.profile_list import BY_HAND, ProfileList
from wizard.ui.wizard.pages.sign_in_ways import SignInWays
from wizard.ui.wizard.trouble import first_sentence, raw_text

_ENTER_CODE = "enter-code"
_SIGN_IN_AGAIN = "sign-in-again"
_CLOCK_MS = 20_000


class SignInView(PageView):
    """The profiles found here, each with who it is or why it does not work, and the ways to sign in to another one.

    console_way: whether the person may do without: the steps in the AWS console
    ways:        the buttons that sign in; hidden where nobody can sign in here
    """

    def __init__(
        self, page: SignInPage, tasks: Tasks, parent: QWidget | None = None, *, console_way: bool = True
    ) -> None:
        super().__init__(page, tasks, parent)
        self._sign_in = page
        self._desk: SignInDesk | None = None
        self._console_way = console_way
        self._profiles = ProfileList(self._describe, console_way=console_way)
        self._who = BodyLabel()
        self._who.setObjectName("sign-in.whoami")
        self._strip = MessageStrip("sign-in.action.")
        self._strip.setObjectName("sign-in.message")
        self.ways = SignInWays()
        self.ways.hide()
        self._again = Button(self.tr("&Look again"), Variant.QUIET, "refresh")
        self._again.setObjectName("sign-in.again")
        self._again.setAccessibleName(self.tr("Look for profiles again"))
        self._test = Button(self.tr("&Test connection"), Variant.QUIET, "link")
        self._test.setObjectName("sign-in.test-connection")
        self._test.setAccessibleName(self.tr("Test connection"))
        self._test.hide()
        self._forget = Button(self.tr("&Forget these keys"), Variant.QUIET, "trash")
        self._forget.setObjectName("sign-in.forget-keys")
        self._forget.setAccessibleName(self.tr("Forget these keys"))
        self._forget.hide()
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._lay_out()
        self._profiles.chosen.connect(self._choose)
        self._strip.action.connect(self._act)
        self._again.clicked.connect(self._refresh)
        self._clock.timeout.connect(page.let_time_pass)
        self._clock.start()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self._again, self._test, self._forget):
            row.addWidget(button)
        row.addStretch(1)
        for part in (self._profiles, self._who, self._strip, self.ways):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def offer_ways(self, desk: SignInDesk) -> None:
        """Let the person sign in here, and test the connection, as far as the desk can."""
        self._desk = desk
        self.ways.setVisible(desk.can_sign_in)
        self._test.setVisible(desk.can_test)
        self.ways.identity_center_pressed.connect(lambda: desk.identity_center(self._look_again))
        self.ways.console_login_pressed.connect(lambda: desk.console_login(self._look_again))
        self._test.clicked.connect(self._test_connection)
        if desk.can_make_profiles:
            self.ways.offer_own_profiles()
            self.ways.keys_pressed.connect(lambda: desk.keys(self._look_again))
            self.ways.role_pressed.connect(lambda: desk.role(self._look_again, self._sign_in.chosen))
            self._forget.clicked.connect(self._forget_keys)

    def let_go(self) -> None:
        """Follow the page no longer, nor the clock."""
        super().let_go()
        self._clock.stop()

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("How do you sign in to AWS?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        if self._sign_in.one_account:
            return self.tr(
                "Choose a profile of the account that is to be connected. These were found on this computer; each was "
                "asked who it is."
            )
        return self.tr(
            "Choose a profile of the organization's management account. These were found on this computer; each was "
            "asked who it is."
        )

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is a profile?"),
                self.tr("A saved way to sign in to AWS, kept in the folder .aws of your home folder."),
            ),
            Help(
                self.tr("Which account is it?"),
                self.tr(
                    "The management account is the one that pays for all others. The AWS console marks it under "
                    "AWS Organizations › AWS accounts."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show each profile as far as it is known."""
        chosen = BY_HAND if self._sign_in.by_hand else self._sign_in.chosen
        self._profiles.offer_console_way(offered=self._console_way and not self._sign_in.needs_profile)
        self._profiles.show_profiles(self._sign_in.profiles, chosen)
        self._again.setEnabled(not self._sign_in.busy)
        profile = self._sign_in.profile(self._sign_in.chosen)
        self._forget.setVisible(profile is not None and profile.about.kept is not None)
        self._show_who()
        self._show_trouble()

    def _describe(self, profile: Profile) -> str:
        kinds = {
            ProfileKind.IDENTITY_CENTER: self.tr("Identity Center"),
            ProfileKind.CONSOLE_LOGIN: self.tr("Console login"),
            ProfileKind.ROLE: self.tr("Role from another profile"),
            ProfileKind.PROCESS: self.tr("Signed in by another program"),
            ProfileKind.WEB_IDENTITY: self.tr("Web identity"),
            ProfileKind.ACCESS_KEY: self.tr("Access key"),
            ProfileKind.ENVIRONMENT: self.tr("Environment variables"),
            ProfileKind.INSTANCE: self.tr("Role of this EC2 instance"),
        }
        report = self._sign_in.report(profile.name)
        if report is None:
            state = self.tr("asking AWS…")
        elif self._sign_in.needs_code(profile.name):
            state = self.tr("needs an MFA code")
        elif report.caller:
            values = {"name": report.caller.name, "account": grouped_account_id(report.caller.account_id)}
            state = fill(self.tr("{name} in account {account}"), values)
        else:
            diagnosis = self._sign_in.diagnosis(profile.name)
            state = fill(self.tr("does not work: {reason}"), {"reason": diagnosis.title if diagnosis else ""})
        ends = self._sign_in.ends.get(profile.name)
        left = time_left(ends - datetime.now(UTC)) if ends is not None else ""
        return " · ".join(filter(None, (kinds[profile.kind], self._kept(profile), state, left)))

    def _kept(self, profile: Profile) -> str:
        places = {
            KeyPlace.KEYRING: self.tr("kept in the keyring"),
            KeyPlace.SESSION: self.tr("for this session only"),
        }
        return places[profile.about.kept] if profile.about.kept is not None else ""

    def _show_who(self) -> None:
        chosen = self._sign_in.chosen
        report = self._sign_in.report(chosen) if chosen is not None else None
        caller = report.caller if report else None
        self._who.setVisible(caller is not None)
        if caller is not None:
            values = {"arn": caller.arn, "account": grouped_account_id(caller.account_id)}
            self._who.setText(fill(self.tr("AWS knows you as {arn} in account {account}."), values))

    def _show_trouble(self) -> None:
        chosen = self._sign_in.chosen
        diagnosis = self._sign_in.diagnosis(chosen) if chosen is not None else None
        warning = self._sign_in.warning
        if chosen is not None and self._sign_in.needs_code(chosen):
            self._say(Tone.INFO, Message("sign-in.needs-code"), (Action(_ENTER_CODE, self.tr("&Enter code…")),))
        elif diagnosis is not None:
            self._explain(diagnosis)
        elif warning is not None:
            self._say(Tone.WARNING, warning)
        elif self._sign_in.found_none and not self._sign_in.by_hand:
            self._say(Tone.INFO, Message("sign-in.no-profiles"))
        elif self._strip.problem():
            self._strip.clear()

    def _explain(self, diagnosis: Diagnosis) -> None:
        again = self._desk is not None and _SIGN_IN_AGAIN in diagnosis.actions
        actions = (Action(_SIGN_IN_AGAIN, action_text(_SIGN_IN_AGAIN)),) if again else ()
        details = raw_text(diagnosis.failure)
        ticket = ticket_of(diagnosis, self.subject)
        self._show_strip(Tone.PROBLEM, diagnosis.title, diagnosis.explanation, actions, details, ticket=ticket)

    def _say(self, tone: Tone, message: Message, actions: Sequence[Action] = ()) -> None:
        self._show_strip(tone, *first_sentence(word(message)), actions)

    def _show_strip(  # noqa: PLR0913 -- the parts of a message
        self, tone: Tone, problem: str, cause: str, actions: Sequence[Action], details: str = "", *, ticket: str = ""
    ) -> None:
        if (self._strip.problem(), self._strip.cause()) != (problem, cause):
            self._strip.show_message(tone, problem, cause, actions, details, ticket=ticket)
            QTimer.singleShot(0, self, lambda: self.reveal.emit(self._strip))  # once it has its place

    def _act(self, action: str) -> None:
        profile = self._sign_in.profile(self._sign_in.chosen)
        if profile is None:
            return
        if action == _ENTER_CODE:
            self._sign_in.ask_again(profile.name)
        elif action == _SIGN_IN_AGAIN and self._desk is not None:
            self._desk.again(profile, self._sign_in.profiles, self._look_again)

    def _choose(self, name: str) -> None:
        if name == BY_HAND:
            if not self._sign_in.by_hand:
                self._sign_in.choose_by_hand()
        elif name != self._sign_in.chosen:
            self._sign_in.choose(name)

    def _forget_keys(self) -> None:
        profile = self._sign_in.profile(self._sign_in.chosen)
        if profile is not None and self._desk is not None:
            self._desk.forget_keys(profile, self._look_again)

    def _test_connection(self) -> None:
        if self._desk is not None:
            profile = self._sign_in.profile(self._sign_in.chosen)
            name, region = (profile.name, profile.region) if profile else ("", "")
            self._desk.test_connection(name, region or DEFAULT_REGION, self._sign_in.kinds)

    def _refresh(self) -> None:
        self._look_again()

    def _look_again(self, choose: str | None = None) -> None:
        self._tasks.start(self._sign_in.refresh(choose))
