"""The dialog "Sign in as in the AWS console"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.signing_in.console_login import ConsoleSigningIn, Stage
from wizard.ui.sign_in.frame import SignInFrame
from wizard.ui.sign_in.profile_name import ProfileNameStep
from wizard.ui.sign_in.regions import RegionBox
from wizard.ui.sign_in.waiting import WaitingStep
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.field import Field
from wizard.ui.widgets.labels import BodyLabel

_NAME = "console-login"


class ConsoleLoginDialog(SignInFrame):
    """The region, the browser, the name; open it with `open()` after `begin`.

    signed_in(profile): a profile works now; the dialog is closed
    """

    signed_in = Signal(str)

    def __init__(self, flow: ConsoleSigningIn, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(_NAME, "", parent)
        self.setWindowTitle(self.tr("Sign in as in the AWS console"))
        self._flow = flow
        self._tasks = tasks
        self._start = QWidget()
        self._regions = RegionBox(f"{_NAME}.region")
        self._region = Field(
            self.tr("Region to &work in"),
            self._regions,
            self.tr("Where stacks are made. Any Region does that your organization uses."),
        )
        self._instead = BodyLabel(
            self.tr(
                "The AWS CLI, version 2, may still do it: run this command in a terminal on this computer. The profile "
                "then appears in the list by itself."
            )
        )
        self._command = CopyRow(self.tr("Command to run"))
        self._command.setObjectName(f"{_NAME}.command")
        self._command.button.setObjectName(f"{_NAME}.copy-command")
        column = QVBoxLayout(self._start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.large)
        for part in (self._region, self._instead, self._command):
            column.addWidget(part)
        self._waiting = WaitingStep(_NAME, flow)
        self._profile = ProfileNameStep(_NAME, with_region=False)
        for step in (self._start, self._waiting, self._profile):
            self.add_step(step)
        self.finish_steps()
        self._connect()

    def _connect(self) -> None:
        self._let_go = self._flow.changed.subscribe(self.refresh)
        self.back.hide()
        self.next_pressed.connect(self._go_on)
        self._regions.picked.connect(self._flow.choose_region)
        self._profile.named.connect(self._flow.type_name)
        self.finished.connect(self._end)

    def begin(self) -> None:
        """Look for what there is; a sign-in for a profile that is there already begins at once."""
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
        elif stage is Stage.WAITING:
            self._show_waiting()
        elif stage in (Stage.PROFILE, Stage.WRITING):
            self._show_profile()
        else:
            self._show_start()
        self.show_problem(self._flow.problem)

    def _show_start(self) -> None:
        flow = self._flow
        self._regions.show_regions(flow.regions, flow.region)
        self._region.setVisible(not flow.renews)
        for part in (self._instead, self._command):
            part.setVisible(flow.refused_by_flow)
        if flow.refused_by_flow and self._command.value() != flow.command:
            self._command.set_value(flow.command)
        self.show_step(
            self._start,
            self.tr("Sign in as in the AWS console"),
            self.tr(
                "Your browser opens the sign-in page of the AWS console. Sign in there as you always do; no password "
                "is typed here. Nothing lasts longer than twelve hours."
            ),
            self._regions if not flow.renews else self.next,
        )
        busy = flow.stage is Stage.OPENING
        again = flow.problem is not None
        text = self.tr("&Try again") if again else self.tr("&Open the browser")
        self.show_next(self.tr("Asking AWS…") if busy else text, possible=not busy)

    def _show_waiting(self) -> None:
        self._waiting.refresh()
        self.show_step(
            self._waiting,
            self.tr("Sign in in your browser"),
            self.tr("AWS asks whether a tool on this computer may sign in as you. Sign in there, and allow it."),
            self._waiting.open_again,
        )
        self.show_next("", possible=False)

    def _show_profile(self) -> None:
        flow = self._flow
        self._profile.show_values(flow.name, flow.name_problem, flow.regions, flow.region)
        self.show_step(
            self._profile,
            self.tr("Save it as a profile"),
            fill(self.tr("You are signed in as {arn}."), {"arn": flow.session}),
            self._profile.name,
        )
        self.show_next(self.tr("&Use this profile"), possible=flow.can_write)

    def _go_on(self) -> None:
        if self._flow.stage is Stage.START:
            self._tasks.start(self._flow.sign_in())
        elif self._flow.stage is Stage.PROFILE:
            self._tasks.start(self._flow.write())

    def _end(self, result: int) -> None:
        self._let_go()
        self._waiting.stop()
        if result == self.DialogCode.Accepted:
            self.signed_in.emit(self._flow.profile)
        else:
            self._tasks.start(self._flow.give_up())
