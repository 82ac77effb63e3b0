"""The table of connected organizations."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wizard.model.connection import Connection
from wizard.ui.main_window.found_connections import FoundConnections
from wizard.ui.main_window.organization_delegate import OrganizationDelegate
from wizard.ui.main_window.sort_header import SortHeader
from wizard.ui.models.connections import Column
from wizard.ui.widgets.tables import dress_table

_LEAST_NAME_LETTERS = 16
_PROVIDER_SHARE = 5  # a provider's name takes at most this part of the width


class ConnectionsTable(QTableView):
    """Whole rows with one selected; columns are as wide as what they hold, the organization takes the rest.

    chosen():  another row is selected, or none
    entered(): Enter, or a double click: the person wants to know more about the row
    """

    chosen = Signal()
    entered = Signal()

    def __init__(self, found: FoundConnections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._wanted = ""
        self.setObjectName("main.list")
        self.setAccessibleName(self.tr("Connected organizations"))
        self.setHorizontalHeader(SortHeader(self.tr("Columns")))
        self.setModel(found)
        self.setItemDelegateForColumn(Column.ORGANIZATION, OrganizationDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        dress_table(self, lines=2)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicator(Column.ORGANIZATION, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._remember)
        self.doubleClicked.connect(self.entered)
        found.dataChanged.connect(self.fit_columns)
        found.rowsInserted.connect(self.fit_columns)

    def connection(self) -> Connection | None:
        """Give the selected connection."""
        row = self.currentIndex().row()
        return self._found.connection(row) if row >= 0 else None

    def select(self, connection_id: str) -> None:
        """Select a connection and bring it into sight; nothing happens where it is not shown."""
        if self._found.shown_row(connection_id) is not None:
            self._wanted = connection_id
            self.keep_selection()

    def keep_selection(self) -> None:
        """Select what was last selected; the first row where that is not there."""
        row = self._found.shown_row(self._wanted)
        if row is None:
            row = max(0, self.currentIndex().row())
        if row < self._found.rowCount() and row != self.currentIndex().row():
            self.setCurrentIndex(self._found.index(row, max(0, self.currentIndex().column())))
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the details."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.connection() is not None:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the organization what the others leave."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Make each column as wide as what it holds."""
        header, width = self.horizontalHeader(), self.viewport().width()
        taken = 0
        for column in Column:
            if column is not Column.ORGANIZATION:
                hint = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
                if column is Column.PROVIDER:
                    hint = min(hint, max(width // _PROVIDER_SHARE, header.sectionSizeHint(column)))
                header.resizeSection(column, hint)
                taken += hint
        least = self.fontMetrics().averageCharWidth() * _LEAST_NAME_LETTERS
        header.resizeSection(Column.ORGANIZATION, max(least, width - taken))

    def _remember(self, current: QModelIndex) -> None:
        if current.isValid():
            self._wanted = self._found.connection(current.row()).connection_id
        self.chosen.emit()
