"""The dialog "Sign in with Identity Center"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.flow.signing_in.identity_center import PortalSigningIn, Stage
from wizard.ui.sign_in.frame import SignInFrame
from wizard.ui.sign_in.portal_accounts import PortalAccountsStep
from wizard.ui.sign_in.portal_address import PortalAddressStep
from wizard.ui.sign_in.profile_name import ProfileNameStep
from wizard.ui.sign_in.waiting import WaitingStep
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.button import Button, Variant

_NAME = "identity-center"


class IdentityCenterDialog(SignInFrame):
    """Where, the browser, the account, the name; open it with `open()` after `begin`.

    signed_in(profile): a profile works now; the dialog is closed
    """

    signed_in = Signal(str)

    def __init__(self, flow: PortalSigningIn, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(_NAME, "", parent)
        self.setWindowTitle(self.tr("Sign in with Identity Center"))
        self._flow = flow
        self._tasks = tasks
        self._address = PortalAddressStep(flow)
        self._waiting = WaitingStep(_NAME, flow)
        self._accounts = PortalAccountsStep(flow)
        self._profile = ProfileNameStep(_NAME)
        self._anew = Button(self.tr("Sign in as somebody &else"), Variant.QUIET)
        self._anew.setObjectName(f"{_NAME}.anew")
        self._anew.setAccessibleName(self.tr("Sign in as somebody else"))
        self._accounts.body.addWidget(self._anew)
        for step in (self._address, self._waiting, self._accounts, self._profile):
            self.add_step(step)
        self.finish_steps()
        self._connect()

    def _connect(self) -> None:
        flow = self._flow
        self._let_go = flow.changed.subscribe(self.refresh)
        self.next_pressed.connect(self._go_on)
        self.back_pressed.connect(flow.go_back)
        self._anew.clicked.connect(lambda: self._tasks.start(flow.sign_in(anew=True)))
        self._accounts.chosen.connect(lambda one: self._tasks.start(flow.choose_account(one)))
        self._profile.named.connect(flow.type_name)
        self._profile.placed.connect(flow.choose_work_region)
        self.finished.connect(self._end)

    def begin(self) -> None:
        """Look for what was used before; a sign-in for a profile that is there already begins at once."""
        self._tasks.start(self._begin())
        self.refresh()

    async def _begin(self) -> None:
        await self._flow.load()
        if self._flow.renews:
            await self._flow.sign_in()

    def refresh(self) -> None:
        """Show where it stands."""
        stage = self._flow.stage
        if stage is Stage.DONE:
            self.accept()
            return
        shows = {
            Stage.WAITING: self._show_waiting,
            Stage.ACCOUNT: self._show_accounts,
            Stage.PROFILE: self._show_profile,
            Stage.WRITING: self._show_profile,
        }
        shows.get(stage, self._show_address)()
        self.back.setVisible(stage in (Stage.ACCOUNT, Stage.PROFILE))
        self.show_problem(self._flow.problem)

    def _show_address(self) -> None:
        flow = self._flow
        self._address.refresh()
        self._address.setEnabled(flow.stage is Stage.ADDRESS and not flow.renews)
        busy = {Stage.OPENING: self.tr("Asking Identity Center…"), Stage.READING: self.tr("Reading your accounts…")}
        text = self.tr("&Try again") if flow.problem is not None else self.tr("&Sign in")
        self.show_step(
            self._address,
            self.tr("Where do you sign in?"),
            self.tr("The next step opens your browser. No password is typed here."),
            self._address.start_url,
        )
        self.show_next(busy.get(flow.stage, text), possible=flow.can_sign_in)

    def _show_waiting(self) -> None:
        self._waiting.refresh()
        offer = self._flow.offer
        values = {"address": offer.asking if offer else ""}
        self.show_step(
            self._waiting,
            self.tr("Sign in in your browser"),
            fill(self.tr("Org Wizard asks for access at {address}. Sign in there, and allow it."), values),
            self._waiting.open_again,
        )
        self.show_next("", possible=False)

    def _show_accounts(self) -> None:
        flow = self._flow
        self._accounts.refresh()
        values = {"address": flow.portal.start_url}
        self.show_step(
            self._accounts,
            self.tr("Which account do you want to use?"),
            fill(self.tr("You are signed in at {address}."), values),
            self._accounts.accounts if flow.accounts else self._anew,
        )
        self.show_next(self.tr("&Next"), possible=bool(flow.role))

    def _show_profile(self) -> None:
        flow = self._flow
        self._profile.show_values(flow.name, flow.name_problem, flow.regions, flow.work_region)
        account = flow.account
        values = {"role": flow.role, "account": account.name or account.account_id if account else ""}
        self.show_step(
            self._profile,
            self.tr("Save it as a profile"),
            fill(self.tr("{role} in {account}. The profile holds no password and no key."), values),
            self._profile.name,
        )
        self.show_next(self.tr("&Use this profile"), possible=flow.can_write)

    def _go_on(self) -> None:
        stage = self._flow.stage
        if stage is Stage.ADDRESS:
            self._tasks.start(self._flow.sign_in())
        elif stage is Stage.ACCOUNT:
            self._flow.go_to_profile()
        elif stage is Stage.PROFILE:
            self._tasks.start(self._flow.write())

    def _end(self, result: int) -> None:
        self._let_go()
        self._waiting.stop()
        if result == self.DialogCode.Accepted:
            self.signed_in.emit(self._flow.profile)
        else:
            self._tasks.start(self._flow.give_up())
