"""The accounts that a change concerns, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFontDatabase

from wizard.model.identifiers import grouped_account_id
from wizard.model.scope_change import ScopeChange
from wizard.ui.models.connections import plain_tool_tip
from wizard.ui.theme.icons import icon
from wizard.ui.widgets.state import State, state_icon

Index = QModelIndex | QPersistentModelIndex


class Fate(StrEnum):
    """What a change means for an account."""

    OUT = "out"
    BETWEEN = "between"
    IN = "in"


_WORDS = {
    Fate.OUT: QT_TRANSLATE_NOOP("AccountChanges", "Goes out"),
    Fate.BETWEEN: QT_TRANSLATE_NOOP("AccountChanges", "Without the role for a few minutes"),
    Fate.IN: QT_TRANSLATE_NOOP("AccountChanges", "Comes in"),
}
_STATES = {Fate.OUT: State.SKIPPED, Fate.BETWEEN: State.WARNING, Fate.IN: State.DONE}


def fate_text(fate: Fate) -> str:
    """Say what a change means for an account."""
    return QCoreApplication.translate("AccountChanges", str(_WORDS[fate]))


@dataclass(frozen=True, slots=True)
class _Row:
    fate: Fate
    name: str
    account_id: str


class AccountChangesModel(QAbstractTableModel):
    """What happens, name and ID of each account; those that lose something stand at the top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[_Row] = []
        self._rows: list[_Row] = []
        self._needle = ""

    def show_change(self, scope: ScopeChange, names: Mapping[str, str]) -> None:
        """Show these accounts."""
        parts = ((Fate.OUT, scope.go_out), (Fate.BETWEEN, scope.between), (Fate.IN, scope.come_in))
        self._all = [
            _Row(fate, names.get(one, one), one)
            for fate, accounts in parts
            for one in sorted(accounts, key=lambda account: (names.get(account, account).casefold(), account))
        ]
        self._filter()

    def search(self, text: str) -> None:
        """Show only accounts whose name or ID holds a text; IDs may be typed in groups."""
        self._needle = text.strip().casefold()
        self._filter()

    def _filter(self) -> None:
        digits = self._needle.replace(" ", "")
        self.beginResetModel()
        self._rows = [
            one
            for one in self._all
            if not self._needle or self._needle in one.name.casefold() or (digits and digits in one.account_id)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of accounts that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Account, ID, what happens."""
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Account"), self.tr("Account ID"), self.tr("What happens"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        one = self._rows[index.row()]
        text = (one.name, grouped_account_id(one.account_id), fate_text(one.fate))[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(text)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 2:
            return icon(*state_icon(_STATES[one.fate]))
        if role == Qt.ItemDataRole.FontRole and index.column() == 1:
            return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        return None
