"""The organization's tree as an item model with ticks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontDatabase

from wizard.flow.pages.organization import NodeState
from wizard.model.identifiers import grouped_account_id
from wizard.model.organization import Account, AccountState, OrganizationTree
from wizard.ui.texts.account import account_state_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.icons import icon

Index = QModelIndex | QPersistentModelIndex

_TICKS = {
    NodeState.IN: Qt.CheckState.Checked,
    NodeState.PARTLY: Qt.CheckState.PartiallyChecked,
    NodeState.OUT: Qt.CheckState.Unchecked,
}
_USABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKED = _USABLE | Qt.ItemFlag.ItemIsUserCheckable
ID_ROLE = Qt.ItemDataRole.UserRole
"""The ID of the unit or account."""


@dataclass(slots=True)
class _Node:
    node_id: str
    name: str
    parent: "_Node | None"
    row: int = 0
    account: Account | None = None
    accounts_inside: int = 0
    children: list["_Node"] = field(default_factory=list)
    found: list["_Node"] = field(default_factory=list)

    def matches(self, sought: str) -> bool:
        """Whether name or ID holds the text, which is in small letters; account IDs with and without spaces."""
        return sought in self.name.casefold() or sought in self.node_id or sought in grouped_account_id(self.node_id)


class OrganizationTreeModel(QAbstractItemModel):
    """Units and accounts; the first column is ticked, the others tell the ID and the number of accounts.

    It stays quick with 10,000 accounts: a search leaves out rows here instead of in a proxy, and new ticks are told
    only to those who asked for the old ones, which are the rows in sight.

    state: how a node stands in the selection
    tick:  takes (node ID, included) when a person ticks
    """

    def __init__(
        self, state: Callable[[str], NodeState], tick: Callable[[str, bool], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._tick = tick
        self._whole: _Node | None = None
        self._top: list[_Node] = []
        self._sought = ""
        self._asked: dict[str, _Node] = {}
        self._management = ""

    def show_tree(self, tree: OrganizationTree | None) -> None:
        """Show another tree, or none; a search goes on in it."""
        self._management = tree.identity.management_account_id if tree else ""
        self._show_found(self._build(tree, tree.identity.root_id, None) if tree else None)

    def _build(self, tree: OrganizationTree, unit_id: str, parent: _Node | None) -> _Node:
        node = _Node(unit_id, tree.units[unit_id].name, parent)
        node.children = [self._build(tree, unit.ou_id, node) for unit in tree.child_units[unit_id]]
        node.children += [
            _Node(account.account_id, account.name, node, account=account, accounts_inside=1)
            for account in tree.child_accounts[unit_id]
        ]
        node.accounts_inside = sum(child.accounts_inside for child in node.children)
        return node

    def search(self, text: str) -> int:
        """Show only what has the text in its name or ID, with the way to it and all that is inside; gives the rows."""
        sought = text.strip().casefold()
        if sought != self._sought:
            self._sought = sought
            self._show_found(self._whole)
        return sum(1 for _node in self._found_under(self._top))

    def _show_found(self, whole: _Node | None) -> None:
        self.beginResetModel()  # before the last tree is let go: indexes point into it until then
        self._whole = whole
        self._asked.clear()
        self._top = [whole] if whole is not None and self._keep(whole, whole=not self._sought) else []
        self.endResetModel()

    def _keep(self, node: _Node, *, whole: bool) -> bool:
        """Leave out of a node what was not sought; tell whether anything is left, the node itself included."""
        whole = whole or node.matches(self._sought)
        node.found = [child for child in node.children if self._keep(child, whole=whole)]
        for row, child in enumerate(node.found):
            child.row = row
        return whole or bool(node.found)

    def _found_under(self, nodes: list[_Node]) -> Iterator[_Node]:
        for node in nodes:
            yield node
            yield from self._found_under(node.found)

    def ticks_changed(self) -> None:
        """Have those ticks drawn anew that somebody asked for since the last time: the rows in sight."""
        asked, self._asked = tuple(self._asked.values()), {}
        for node in asked:
            index = self.createIndex(node.row, 0, node)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole])

    def _node(self, index: Index) -> _Node:
        node = index.internalPointer()
        if not isinstance(node, _Node):
            raise TypeError(type(node).__name__)
        return node

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """Give the index of a child."""
        children = self._node(parent).found if parent.isValid() else self._top
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt overloads it
        """Give the index of the unit that a node hangs under."""
        above = self._node(index).parent if index.isValid() else None
        return self.createIndex(above.row, 0, above) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of units and accounts directly under a node."""
        if parent.column() > 0:
            return 0
        return len(self._node(parent).found if parent.isValid() else self._top)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Name, ID, accounts."""
        return 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column can be ticked."""
        ticked = index.column() == 0 and index.isValid() and self._node(index).node_id != self._management
        return _TICKED if ticked else _USABLE

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Name"), self.tr("ID"), self.tr("Accounts"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: PLR0911 - one return per role
        """Give what a cell shows."""
        node = self._node(index)
        if role == ID_ROLE:
            return node.node_id
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node, index.column())
        if role == Qt.ItemDataRole.FontRole and index.column() == 1:
            return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if index.column() != 0:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and node.node_id != self._management:
            return _TICKS[self._asked_state(node)]
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("account" if node.account else "folder", "muted")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node)
        return None

    def _asked_state(self, node: _Node) -> NodeState:
        self._asked[node.node_id] = node
        return self._state(node.node_id)

    def _text(self, node: _Node, column: int) -> str:
        if column == 1:
            return grouped_account_id(node.node_id)
        if column == 2:
            return "" if node.account else QLocale().toString(node.accounts_inside)
        if node.node_id == self._management:
            return fill(self.tr("{name} (management account)"), {"name": node.name})
        if node.account and node.account.state is not AccountState.ACTIVE:
            return fill(
                self.tr("{name} ({state})"), {"name": node.name, "state": account_state_text(node.account.state)}
            )
        return node.name

    def _spoken(self, node: _Node) -> str:
        words = {
            NodeState.IN: self.tr("{name}, in"),
            NodeState.PARTLY: self.tr("{name}, partly in"),
            NodeState.OUT: self.tr("{name}, left out"),
        }
        if node.node_id == self._management:
            return self._text(node, 0)
        return fill(words[self._asked_state(node)], {"name": self._text(node, 0)})

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._tick(self._node(index).node_id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True
