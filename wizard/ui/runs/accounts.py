"""The accounts of a run, and why the selected one is not connected."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from wizard.handover.ticket import Subject
from wizard.model.identifiers import grouped_account_id
from wizard.model.plan import RunKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.ui.models.accounts import AccountsModel
from wizard.ui.texts.account import account_progress_text, unwell_text
from wizard.ui.texts.ticket import ticket_of
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.announce import announce
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.widgets.tables import dress_table
from wizard.ui.wizard.trouble import raw_text

_TABLE_LINES = 9
_NAME_CHARACTERS = 26
_ID_DIGITS = "0000 0000 0000"
_COPY = "copy-permission-request"
_UNWELL = (AccountProgress.FAILED, AccountProgress.CANCELLED)


class RunAccounts(QWidget):
    """A table, problems first; under it stands the explanation of the selected account.

    prefix:          of the object names, e.g. "deploy" or "main.run"
    subject:         what is being done for whom, for whoever copies a failure for a ticket
    explained(part): the explanation changed; it should be in sight
    """

    explained = Signal(QWidget)

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = RunKind.CONNECT
        self.subject = Subject()
        self._model = AccountsModel(self)
        self._table = QTableView()
        self._why = MessageStrip(f"{prefix}.why.")
        self._why.setObjectName(f"{prefix}.why")
        self._explained: AccountResult | None = None
        self._request = ""
        self._set_up_table(f"{prefix}.accounts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        column.addWidget(self._table, 1)
        column.addWidget(self._why)
        self._table.selectionModel().selectionChanged.connect(self._explain)
        self._why.action.connect(self._copy)

    def set_kind(self, kind: RunKind) -> None:
        """Speak of the accounts as befits a kind of run."""
        self._kind = kind
        self._model.set_kind(kind)

    def show_accounts(self, accounts: Mapping[str, AccountResult]) -> None:
        """Show these accounts; nothing while there are none."""
        self.setVisible(bool(accounts))
        self._model.show_accounts(accounts)
        self._explain()

    def _set_up_table(self, name: str) -> None:
        table = self._table
        table.setObjectName(name)
        table.setAccessibleName(self.tr("Accounts"))
        table.setModel(self._model)
        dress_table(table)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        # Measuring the texts of thousands of rows would hold the window, so the widths come from what they can be.
        header, letters = table.horizontalHeader(), table.fontMetrics()
        words = max(letters.horizontalAdvance(account_progress_text(one)) for one in AccountProgress)
        room = 3 * tokens().space.small
        widths = (
            words + letters.height() + 2 * room,
            letters.averageCharWidth() * _NAME_CHARACTERS,
            round(letters.horizontalAdvance(_ID_DIGITS) * 1.15) + room,
        )
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        table.setMinimumHeight(table.verticalHeader().defaultSectionSize() * (_TABLE_LINES - 2))

    def _explain(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        one = self._model.result(rows[0].row()) if rows else None
        if one == self._explained:
            return
        self._explained = one
        if one is None or one.progress not in _UNWELL:
            self._why.clear()
            return
        name = {"name": one.name, "id": grouped_account_id(one.account_id)}
        if one.diagnosis is not None:
            title = fill(self.tr("{name} ({id}): {problem}"), {**name, "problem": one.diagnosis.title})
            cause = one.diagnosis.explanation
        else:
            title = fill(unwell_text(self._kind), name)
            cause = one.reason.text if one.reason else self.tr("AWS stopped before it came to this account.")
        details = raw_text(one.reason) if one.reason else ""
        self._request = one.diagnosis.request if one.diagnosis is not None else ""
        copying = (Action(_COPY, self.tr("Copy what to ask for")),) if self._request else ()
        ticket = ticket_of(one.diagnosis, self.subject) if one.diagnosis is not None else ""
        self._why.show_message(Tone.PROBLEM, title, cause, copying, details, ticket=ticket)
        QTimer.singleShot(0, self, self._tell)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._request)
        announce(self, self.tr("Copied"))

    def _tell(self) -> None:
        self.explained.emit(self._why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives names a third of the width, and more than that to nobody."""
        super().resizeEvent(event)
        least = self._table.fontMetrics().averageCharWidth() * _NAME_CHARACTERS
        self._table.horizontalHeader().resizeSection(1, max(least, event.size().width() * 3 // 10))
