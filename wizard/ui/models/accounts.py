"""The accounts of a run as a table, problems first."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontDatabase

from wizard.model.identifiers import grouped_account_id
from wizard.model.plan import RunKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.ui.models.connections import plain_tool_tip
from wizard.ui.texts.account import account_progress_text, remark_text
from wizard.ui.theme.icons import icon
from wizard.ui.widgets.state import State, state_icon

Index = QModelIndex | QPersistentModelIndex

_ORDER = {
    AccountProgress.FAILED: 0,
    AccountProgress.CANCELLED: 1,
    AccountProgress.RUNNING: 2,
    AccountProgress.PENDING: 3,
    AccountProgress.SKIPPED: 4,
    AccountProgress.SUCCEEDED: 5,
}
_STATES = {
    AccountProgress.FAILED: State.PROBLEM,
    AccountProgress.CANCELLED: State.WARNING,
    AccountProgress.RUNNING: State.RUNNING,
    AccountProgress.PENDING: State.PENDING,
    AccountProgress.SKIPPED: State.SKIPPED,
    AccountProgress.SUCCEEDED: State.DONE,
}


class AccountsModel(QAbstractTableModel):
    """State, name, ID and reason of each account; those that need attention stand at the top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AccountResult] = []
        self._names: dict[str, str] = {}
        self._kind = RunKind.CONNECT

    def set_kind(self, kind: RunKind) -> None:
        """Speak of the accounts as befits a kind of run."""
        if kind is not self._kind:
            self.beginResetModel()
            self._kind = kind
            self.endResetModel()

    def show_accounts(self, accounts: Mapping[str, AccountResult]) -> None:
        """Show these accounts; whoever is selected stays selected, wherever its row goes."""
        for one in accounts.values():
            if one.account_id not in self._names:
                self._names[one.account_id] = one.name.casefold()
        rows = sorted(accounts.values(), key=self._place)
        if rows == self._rows:
            return
        if self._rows and not {one.account_id for one in self._rows} <= accounts.keys():
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._add_room(len(rows) - len(self._rows), rows)
        self._take_order(rows)

    def _place(self, one: AccountResult) -> tuple[int, str, str]:
        order = _ORDER[AccountProgress.CANCELLED if remark_text(one) else one.progress]
        return order, self._names[one.account_id], one.account_id

    def _add_room(self, more: int, rows: Sequence[AccountResult]) -> None:
        if more <= 0:
            return
        known = {one.account_id for one in self._rows}
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + more - 1)
        self._rows = [*self._rows, *(one for one in rows if one.account_id not in known)]
        self.endInsertRows()

    def _take_order(self, rows: list[AccountResult]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        accounts = [self._rows[index.row()].account_id for index in held]
        self._rows = rows
        if held:
            places = {one.account_id: row for row, one in enumerate(rows)}
            moved = [self.index(places[account], index.column()) for account, index in zip(accounts, held, strict=True)]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def result(self, row: int) -> AccountResult:
        """Give the account of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of accounts."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """State, account, ID, reason."""
        return 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("State"), self.tr("Account"), self.tr("Account ID"), self.tr("Why"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._text(one, index.column())) or None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon(*state_icon(State.WARNING if remark_text(one) else _STATES[one.progress]))
        if role == Qt.ItemDataRole.FontRole and index.column() == 2:
            return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        return None

    def _text(self, one: AccountResult, column: int) -> str:
        texts = (self._state(one), one.name, grouped_account_id(one.account_id), self._reason(one))
        return texts[column]

    def _state(self, one: AccountResult) -> str:
        return remark_text(one) or account_progress_text(one.progress, self._kind)

    def _reason(self, one: AccountResult) -> str:
        if one.progress is AccountProgress.SKIPPED:
            return self.tr("Suspended: AWS leaves it out until it is active again")
        if one.diagnosis is not None:
            return one.diagnosis.title
        return one.reason.text if one.reason else ""
