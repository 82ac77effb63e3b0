"""The accounts that are not connected, and why."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.pages.connected import FailureGroup, group_failures
from wizard.model.identifiers import grouped_account_id
from wizard.model.progress import AccountProgress, AccountResult
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import BodyLabel, TextLabel
from wizard.ui.widgets.raw_text import RawText

_NAMED = 3
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class MissingAccounts(QWidget):
    """Accounts grouped by reason: a few by name, the rest in a list that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[AccountResult, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space.medium)
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
            explanation = group.diagnosis.explanation if group.diagnosis else ""
            self._column.addWidget(self._group(self._heading(group), explanation, group.accounts, number))
        skipped = tuple(one for one in self._shown if one.progress is AccountProgress.SKIPPED)
        if skipped:
            one, more = (
                self.tr("suspended: AWS leaves it out until it is active again"),
                self.tr("suspended: AWS leaves them out until they are active again"),
            )
            heading = self._counted(skipped, one if len(skipped) == 1 else more)
            self._column.addWidget(self._group(heading, "", skipped, -1))
        self.setVisible(self._column.count() > 0)

    def _heading(self, group: FailureGroup) -> str:
        if group.diagnosis is not None:
            return self._counted(group.accounts, group.diagnosis.title)
        stopped = group.accounts[0].progress is AccountProgress.CANCELLED
        reason = self.tr("AWS stopped before it came to them") if stopped else self.tr("AWS gave no reason")
        return self._counted(group.accounts, reason)

    def _counted(self, accounts: Sequence[AccountResult], reason: str) -> str:
        text = self.tr("1 account: {reason}") if len(accounts) == 1 else self.tr("{number} accounts: {reason}")
        return fill(text, {"number": QLocale().toString(len(accounts)), "reason": reason})

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
