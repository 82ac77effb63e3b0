"""The reasons why accounts of a run failed, equal ones together."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.pages.connected import FailureGroup, group_failures
from wizard.model.progress import AccountResult
from wizard.ui.runs.ask_for import AskFor
from wizard.ui.texts.failure_groups import failure_heading
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.labels import BodyLabel, TextLabel
from wizard.ui.widgets.tab_order import tab_as_laid_out

_REASONS = 4
"""So many reasons are told; every account in the table tells its own."""


class RunFailures(QWidget):
    """A heading for each reason, the most frequent first; below it the cause, and what to ask for where that helps.

    prefix: of the object names, e.g. "deploy"
    """

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._shown: tuple[FailureGroup, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space.small)
        self.setObjectName(f"{prefix}.reasons")
        self.hide()

    def show_accounts(self, accounts: Mapping[str, AccountResult]) -> None:
        """Show the reasons of these accounts; none hides the widget."""
        groups = group_failures(tuple(accounts.values()))[:_REASONS]
        if groups == self._shown:
            return
        self._shown = groups
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, group in enumerate(groups):
            self._column.addWidget(self._group(group, number))
        self.setVisible(bool(groups))
        tab_as_laid_out(self)

    def _group(self, group: FailureGroup, number: int) -> QWidget:
        box, heading = QWidget(), failure_heading(group)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        column.addWidget(TextLabel(heading, "strong"))
        if group.diagnosis is not None:
            column.addWidget(BodyLabel(group.diagnosis.explanation))
            if group.diagnosis.request:
                column.addWidget(AskFor(f"{self._prefix}.ask.{number}", heading, group.diagnosis.request))
        return box
