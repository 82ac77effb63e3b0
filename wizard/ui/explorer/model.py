"""The accounts with their indexes, as a table."""

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontDatabase

from wizard.model.explorer import AccountIndexes, Exploration
from wizard.model.identifiers import grouped_account_id
from wizard.ui.models.connections import plain_tool_tip
from wizard.ui.texts.wording import fill
from wizard.ui.theme.icons import icon
from wizard.ui.widgets.state import State, state_icon

Index = QModelIndex | QPersistentModelIndex
_ID, _INDEXES = 1, 3


class ExplorerModel(QAbstractTableModel):
    """One row for each account: its aggregator, how many Regions have an index, and which have none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = Exploration((), ())
        self._rows: list[AccountIndexes] = []
        self._words: list[str] = []

    def show(self, found: Exploration) -> None:
        """Show what was found; those that lack something stand first, the management account before all."""
        self.beginResetModel()
        self._found = found
        self._filter()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only accounts whose name, ID or missing Regions hold every word."""
        self.beginResetModel()
        self._words = text.casefold().split()
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        ordered = sorted(self._found.accounts, key=lambda one: (not one.management, not self._found.missing(one)))
        self._rows = [one for one in ordered if all(word in self._text(one) for word in self._words)]

    def _text(self, one: AccountIndexes) -> str:
        missing = " ".join(self._found.missing(one))
        return f"{one.name}\n{one.account_id}\n{grouped_account_id(one.account_id)}\n{missing}".casefold()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of accounts that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Account, ID, aggregator, indexes, missing in."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (self.tr("Account"), self.tr("Account ID"), self.tr("Aggregator"), self.tr("Indexes"))
        return (*names, self.tr("No index in"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        one, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.FontRole and column == _ID:
            return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if role == Qt.ItemDataRole.DecorationRole and column == _INDEXES:
            whole = bool(one.indexes) and not self._found.missing(one)
            return icon(*state_icon(State.DONE if whole else State.WARNING))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._cell(one, column))
        return self._cell(one, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, one: AccountIndexes, column: int) -> str:
        number = QLocale().toString
        counted = {"there": number(len(one.indexes)), "all": number(len(self._found.regions))}
        name = fill(self.tr("{name} (management account)"), {"name": one.name}) if one.management else one.name
        cells = (
            name,
            grouped_account_id(one.account_id),
            one.aggregator or self.tr("None"),
            fill(self.tr("{there} of {all}"), counted),
            ", ".join(self._found.missing(one)),
        )
        return cells[column]
