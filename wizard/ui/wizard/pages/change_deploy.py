"""The fourth page of a change: the run, live."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from wizard.flow.pages.change import ChangePage
from wizard.flow.pages.deploy import DeployPage
from wizard.model.plan import OperationState, RunEnd
from wizard.model.run_state import OperationRow
from wizard.ui.runs.events import current_event
from wizard.ui.runs.operations import OperationLine
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.wizard.pages.deploy import DeployView

_AT_STACK = ("make-room", "apply-change")


class ChangeDeployView(DeployView):
    """The same as when connecting, in the words of a change; it is the last page unless the RoleARN is another one."""

    def __init__(self, page: DeployPage, difference: ChangePage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._difference = difference

    @property
    def title(self) -> str:
        """How far it is."""
        end, failed = self._deploy.end, len(self._deploy.state.failed_accounts)
        if end is None:
            return self.tr("Applying the change")
        if end is RunEnd.DONE and failed == 1:
            return self.tr("Applied, except in 1 account")
        if end is RunEnd.DONE and failed:
            return fill(self.tr("Applied, except in {number} accounts"), {"number": QLocale().toString(failed)})
        titles = {
            RunEnd.DONE: self.tr("The change is applied"),
            RunEnd.PAUSED: self.tr("Paused"),
            RunEnd.STOPPED: self.tr("Stopped"),
            RunEnd.FAILED: self.tr("The change could not be applied"),
        }
        return titles[end]

    @property
    def instruction(self) -> str:
        """What is going on now, or what it came to."""
        if self._deploy.end is RunEnd.DONE and not self._deploy.state.failed_accounts:
            if self._difference.role_renamed:
                return self.tr("One thing is left: the RoleARN is another one now, and has to be pasted again.")
            return self.tr("Every account was looked at: the roles are where they should be, and nowhere else.")
        if self._deploy.end is RunEnd.FAILED:
            if self._difference.request is None:
                return self.tr("Try again, or close this window and choose something else with Change.")
            return self.tr("You can go back and choose something else, or try again.")
        return super().instruction

    @property
    def primary_text(self) -> str:
        """The last page's button ends it."""
        return self.tr("&Next") if self._difference.role_renamed else self.tr("&Done")

    def _leading_back(self) -> tuple[str, ...]:
        if self._deploy.end not in (RunEnd.FAILED, RunEnd.STOPPED) or self._difference.request is None:
            return ()
        return ("go-to-organization", "leave-accounts-out", "go-to-settings", "choose-another-role-name")

    def _line(self, row: OperationRow) -> OperationLine:
        line = super()._line(row)
        if row.operation not in _AT_STACK or row.state is not OperationState.RUNNING:
            return line
        return OperationLine(line.operation, line.state, line.seconds, current_event(self._deploy.state.events))
