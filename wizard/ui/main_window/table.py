"""The table of connected organizations."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView, QWidget

from wizard.model.connection import Connection
from wizard.ui.main_window.found_connections import FoundConnections
from wizard.ui.main_window.organization_delegate import OrganizationDelegate
from wizard.ui.main_window.sort_header import SortHeader
from wizard.ui.main_window.status_delegate import StatusDelegate
from wizard.ui.models.connections import Column
from wizard.ui.widgets.tables import dress_table

_LEAST_NAME_LETTERS = 18
_NARROW_LETTERS = 140  # of a line, below which columns have shorter names
_PROVIDER_SHARE = 5  # a provider's name takes at most this part of the width, and less where it is narrow


class ConnectionsTable(QTableView):
    """Whole rows with one selected; columns are as wide as what they hold, the organization takes the rest.

    chosen():  another row is selected, or none
    entered(): Enter, or a double click: the person wants to know more about the row
    switched(): Space, or a click on the switch of a row, which is selected then
    """

    chosen = Signal()
    entered = Signal()
    switched = Signal()

    def __init__(self, found: FoundConnections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._wanted = ""
        self.setObjectName("main.list")
        self.setAccessibleName(self.tr("Connected organizations"))
        self.setAccessibleDescription(self.tr("Enter shows more about a row, Space switches its status."))
        self.setHorizontalHeader(SortHeader(self.tr("Columns")))
        self.setModel(found)
        self.setItemDelegateForColumn(Column.ORGANIZATION, OrganizationDelegate(self))
        switches = StatusDelegate(self)
        self.setItemDelegateForColumn(Column.STATUS, switches)
        switches.pressed.connect(self.switched)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        dress_table(self, lines=2)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicator(Column.ORGANIZATION, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._remember)
        self.doubleClicked.connect(self.entered)
        header.sortIndicatorChanged.connect(self.fit_columns)
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
        # Qt makes a row the current one without selecting it when the table gets the keyboard
        if row < self._found.rowCount() and not self.selectionModel().isRowSelected(row):
            self.setCurrentIndex(self._found.index(row, max(0, self.currentIndex().column())))
            self.scrollTo(self.currentIndex())

    def whole_height(self) -> int:
        """Give the height that shows every row and half a row of free space, in logical pixels."""
        rows = self.verticalHeader().defaultSectionSize() * (2 * self._found.rowCount() + 1) // 2
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the details, Space for the switch."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.connection() is not None:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Space and self.connection() is not None:
            self.switched.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the organization what the others leave."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Make each column as wide as what it holds."""
        width = self.viewport().width()
        self._found.connections.set_narrow(narrow=width < self.fontMetrics().averageCharWidth() * _NARROW_LETTERS)
        least_name = self.fontMetrics().averageCharWidth() * _LEAST_NAME_LETTERS
        fixed = (Column.ACCOUNT, Column.STATUS, Column.HEALTH, Column.CHECKED)
        widths = {column: max(self.sizeHintForColumn(column), self._name_width(column)) for column in fixed}
        left = width - sum(widths.values())
        provider = min(self.sizeHintForColumn(Column.PROVIDER), width // _PROVIDER_SHARE, left - least_name)
        widths[Column.PROVIDER] = max(provider, self._name_width(Column.PROVIDER))
        widths[Column.ORGANIZATION] = max(least_name, left - widths[Column.PROVIDER])
        for column, wanted in widths.items():
            self.horizontalHeader().resizeSection(column, wanted)

    def _name_width(self, column: Column) -> int:
        """Give the width of a column's name, with the arrow where it is sorted by."""
        header = self.horizontalHeader()
        arrow = self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMarkSize, None, header)
        return header.sectionSizeHint(column) - (0 if header.sortIndicatorSection() == column else arrow)

    def _remember(self, current: QModelIndex) -> None:
        if current.isValid():
            self._wanted = self._found.connection(current.row()).connection_id
        self.chosen.emit()
