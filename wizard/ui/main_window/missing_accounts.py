"""The accounts that are not connected, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.pages.connected import group_failures
from wizard.model.identifiers import grouped_account_id
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.account_results import can_be_tried
from wizard.ui.main_window.action_bar import set_possible
from wizard.ui.runs.ask_for import AskFor
from wizard.ui.texts.failure_groups import counted, failure_heading
from wizard.ui.texts.retry import try_again_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import BodyLabel, TextLabel
from wizard.ui.widgets.raw_text import RawText

_NAMED = 3
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class MissingAccounts(QWidget):
    """Accounts grouped by reason: a few by name, the rest in a list that can be copied; one button tries them again.

    retry_pressed(): those that can be tried again are to be tried
    """

    retry_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[AccountResult, ...] = ()
        self._offered = False
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens().space.medium)
        self._retry = Button("", icon_name="refresh")
        self._retry.setObjectName("main.retry")
        self._retry.clicked.connect(self.retry_pressed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens().space.medium)
        whole.addLayout(self._column)
        whole.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_accounts(self, accounts: Sequence[AccountResult]) -> None:
        """Show these; none hides the widget."""
        if tuple(accounts) == self._shown:
            return
        self._shown = tuple(accounts)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, group in enumerate(group_failures(self._shown)):
            heading, explanation = failure_heading(group), group.diagnosis.explanation if group.diagnosis else ""
            self._column.addWidget(self._group(heading, explanation, group.accounts, number))
            if group.diagnosis is not None and group.diagnosis.request:
                self._column.addWidget(AskFor(f"main.ask.{number}", heading, group.diagnosis.request))
        skipped = tuple(one for one in self._shown if one.progress is AccountProgress.SKIPPED)
        if skipped:
            one, more = (
                self.tr("suspended, so AWS leaves it out until it is active again"),
                self.tr("suspended, so AWS leaves them out until they are active again"),
            )
            heading = counted(len(skipped), one if len(skipped) == 1 else more)
            self._column.addWidget(self._group(heading, "", skipped, -1))
        self._show_retry()
        self.setVisible(self._column.count() > 0)

    def offer_retry(self, *, offered: bool, why_not: str) -> None:
        """Offer to try again those that can be tried, or do not.

        why_not: why it is not possible now; empty where it is
        """
        self._offered = offered
        set_possible(self._retry, why_not)
        self._show_retry()

    def _show_retry(self) -> None:
        text = try_again_text(self._shown)
        self._retry.setText(text)
        self._retry.setAccessibleName(text.replace("&", ""))
        self._retry.setVisible(self._offered and any(can_be_tried(one) for one in self._shown))

    def _group(self, heading: str, explanation: str, accounts: Sequence[AccountResult], number: int) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        column.addWidget(TextLabel(heading, "strong"))
        if explanation:
            column.addWidget(BodyLabel(explanation))
        if len(accounts) <= _NAMED:
            column.addWidget(TextLabel("\n".join(_named(one) for one in accounts), "muted"))
        else:
            column.addWidget(self._list(heading, accounts, number))
        return box

    def _list(self, heading: str, accounts: Sequence[AccountResult], number: int) -> Expander:
        box = RawText(heading)
        box.set_text("\n".join(f"{one.account_id}  {one.name}" for one in accounts))
        expander = Expander(self.tr("Show these accounts"), box)
        expander.button.setObjectName("main.skipped-accounts" if number < 0 else f"main.missing-accounts.{number}")
        expander.button.setAccessibleName(fill(self.tr("Show these accounts: {heading}"), {"heading": heading}))
        return expander


def _named(one: AccountResult) -> str:
    """Give name and ID; the ID stays on one line."""
    return f"{one.name} · {grouped_account_id(one.account_id).replace(' ', _NO_BREAK_SPACE)}"
