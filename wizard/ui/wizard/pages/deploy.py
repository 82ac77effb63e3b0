"""Page 7: the run, live."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QWidget

from wizard.flow.pages.deploy import DeployPage
from wizard.model.plan import OperationState, RunEnd, RunKind
from wizard.model.run_state import OperationRow
from wizard.operations.mends import MENDS
from wizard.ui.runs.accounts import RunAccounts
from wizard.ui.runs.events import RunEvents, current_event
from wizard.ui.runs.failures import RunFailures
from wizard.ui.runs.operations import OperationLine, RunOperations
from wizard.ui.runs.progress import RunProgress
from wizard.ui.sign_in.desk import SignInDesk
from wizard.ui.tasks import Tasks
from wizard.ui.texts.actions import mend_confirmation, mend_text
from wizard.ui.texts.wording import fill, word
from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.console_link import open_console
from wizard.ui.widgets.message_strip import MessageStrip
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.deploy_rest import CONSOLE, RESUMING, SIGN_IN_AGAIN, START_OVER, Rest, rest_of

_DONE = (OperationState.DONE, OperationState.ALREADY_DONE)


class DeployView(PageView):
    """Operations, the count of accounts with its bar, the accounts, and the stack's events one click away."""

    def __init__(self, page: DeployPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._deploy = page
        self._rest: Rest | None = None
        self._desk: SignInDesk | None = None
        self._asked_at: object = None
        self._operations = RunOperations("deploy.operations")
        self._progress = RunProgress("deploy")
        self._failure = MessageStrip("deploy.action.")
        self._failure.setObjectName("deploy.failure")
        self._reasons = RunFailures("deploy")
        self._accounts = RunAccounts("deploy")
        self._technical = RunEvents("deploy")
        parts = (self._failure, self._operations, self._progress, self._reasons, self._accounts, self._technical)
        for part in parts:
            self.body.addWidget(part, 1 if part is self._accounts else 0)
        self.body.addStretch(0)  # takes the room while there is no table yet
        self._accounts.explained.connect(self.reveal)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._time_passed)
        self._progress.stop_pressed.connect(page.stop)
        self._failure.action.connect(self._act)

    @property
    def title(self) -> str:
        """How far it is."""
        end = self._deploy.end
        if self._deploy.kind is RunKind.START_OVER:
            return self._removing_title(end)
        if end is None:
            return self.tr("Creating the roles")
        if end is RunEnd.DONE:
            return self.tr("The roles are created") if not self._deploy.state.failed_accounts else self._partly()
        titles = {
            RunEnd.PAUSED: self.tr("Paused"),
            RunEnd.STOPPED: self.tr("Stopped"),
            RunEnd.FAILED: self.tr("The roles could not be created"),
        }
        return titles[end]

    def _removing_title(self, end: RunEnd | None) -> str:
        titles = {
            None: self.tr("Removing what was made"),
            RunEnd.DONE: self.tr("All is removed"),
            RunEnd.PAUSED: self.tr("Paused"),
            RunEnd.STOPPED: self.tr("Stopped"),
            RunEnd.FAILED: self.tr("Not everything could be removed"),
        }
        return titles[end]

    def _partly(self) -> str:
        failed = len(self._deploy.state.failed_accounts)
        if failed == 1:
            return self.tr("Created, except in 1 account")
        return fill(self.tr("Created, except in {number} accounts"), {"number": QLocale().toString(failed)})

    @property
    def instruction(self) -> str:
        """What is going on now."""
        page = self._deploy
        if page.end is RunEnd.DONE and page.kind is RunKind.START_OVER:
            return self.tr("The pages come back with all that you typed and chose.")
        if page.end is RunEnd.DONE and page.state.failed_accounts:
            return self.tr(
                "All others are connected. The accounts that are not stand first in the list, with the reason."
            )
        if page.end is RunEnd.STOPPED:
            return self.tr("AWS finishes what it has begun; nothing more is started from here.")
        if page.end is None and page.state.said is not None:
            return word(page.state.said)
        return ""

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("Can I close this?"),
                self.tr("Yes. The run can go on in the background; the list shows where it stands, and leads back."),
            ),
            Help(
                self.tr("What if an account fails?"),
                self.tr(
                    "The others are not touched by it. Each account is judged by itself, and named with its reason."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show the run."""
        page = self._deploy
        self._time_passed()
        if not page.running:
            self._second.stop()
        elif not self._second.isActive():
            self._second.start()
        self._reasons.show_accounts({} if page.end is None else page.state.accounts)
        self._accounts.subject = self.subject
        self._accounts.show_accounts(page.state.accounts)
        self._technical.show_events(page.state.events)
        self._show_rest()
        self.rephrased.emit()

    def _show_rest(self) -> None:
        asked_again = self._asked_at is not None and self._asked_at == self._reported()
        can_sign_in = self._desk is not None and self._desk.can_sign_in
        rest = rest_of(self._deploy, self._leading_back(), asked_again=asked_again, can_sign_in=can_sign_in)
        if self.read_only and rest is not None:
            rest = replace(rest, actions=())
        if rest == self._rest:
            return
        self._rest = rest
        if rest is None:
            self._failure.clear()
        else:
            rest.show(self._failure, self.subject)

    def _reported(self) -> tuple[object, ...]:
        """Give what changes as soon as AWS answers again."""
        state = self._deploy.state
        done = [row.operation for row in state.operations.values() if row.state in _DONE]
        return state.counted, len(state.events), len(state.accounts), tuple(done)

    def _time_passed(self) -> None:
        self._operations.show_lines(self._line(row) for row in self._deploy.state.operations.values())
        self._progress.show_counts(
            self._deploy.state.counted, self._deploy.state.seconds_left, running=self._deploy.running
        )

    def let_go(self) -> None:
        """Follow the run no longer, nor the clock."""
        super().let_go()
        self._second.stop()

    def _leading_back(self) -> tuple[str, ...]:
        if self._deploy.end not in (RunEnd.FAILED, RunEnd.STOPPED):
            return ()
        return (
            "choose-another-profile",
            "go-to-organization",
            "go-to-settings",
            "choose-another-role-name",
            "go-to-checks",
        )

    def _line(self, row: OperationRow) -> OperationLine:
        at_stack = row.operation == "stack" and row.state is OperationState.RUNNING
        detail = current_event(self._deploy.state.events) if at_stack else ""
        return OperationLine(row.operation, row.state, self._deploy.state.elapsed(row.operation), detail)

    def _act(self, action: str) -> None:
        if action in RESUMING:
            self._resume()
        elif action == SIGN_IN_AGAIN and self._desk is not None:
            self._tasks.start(self._desk.again_for(self._deploy.profile, lambda _profile: self._resume()))
        elif action == START_OVER:
            self._ask_to_start_over()
        elif action == CONSOLE and self._deploy.failure is not None:
            open_console(self._deploy.console_address(self._deploy.failure.cause))
        elif action in MENDS:
            self._ask_to_mend(action)
        else:
            self.act.emit(action)

    def offer_sign_in(self, desk: SignInDesk) -> None:
        """Let the person sign in again here, where the run waits for that."""
        self._desk = desk

    def _resume(self) -> None:
        self._asked_at = self._reported() if self._deploy.end is RunEnd.PAUSED else None
        self._tasks.start(self._deploy.resume())

    def _ask_to_start_over(self) -> None:
        question = Confirmation(
            self.tr("Remove what was made, and start over?"),
            self.tr(
                "The StackSets, the stack and every role that this connection made are deleted, step by step. What "
                "does not carry its tag is left, and so is trusted access. Then the pages come back with all that you "
                "typed and chose."
            ),
            self.tr("&Start over"),
            self.tr("&Leave it as it is"),
            self,
        )
        question.setObjectName("deploy.confirm-start-over")
        question.accepted.connect(self._start_over)
        question.finished.connect(question.deleteLater)
        question.open()

    def _start_over(self) -> None:
        self._tasks.start(self._deploy.start_over())

    def _ask_to_mend(self, mend: str) -> None:
        question = Confirmation(
            mend_text(mend), mend_confirmation(mend), mend_text(mend), self.tr("&Leave it as it is"), self
        )
        question.setObjectName("deploy.confirm-mend")
        question.accepted.connect(lambda: self._tasks.start(self._deploy.mend(mend)))
        question.finished.connect(question.deleteLater)
        question.open()
