"""The rows that a search found, in the order of a column."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from wizard.model.connection import Connection
from wizard.model.identifiers import grouped_account_id
from wizard.ui.models.connections import Column, ConnectionsModel

Index = QModelIndex | QPersistentModelIndex


class FoundConnections(QSortFilterProxyModel):
    """Finds by name, provider, organization ID, root ID, RoleARN and account ID, with and without its spaces.

    connections: all rows
    """

    def __init__(self, connections: ConnectionsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.connections = connections
        self._words: tuple[str, ...] = ()
        self.setSourceModel(connections)

    def search(self, text: str) -> None:
        """Show only rows that hold every word; an empty text shows all."""
        self.beginFilterChange()
        self._words = _search_words(text)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def connection(self, row: int) -> Connection:
        """Give the connection of a shown row."""
        return self.connections.connection(self.mapToSource(self.index(row, 0)).row())

    def shown_row(self, connection_id: str) -> int | None:
        """Give the shown row of a connection; None where it is gone or not found."""
        row = self.connections.row_of(connection_id)
        shown = self.mapFromSource(self.connections.index(row, 0)) if row is not None else QModelIndex()
        return shown.row() if shown.isValid() else None

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Say whether the row was found."""
        del source_parent
        text = _searched(self.connections.connection(source_row))
        return all(word in text for word in self._words)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        """Say which row comes first."""
        column = Column(source_left.column())
        left, right = (self.connections.sort_key(index.row(), column) for index in (source_left, source_right))
        return left < right


def _search_words(text: str) -> tuple[str, ...]:
    """Give the words to look for; an account ID is one word, however its digits are grouped."""
    digits = text.replace(" ", "").replace("-", "")
    if digits.isdigit():
        return (digits,)
    return tuple(text.casefold().split())


def _searched(one: Connection) -> str:
    identity = one.identity
    account = identity.management_account_id
    parts = (
        identity.name,
        one.provider_name,
        identity.organization_id,
        identity.root_id,
        account,
        grouped_account_id(account),
        one.role_arn,
    )
    return "\n".join(parts).casefold()
