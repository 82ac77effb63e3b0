"""The connected organizations as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from functools import cmp_to_key
from html import escape

from PySide6.QtCore import QAbstractTableModel, QCollator, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from wizard.model.connection import Connection, Phase, Status, Way
from wizard.model.identifiers import grouped_account_id
from wizard.ui.texts.main_window import (
    checking_text,
    exact_time,
    health_sentence,
    health_text,
    status_text,
    time_ago,
)
from wizard.ui.theme.icons import icon
from wizard.ui.widgets.state import State, state_icon
from wizard.ui.widgets.switch_drawing import SwitchState

Index = QModelIndex | QPersistentModelIndex

SECOND_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The IDs under an organization's name."""

SWITCH_ROLE = Qt.ItemDataRole.UserRole + 2
"""The state of a row's status switch, and whether it is being changed: (SwitchState, bool)."""

_BADNESS = (State.PROBLEM, State.WARNING, State.RUNNING, State.SKIPPED, State.DONE)
_SWITCH_STATES = {Status.ACTIVE: SwitchState.ON, Status.INACTIVE: SwitchState.OFF}


class Column(IntEnum):
    """What the columns are, from the start of the line."""

    ORGANIZATION = 0
    PROVIDER = 1
    ACCOUNT = 2
    STATUS = 3
    HEALTH = 4
    CHECKED = 5


class Checking(StrEnum):
    """How asking AWS again about a row goes; what it finds stands in the row itself."""

    NO = "no"
    RUNNING = "running"
    UNANSWERED = "unanswered"
    NEEDS_SIGN_IN = "needs-sign-in"


@dataclass(frozen=True, slots=True)
class RowRun:
    """How a row's run goes on, or rests before its end; it stands where the health stands.

    text:      in a few words
    short:     the same where there is little room; empty where there is nothing shorter
    switching: it turns the status on or off right now
    """

    state: State
    text: str
    short: str = ""
    switching: bool = False


def utc_now() -> datetime:
    """Give the time, UTC."""
    return datetime.now(UTC)


def health_state(connection: Connection) -> State:
    """Give a connection's health as a state: an icon, and a colour besides."""
    if connection.way is Way.CONSOLE:
        return State.SKIPPED
    if connection.phase is Phase.FAILED:
        return State.PROBLEM
    health = connection.health
    whole = connection.phase is not Phase.CONNECTING and health.connected >= health.total and not health.problem
    return State.DONE if whole else State.WARNING


def switch_state(connection: Connection) -> SwitchState:
    """Give what a connection's status switch shows: what was verified, and nothing where nothing was."""
    if connection.way is Way.CONSOLE:
        return SwitchState.UNDETERMINED
    return _SWITCH_STATES.get(connection.status, SwitchState.UNDETERMINED)


def plain_tool_tip(text: str) -> str:
    """Give a tool tip that shows the text as it is; Qt alone would take "<b>" for a command."""
    return f"<span>{escape(text)}</span>".replace("\n", "<br>") if "<" in text else text


class ConnectionsModel(QAbstractTableModel):
    """One row for each connection; a row stays the same row when it is shown anew.

    now: the time, UTC
    """

    def __init__(self, now: Callable[[], datetime] = utc_now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._rows: list[Connection] = []
        self._checking: dict[str, Checking] = {}
        self._runs: dict[str, RowRun] = {}
        self._narrow = False
        self._collator = QCollator()
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show_connections(self, connections: Sequence[Connection]) -> None:
        """Show these; rows that were there before keep their place and whoever selected them."""
        wanted = {one.connection_id: one for one in connections}
        for row in reversed(range(len(self._rows))):
            if self._rows[row].connection_id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                gone = self._rows.pop(row).connection_id
                self._checking.pop(gone, None)
                self._runs.pop(gone, None)
                self.endRemoveRows()
        for one in tuple(self._rows):
            self.put(wanted.pop(one.connection_id))
        if wanted:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - 1)
            self._rows.extend(wanted.values())
            self.endInsertRows()

    def put(self, connection: Connection) -> None:
        """Show a row as it is now; nothing happens where it is gone."""
        row = self.row_of(connection.connection_id)
        if row is not None and self._rows[row] != connection:
            self._rows[row] = connection
            self._redraw(row)

    def set_checking(self, connection_id: str, checking: Checking) -> None:
        """Show how asking AWS again goes; nothing happens where the row is gone."""
        row = self.row_of(connection_id)
        if row is not None:
            self._checking[connection_id] = checking
            self._redraw(row)

    def set_run(self, connection_id: str, run: RowRun | None) -> None:
        """Show how a row's run stands; None where it has none, or it is over."""
        row = self.row_of(connection_id)
        if row is None or self._runs.get(connection_id) == run:
            return
        if run is None:
            del self._runs[connection_id]
        else:
            self._runs[connection_id] = run
        self._redraw(row)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take shorter names for the columns where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.let_time_pass()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def checking(self, connection_id: str) -> Checking:
        """Say how asking AWS again goes."""
        return self._checking.get(connection_id, Checking.NO)

    def connections(self) -> tuple[Connection, ...]:
        """Give every row."""
        return tuple(self._rows)

    def connection(self, row: int) -> Connection:
        """Give the connection of a row."""
        return self._rows[row]

    def row_of(self, connection_id: str) -> int | None:
        """Give the row of a connection, or None."""
        return next((row for row, one in enumerate(self._rows) if one.connection_id == connection_id), None)

    def let_time_pass(self) -> None:
        """Show anew how each stands, and how long ago it was checked."""
        if self._rows:
            last = len(self._rows) - 1
            self.dataChanged.emit(self.index(0, Column.HEALTH), self.index(last, Column.CHECKED))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of connections."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        whole = role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is not Qt.Orientation.Horizontal or not (whole or role == Qt.ItemDataRole.DisplayRole):
            return None
        if section == Column.ACCOUNT and self._narrow and not whole:
            return self.tr("Account")
        names = {
            Column.ORGANIZATION: self.tr("Organization"),
            Column.PROVIDER: self.tr("Provider"),
            Column.ACCOUNT: self.tr("Management account"),
            Column.STATUS: self.tr("Status"),
            Column.HEALTH: self.tr("Health"),
            Column.CHECKED: self.tr("Checked"),
        }
        return names[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows, says and is drawn with."""
        one, column = self._rows[index.row()], Column(index.column())
        givers: dict[int, Callable[[Connection, Column], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            SECOND_LINE_ROLE: self._second_line,
            SWITCH_ROLE: self._switch,
            Qt.ItemDataRole.DecorationRole: self._icon,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._tool_tip,
        }
        return givers[role](one, column) if role in givers else None

    def sort_key(self, row: int, column: Column) -> tuple[object, ...]:
        """Give what a row is sorted by in a column; rows that are equal there go by name."""
        one = self._rows[row]
        as_people_sort = cmp_to_key(self._collator.compare)
        provider = as_people_sort(one.provider_name)
        name = (as_people_sort(one.identity.name), provider, one.connection_id)
        keys: dict[Column, tuple[object, ...]] = {
            Column.ORGANIZATION: (),
            Column.PROVIDER: (provider,),
            Column.ACCOUNT: (one.identity.management_account_id,),
            Column.STATUS: (one.way is Way.CONSOLE, list(Status).index(one.status)),
            Column.HEALTH: (_BADNESS.index(self._state(one)), one.health.connected - one.health.total),
            Column.CHECKED: (one.checked_at.timestamp() if one.checked_at else 0.0,),
        }
        return (*keys[column], *name)

    def _text(self, one: Connection, column: Column) -> str:
        if column is Column.HEALTH:
            return self._health(one)
        texts = {
            Column.ORGANIZATION: one.identity.name,
            Column.PROVIDER: one.provider_name,
            Column.ACCOUNT: grouped_account_id(one.identity.management_account_id),
            Column.STATUS: status_text(one),
            Column.CHECKED: time_ago(one.checked_at, self._now()),
        }
        return texts[column]

    def _ids(self, one: Connection) -> str:
        return " · ".join(filter(None, (one.identity.organization_id, one.identity.root_id)))

    def _health(self, one: Connection) -> str:
        checking, run = self.checking(one.connection_id), self._runs.get(one.connection_id)
        if run is not None and checking is not Checking.RUNNING:
            return (run.short if self._narrow else "") or run.text
        return health_text(one) if checking is Checking.NO else checking_text(checking)

    def _state(self, one: Connection) -> State:
        checking, run = self.checking(one.connection_id), self._runs.get(one.connection_id)
        if checking is Checking.RUNNING:
            return State.RUNNING
        if run is not None:
            return run.state
        return health_state(one) if checking is Checking.NO else State.WARNING

    def _second_line(self, one: Connection, column: Column) -> str | None:
        return self._ids(one) if column is Column.ORGANIZATION else None

    def _switch(self, one: Connection, column: Column) -> tuple[SwitchState, bool] | None:
        if column is not Column.STATUS:
            return None
        run = self._runs.get(one.connection_id)
        return switch_state(one), run is not None and run.switching

    def _icon(self, one: Connection, column: Column) -> QIcon | None:
        return icon(*state_icon(self._state(one))) if column is Column.HEALTH else None

    def _spoken(self, one: Connection, column: Column) -> str:
        """Give all that the cell shows and what its tool tip adds, since nobody can point at what is read out."""
        text = self._text(one, column)
        if column is Column.ORGANIZATION:
            return ", ".join(filter(None, (text, one.identity.organization_id, one.identity.root_id)))
        if column is Column.HEALTH:
            return self._spoken_health(one)
        return f"{text}, {exact_time(one.checked_at)}" if column is Column.CHECKED and one.checked_at else text

    def _spoken_health(self, one: Connection) -> str:
        run = self._runs.get(one.connection_id)
        if self.checking(one.connection_id) is not Checking.NO or (run is None and not one.health.total):
            return self._health(one)
        return ". ".join((run.text if run is not None else self._health(one), health_sentence(one)))

    def _tool_tip(self, one: Connection, column: Column) -> str | None:
        """Give the whole of what may be cut off."""
        if column is Column.ORGANIZATION:
            return plain_tool_tip("\n".join(filter(None, (one.identity.name, self._ids(one)))))
        if column is Column.HEALTH:
            run = self._runs.get(one.connection_id)
            return health_sentence(one) if run is None else f"{run.text}\n{health_sentence(one)}"
        if column is Column.CHECKED and one.checked_at:
            return exact_time(one.checked_at)
        return plain_tool_tip(self._text(one, column))

    def _redraw(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
