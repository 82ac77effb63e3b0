"""What is known of the selected connection, as names and values."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wizard.model.connection import Connection, Phase, Way
from wizard.model.identifiers import grouped_account_id
from wizard.ui.texts.main_window import date_text, exact_time
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.elided_label import ElidedLabel
from wizard.ui.widgets.labels import Caption

_COUNT = 7
_SINCE = 5
_LEAST_LETTERS = 28  # of a value, before there are fewer columns


class Facts(QWidget):
    """Names over values, in as many columns as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = [QWidget() for _ in range(_COUNT)]
        self._captions: list[Caption] = []
        self._values: list[ElidedLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens().space.huge)
        self._grid.setVerticalSpacing(tokens().space.small)
        self._columns = 0
        names = (
            self.tr("Organization ID"),
            self.tr("Root ID"),
            self.tr("Management account"),
            self.tr("Profile"),
            self.tr("Region"),
            self.tr("Connected since"),
            self.tr("Last checked"),
        )
        for field, name in zip(self._fields, names, strict=True):
            caption, value = _fill_field(field, name)
            self._captions.append(caption)
            self._values.append(value)
        self._arrange((len(self._fields) + 1) // 2)

    def show_connection(self, one: Connection) -> None:
        """Show the facts of a connection."""
        values = (
            one.identity.organization_id or self.tr("None"),
            one.identity.root_id or self.tr("None"),
            grouped_account_id(one.identity.management_account_id),
            self._profile(one),
            one.region,
            date_text(one.created_at),
            exact_time(one.checked_at) if one.checked_at else self.tr("Not yet"),
        )
        for label, value in zip(self._values, values, strict=True):
            label.setText(value)
        begun = one.phase is Phase.CONNECTING
        self._captions[_SINCE].setText(self.tr("Begun") if begun else self.tr("Connected since"))

    def _profile(self, one: Connection) -> str:
        if one.way is Way.CONSOLE:
            return self.tr("None: connected in the AWS console")
        return one.profile or self.tr("Credentials of the environment")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take fewer columns where it is narrow."""
        super().resizeEvent(event)
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        space = self._grid.horizontalSpacing()
        fitting = max(1, (event.size().width() + space) // max(1, least + space))
        self._arrange(next(columns for columns in (4, 2, 1) if columns <= fitting))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for position, field in enumerate(self._fields):
            self._grid.addWidget(field, position // columns, position % columns, Qt.AlignmentFlag.AlignTop)


def _fill_field(field: QWidget, name: str) -> tuple[Caption, ElidedLabel]:
    caption = Caption(name)
    value = ElidedLabel("", "body")
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(caption)
    column.addWidget(value)
    return caption, value
