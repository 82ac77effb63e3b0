"""The dialog of a sign-in that is done outside of the window: what to do there, and waiting until it works."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.signing_in.again import Way
from wizard.flow.signing_in.elsewhere import SignInElsewhere
from wizard.ui.sign_in.frame import SignInFrame
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow

_NAME = "sign-in-elsewhere"


class SignInElsewhereDialog(SignInFrame):
    """Says what to do, and closes itself once the profile works; open it with `open()` after `begin`.

    can_sign_in:        a sign-in can begin in this window
    signed_in(profile): the profile works now
    here_pressed():     the person would rather sign in here, to a profile of our own
    """

    signed_in = Signal(str)
    here_pressed = Signal()

    def __init__(
        self, flow: SignInElsewhere, tasks: Tasks, *, can_sign_in: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(_NAME, "", parent)
        self.setWindowTitle(self.tr("Sign in again"))
        self._flow = flow
        self._tasks = tasks
        self._step = QWidget()
        self._command = CopyRow(self.tr("Command to run"), flow.again.command)
        self._command.setObjectName(f"{_NAME}.command")
        self._command.button.setObjectName(f"{_NAME}.copy-command")
        self._command.setVisible(bool(flow.again.command))
        self._state = StateRow("", State.RUNNING)
        self._state.setObjectName(f"{_NAME}.state")
        self._here = Button(self.tr("Sign in &here instead, to a profile of its own"), icon_name="person")
        self._here.setObjectName(f"{_NAME}.here")
        self._here.setAccessibleName(self.tr("Sign in here instead, to a profile of its own"))
        self._here.setVisible(can_sign_in and flow.again.portal is not None)
        column = QVBoxLayout(self._step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.large)
        for part in (self._command, self._state, self._here):
            column.addWidget(part)
        self.add_step(self._step)
        self.finish_steps()
        self.back.hide()
        self._let_go = flow.changed.subscribe(self.refresh)
        self._here.clicked.connect(self._go_here)
        self.next_pressed.connect(lambda: self._tasks.start(flow.look()))
        self.finished.connect(self._end)

    def begin(self) -> None:
        """Watch the files of AWS's tools from now on."""
        self._tasks.start(self._flow.watch())
        self.refresh()

    def refresh(self) -> None:
        """Show whether it works by now."""
        flow = self._flow
        if flow.works:
            self.accept()
            return
        name = flow.again.profile.name or self.tr("Credentials of the environment")
        self.show_step(
            self._step, fill(self.tr("Sign in again: {name}"), {"name": name}), self._what_to_do(), self.next
        )
        asking = self.tr("Asking AWS who you are") if flow.asking else self.tr("Waiting until the profile works")
        self._state.set_text(asking)
        self._state.set_state(State.RUNNING, self.tr("Org Wizard goes on by itself as soon as it does."))
        self.show_next(self.tr("&Look again"), possible=not flow.asking)
        self.show_problem(flow.diagnosis)

    def _what_to_do(self) -> str:
        words = {
            Way.COMMAND: self.tr(
                "Another AWS tool on this computer looks after this sign-in, so it is renewed there. Run this command "
                "in a terminal; your browser opens."
            ),
            Way.FILES: self.tr(
                "The profile holds an access key. Where it is a temporary one, get a new one where you got it, and "
                "paste it into the same file in place of the old one."
            ),
            Way.PROGRAM: self.tr(
                "Another program on this computer signs in for this profile. Sign in there, then look again."
            ),
            Way.ENVIRONMENT: self.tr(
                "These credentials came with the surroundings that Org Wizard was started in. Close it, sign in there "
                "again, and start it anew: whatever is under way can be gone on with then."
            ),
        }
        return words.get(self._flow.again.way, "")

    def _go_here(self) -> None:
        self.reject()
        self.here_pressed.emit()

    def _end(self, result: int) -> None:
        self._let_go()
        if result == self.DialogCode.Accepted:
            self.signed_in.emit(self._flow.profile.name)
        self._tasks.start(self._flow.give_up())
