"""The people, groups and memberships that a service would read, one kind at a time, with a search."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from wizard.flow.pages.read_organization import ReadOrganizationPage
from wizard.model.directory import Directory, DirectoryGroup
from wizard.ui.models.directory import Cells, Columns, DirectoryModel
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.search_field import SearchField
from wizard.ui.widgets.tables import dress_table

_PAUSE_MS = 120  # of typing, before thousands of rows are searched
_LINES = 7


class Kind(StrEnum):
    """What is shown."""

    USERS = "users"
    GROUPS = "groups"
    MEMBERSHIPS = "memberships"


class DirectoryTable(QWidget):
    """Shows what the page has read so far; rows that come later are put behind the others."""

    def __init__(self, page: ReadOrganizationPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._shown: tuple[Directory | None, Kind | None] = (None, None)
        self._groups_shown = 0
        self._names: dict[str, str] = {}
        self._kind = QComboBox()
        self._kind.setObjectName("directory.show")
        self._kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._search = SearchField(self.tr("Search users, groups and memberships"))
        self._search.setObjectName("directory.search")
        self._count = Caption()
        self._model = DirectoryModel(self)
        self._table = QTableView()
        self._set_up_table()
        self._lay_out()
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._search_now)
        self._search.textChanged.connect(self._pause.start)
        self._kind.currentIndexChanged.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is read by now."""
        page = self._page
        if page.directory is None:
            return
        self._name_kinds(page.directory)
        kind = Kind(self._kind.currentData())
        if self._shown != (page.directory, kind):
            self._shown = (page.directory, kind)
            self._show(page.directory, kind)
        elif kind is Kind.MEMBERSHIPS:
            self._model.append(self._memberships())
        else:
            self._model.renew()
        self._say_count(kind)

    def _show(self, directory: Directory, kind: Kind) -> None:
        self._names = {one.group_id: self._group_name(one) for one in directory.groups}
        self._groups_shown = 0
        if kind is Kind.USERS:
            columns = Columns((self.tr("Name"), self.tr("User name"), self.tr("E-mail")))
            self._model.show(columns, ((one.name, one.user_name, one.email) for one in directory.users))
        elif kind is Kind.GROUPS:
            columns = Columns((self.tr("Group"), self.tr("Group ID"), self.tr("Members")), 1, self._members_of)
            rows = ((one.display_name or self.tr("No display name"), one.group_id, "") for one in directory.groups)
            self._model.show(columns, rows)
        else:
            columns = Columns((self.tr("Group"), self.tr("Member"), self.tr("User name")))
            self._model.show(columns, self._memberships())

    def _group_name(self, group: DirectoryGroup) -> str:
        if group.display_name:
            return group.display_name
        return fill(self.tr("No display name ({id})"), {"id": group.group_id})

    def _members_of(self, group_id: str) -> str:
        members = self._page.members.get(group_id)
        return "…" if members is None else QLocale().toString(len(members))

    def _memberships(self) -> Iterator[Cells]:
        """Give the rows of the groups that were read since the last time."""
        page, begun = self._page, self._groups_shown
        self._groups_shown = len(page.members)
        for group_id, members in islice(page.members.items(), begun, None):
            group = self._names.get(group_id, group_id)
            for member in members:
                user = page.people.get(member)
                yield (group, user.name, user.user_name) if user is not None else (group, member, "")

    def _name_kinds(self, directory: Directory) -> None:
        number = QLocale().toString
        texts = {
            Kind.USERS: fill(self.tr("Users ({number})"), {"number": number(len(directory.users))}),
            Kind.GROUPS: fill(self.tr("Groups ({number})"), {"number": number(len(directory.groups))}),
            Kind.MEMBERSHIPS: fill(self.tr("Memberships ({number})"), {"number": number(self._page.memberships)}),
        }
        if not self._kind.count():
            self._kind.blockSignals(True)
            for kind in texts:
                self._kind.addItem("", kind.value)
            self._kind.blockSignals(False)
        for row, text in enumerate(texts.values()):
            if self._kind.itemText(row) != text:
                self._kind.setItemText(row, text)
        self._kind.setAccessibleName(fill(self.tr("What is shown: {kind}"), {"kind": self._kind.currentText()}))

    def _search_now(self) -> None:
        self._model.search(self._search.text())
        self.refresh()

    def _say_count(self, kind: Kind) -> None:
        number = QLocale().toString
        values = {"found": number(self._model.rowCount()), "all": number(self._model.total)}
        text = fill(self.tr("{found} of {all} found"), values) if self._search.text().strip() else ""
        read, groups = len(self._page.members), len(self._page.directory.groups if self._page.directory else ())
        if kind is not Kind.USERS and read < groups and self._page.members_trouble is None:
            progress = {"read": number(read), "groups": number(groups)}
            reading = fill(self.tr("Reading who is in which group: {read} of {groups} groups"), progress)
            text = " · ".join(filter(None, (text, reading)))
        self._count.setText(text)

    def _set_up_table(self) -> None:
        self._table.setObjectName("directory.table")
        self._table.setAccessibleName(self.tr("What would be read"))
        self._table.setModel(self._model)
        dress_table(self._table)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self._table.verticalHeader().defaultSectionSize()
        self._table.setMinimumHeight(rows * _LINES)

    def _lay_out(self) -> None:
        space = tokens().space
        row = QHBoxLayout()
        row.setSpacing(space.medium)
        row.addWidget(self._kind)
        row.addWidget(self._search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.small)
        column.addLayout(row)
        column.addWidget(self._table, 1)
        column.addWidget(self._count)
