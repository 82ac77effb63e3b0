"""Third step of Identity Center: which account, and with which permission set."""

from PySide6.QtCore import QItemSelectionModel, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from wizard.flow.signing_in.identity_center import PortalSigningIn
from wizard.model.identifiers import grouped_account_id
from wizard.model.sign_in import PortalAccount
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.field import Field
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.search_field import SearchField
from wizard.ui.widgets.tables import dress_table

_ID = Qt.ItemDataRole.UserRole
_SEARCHED = Qt.ItemDataRole.UserRole + 1
_MANY = 8
_ROWS_SHOWN = 6


class PortalAccountsStep(QWidget):
    """The accounts of the portal in a list that can be searched, and the permission sets of the chosen one.

    body: the layout, for one more button of the owner's
    chosen(account_id): the person took another account
    """

    chosen = Signal(str)

    def __init__(self, flow: PortalSigningIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._listed: tuple[PortalAccount, ...] | None = None
        self._search = SearchField(self.tr("Search accounts"))
        self._search.setObjectName("identity-center.search")
        self._model = QStandardItemModel(0, 3, self)
        self._model.setHorizontalHeaderLabels([self.tr("Account"), self.tr("Account ID"), self.tr("E-mail")])
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(_SEARCHED)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.accounts = QTableView()
        self.accounts.setModel(self._found)
        self.accounts.setObjectName("identity-center.accounts")
        self.accounts.setAccessibleName(self.tr("Accounts"))
        self._hint = BodyLabel()
        self._hint.setObjectName("identity-center.hint")
        self._roles = QComboBox()
        self._roles.setObjectName("identity-center.role")
        self._role = Field(
            self.tr("&Permission set"),
            self._roles,
            self.tr("What you may do there. To connect an organization you need the rights of an administrator."),
        )
        self._lay_out()
        self._search.textChanged.connect(self._found.setFilterFixedString)
        self.accounts.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.data(_ID)))
        self._roles.textActivated.connect(flow.choose_role)

    def refresh(self) -> None:
        """Show the accounts, and what was chosen by now."""
        flow = self._flow
        if tuple(flow.accounts) != self._listed:
            self._list(tuple(flow.accounts))
        self._search.setVisible(len(flow.accounts) > _MANY)
        self.accounts.setVisible(bool(flow.accounts))
        self._select(flow.account_id)
        if [self._roles.itemText(place) for place in range(self._roles.count())] != list(flow.roles):
            self._roles.clear()
            self._roles.addItems(list(flow.roles))
        self._roles.setCurrentText(flow.role)
        self._roles.setEnabled(bool(flow.roles))
        self._role.setVisible(bool(flow.accounts))
        self._show_hint()

    def _list(self, accounts: tuple[PortalAccount, ...]) -> None:
        self._listed = accounts
        self._model.removeRows(0, self._model.rowCount())
        for one in accounts:
            texts = (self._name(one), grouped_account_id(one.account_id), one.email)
            row = [QStandardItem(text) for text in texts]
            for item in row:
                item.setEditable(False)
                item.setData(one.account_id, _ID)
                item.setToolTip(item.text())
            row[0].setData(" ".join((*texts, one.account_id)), _SEARCHED)
            self._model.appendRow(row)

    def _name(self, one: PortalAccount) -> str:
        name = one.name or one.account_id
        if one.account_id not in self._flow.managements:
            return name
        return fill(self.tr("{name} (management account)"), {"name": name})

    def _select(self, account_id: str) -> None:
        if self.accounts.currentIndex().data(_ID) == (account_id or None):
            return
        found = self._found.match(self._found.index(0, 0), _ID, account_id, 1, Qt.MatchFlag.MatchExactly)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        if account_id and found:
            self.accounts.selectionModel().setCurrentIndex(found[0], flags)
            self.accounts.scrollTo(found[0])

    def _choose(self, account_id: object) -> None:
        if isinstance(account_id, str) and account_id != self._flow.account_id:
            self.chosen.emit(account_id)

    def _show_hint(self) -> None:
        known = any(one.account_id in self._flow.managements for one in self._flow.accounts)
        self._hint.setText(
            self.tr("The management account of the organization is marked.")
            if known
            else self.tr("To connect an organization, choose its management account: the one that pays for all others.")
        )
        self._hint.setVisible(bool(self._flow.accounts))

    def _lay_out(self) -> None:
        dress_table(self.accounts)
        header = self.accounts.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        height = self.accounts.verticalHeader().defaultSectionSize()
        self.accounts.setMinimumHeight(height * (_ROWS_SHOWN + 1))
        self._found.setFilterKeyColumn(0)
        self.body = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.medium)
        for part in (self._hint, self._search, self.accounts, self._role):
            column.addWidget(part, 1 if part is self.accounts else 0)
