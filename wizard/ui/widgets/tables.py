"""How tables look and behave everywhere."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from wizard.ui.theme.style_sheet import control_height
from wizard.ui.theme.tokens import tokens


def dress_table(table: QTableView, *, lines: int = 1) -> None:
    """Whole rows are selected, no grid, headers over the start of their column, Tab leaves the table.

    lines: lines of text in a row; the owner still sets how columns stretch
    """
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    more = (lines - 1) * table.fontMetrics().lineSpacing()
    rows.setDefaultSectionSize(control_height(tokens(), table.font()) + tokens().space.tiny + more)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    columns.setHighlightSections(False)
