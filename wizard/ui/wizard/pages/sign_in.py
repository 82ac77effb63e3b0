"""Page 2: with which profile."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.flow.pages.sign_in import SignInPage
from wizard.model.identifiers import grouped_account_id
from wizard.model.profile import Profile, ProfileKind
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill, word
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.trouble import first_sentence, raw_text

_ICONS = {
    ProfileKind.IDENTITY_CENTER: "person",
    ProfileKind.CONSOLE_LOGIN: "person",
    ProfileKind.ROLE: "shield",
    ProfileKind.ENVIRONMENT: "globe",
}


_BY_HAND = "\n"
"""The choice of the console way; no profile is called so."""


class SignInView(PageView):
    """The profiles found here, each with who it is or why it does not work.

    console_way: whether the person may do without: the steps in the AWS console
    """

    def __init__(
        self, page: SignInPage, tasks: Tasks, parent: QWidget | None = None, *, console_way: bool = True
    ) -> None:
        super().__init__(page, tasks, parent)
        self._sign_in = page
        self._console_way = console_way
        self._listed: tuple[Profile, ...] | None = None
        self._profiles = ChoiceList(self.tr("Profiles"))
        self._profiles.setObjectName("sign-in.profiles")
        self._who = BodyLabel()
        self._who.setObjectName("sign-in.whoami")
        self._strip = MessageStrip("sign-in.action.")
        self._strip.setObjectName("sign-in.message")
        self._again = Button(self.tr("&Look again"), icon_name="refresh")
        self._again.setObjectName("sign-in.again")
        self._again.setAccessibleName(self.tr("Look for profiles again"))
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addStretch(1)
        for part in (self._profiles, self._who, self._strip):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self._profiles.changed.connect(self._choose)
        self._again.clicked.connect(self._look_again)

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("How do you sign in to AWS?")

    @property
    def instruction(self) -> str:
        """What to do here."""
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
        if self._sign_in.profiles != self._listed:
            self._list_choices()
        for one in self._sign_in.profiles:
            self._profiles.card(one.name).set_description(self._describe(one))
        chosen = _BY_HAND if self._sign_in.by_hand else self._sign_in.chosen
        if chosen is not None and self._profiles.chosen() != chosen:
            self._profiles.choose(chosen)
        self._again.setEnabled(not self._sign_in.busy)
        self._show_who()
        self._show_trouble()

    def _list_choices(self) -> None:
        self._listed = self._sign_in.profiles
        self._profiles.remove_all()
        for one in self._listed:
            card = self._profiles.add(one.name, self._name(one), "", _ICONS.get(one.kind, "key"))
            card.setObjectName(f"sign-in.profile.{one.name}")
        if self._console_way:
            card = self._profiles.add(
                _BY_HAND,
                self.tr("I'll do it in the AWS console myself"),
                self.tr("No credentials are needed here: you do the steps in your browser, and are led through them."),
                "globe",
            )
            card.setObjectName("sign-in.console-way")

    def _name(self, profile: Profile) -> str:
        return profile.name or self.tr("Credentials of the environment")

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
        elif report.caller:
            values = {"name": report.caller.name, "account": grouped_account_id(report.caller.account_id)}
            state = fill(self.tr("{name} in account {account}"), values)
        else:
            diagnosis = self._sign_in.diagnosis(profile.name)
            state = fill(self.tr("does not work: {reason}"), {"reason": diagnosis.title if diagnosis else ""})
        return f"{kinds[profile.kind]} · {state}"

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
        if diagnosis is not None:
            shown, cause, details = diagnosis.title, diagnosis.explanation, raw_text(diagnosis.failure)
            tone = Tone.PROBLEM
        elif warning is not None:
            (shown, cause), details, tone = first_sentence(word(warning)), "", Tone.WARNING
        else:
            self._strip.clear()
            return
        if (self._strip.problem(), self._strip.cause()) != (shown, cause):
            self._strip.show_message(tone, shown, cause, (), details)

    def _choose(self, name: str) -> None:
        if name == _BY_HAND:
            if not self._sign_in.by_hand:
                self._sign_in.choose_by_hand()
        elif name != self._sign_in.chosen:
            self._sign_in.choose(name)

    def _look_again(self) -> None:
        self._tasks.start(self._sign_in.refresh())
