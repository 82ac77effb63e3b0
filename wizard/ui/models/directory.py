"""People, groups and memberships as a table; thousands of rows are searched without holding the window."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontDatabase

from wizard.ui.models.connections import plain_tool_tip

Index = QModelIndex | QPersistentModelIndex
Cells = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """How the columns are called, and which of them holds IDs.

    live: gives the last column of a row by its second cell, where it changes while it is shown; None where it stays
    """

    names: Cells
    code: int = -1
    live: Callable[[str], str] | None = None


class DirectoryModel(QAbstractTableModel):
    """Rows of three cells, as far as the search finds them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = Columns(("", "", ""))
        self._all: list[tuple[str, Cells]] = []
        self._rows: list[Cells] = []
        self._words: list[str] = []

    def show(self, columns: Columns, rows: Iterable[Cells]) -> None:
        """Show these rows in place of the last ones; what is searched stays."""
        self.beginResetModel()
        self._columns = columns
        self._all = [(_searched(one), one) for one in rows]
        self._rows = self._found(self._all)
        self.endResetModel()

    def append(self, rows: Iterable[Cells]) -> None:
        """Put rows behind those that are there; what is selected and in sight stays."""
        more = [(_searched(one), one) for one in rows]
        self._all += more
        found = self._found(more)
        if found:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._rows += found
            self.endInsertRows()

    def renew(self) -> None:
        """Show what is live anew."""
        if self._rows and self._columns.live is not None:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self._rows) - 1, 2))

    def search(self, text: str) -> None:
        """Show only rows that hold every word."""
        self.beginResetModel()
        self._words = text.casefold().split()
        self._rows = self._found(self._all)
        self.endResetModel()

    @property
    def total(self) -> int:
        """So many rows there are, found or not."""
        return len(self._all)

    def _found(self, rows: Sequence[tuple[str, Cells]]) -> list[Cells]:
        words = self._words
        return [one for text, one in rows if all(word in text for word in words)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of rows that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Three."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._columns.names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        column = index.column()
        if role == Qt.ItemDataRole.FontRole and column == self._columns.code:
            return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows[index.row()]
        live = self._columns.live
        text = live(row[1]) if live is not None and column == 2 else row[column]
        return text if role == Qt.ItemDataRole.DisplayRole else plain_tool_tip(text)


def _searched(row: Cells) -> str:
    return "\n".join(row).casefold()
