"""Every account of the selected connection, one click away."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.handover.ticket import Subject
from wizard.model.identifiers import grouped_account_id
from wizard.model.progress import AccountResult
from wizard.ui.runs.accounts import RunAccounts
from wizard.ui.texts.account import account_progress_text, remark_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.search_field import SearchField

_PAUSE_MS = 120  # of typing, before 10,000 accounts are searched


class AccountList(Expander):
    """A table with a search over it, problems first. Its owner brings the accounts when it is opened.

    opened():        the person wants to see the accounts
    explained(part): the explanation of an account changed; it should be in sight
    """

    opened = Signal()
    explained = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("", content, parent)
        self._accounts: tuple[tuple[str, AccountResult], ...] = ()
        title = self.tr("All accounts")
        self.button.setText(title)
        self.button.setAccessibleName(title)
        self.button.setObjectName("main.show-accounts")
        self._search = SearchField(self.tr("Search accounts"))
        self._search.setObjectName("main.accounts-search")
        self._count = Caption()
        self._table = RunAccounts("main.all")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        for part in (self._search, self._count, self._table):
            column.addWidget(part)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._show_found)
        self._search.textChanged.connect(self._pause.start)
        self.toggled.connect(self._toggled)
        self._table.explained.connect(self.explained)

    def set_subject(self, subject: Subject) -> None:
        """Say whose accounts these are, for whoever copies a failure for a ticket."""
        self._table.subject = subject

    def show_accounts(self, accounts: Sequence[AccountResult]) -> None:
        """Show these accounts, as far as the search finds them."""
        self._accounts = tuple((_searched(one), one) for one in accounts)
        self._show_found()

    def _toggled(self, is_open: bool) -> None:
        if is_open:
            self.opened.emit()

    def _show_found(self) -> None:
        words = self._search.text().casefold().split()
        digits = self._search.text().replace(" ", "").replace("-", "")
        wanted = [digits] if digits.isdigit() else words
        found = {one.account_id: one for text, one in self._accounts if all(word in text for word in wanted)}
        self._table.show_accounts(found)
        number = QLocale().toString
        values = {"found": number(len(found)), "all": number(len(self._accounts))}
        if not self._accounts:
            text = self.tr("Nothing is known of single accounts yet. Check again to find out.")
        elif wanted:
            text = fill(self.tr("{found} of {all} accounts"), values)
        else:
            text = self.tr("1 account") if len(self._accounts) == 1 else fill(self.tr("{all} accounts"), values)
        self._count.setText(text)
        self._search.setVisible(bool(self._accounts))


def _searched(one: AccountResult) -> str:
    reason = one.diagnosis.title if one.diagnosis else one.reason.text if one.reason else ""
    state = remark_text(one) or account_progress_text(one.progress)
    parts = (one.name, one.account_id, grouped_account_id(one.account_id), state, reason)
    return "\n".join(parts).casefold()
