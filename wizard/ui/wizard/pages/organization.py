"""Page 3: which organization, and which of its accounts."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTreeView, QVBoxLayout, QWidget

from wizard.flow.pages.organization import OrganizationPage
from wizard.model.organization import OrganizationTree
from wizard.ui.models.organization_tree import OrganizationTreeModel
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.search_field import SearchField
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.organization_summary import OrganizationSummary
from wizard.ui.wizard.trouble import show_trouble

_LEVELS_OPEN = 1
_ROWS_OPENED = 500
"""So many found rows are all opened at once; with more, opening them would hold the window."""


class OrganizationView(PageView):
    """The root ID, the choice of accounts in a tree, and what it comes to."""

    def __init__(self, page: OrganizationPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._organization = page
        self._shown: OrganizationTree | None = None
        self._root_id = Field(self.tr("Organization &root ID"))
        self._root_id.editor.setObjectName("organization.root-id")
        self._use_found = Button(self.tr("Use the root ID that was found"), Variant.QUIET)
        self._use_found.setObjectName("organization.use-found")
        self._connected = MessageStrip("organization.action.")
        self._connected.setObjectName("organization.message")
        self._choice = ChoiceList(self.tr("Which accounts"))
        self._whole = self._choice.add("whole", self.tr("The whole organization, and accounts that join later"))
        self._whole.setObjectName("organization.whole")
        self._some = self._choice.add("some", self.tr("Only some organizational units or accounts"))
        self._some.setObjectName("organization.some")
        self._search = SearchField(self.tr("Search units and accounts"))
        self._search.setObjectName("organization.search")
        self._model = OrganizationTreeModel(page.state, self._tick, self)
        self._tree = QTreeView()
        self._summary = OrganizationSummary()
        self._set_up_tree()
        self._lay_out()
        self._root_id.line_edit.textEdited.connect(page.type_root_id)
        self._use_found.clicked.connect(page.use_found_root_id)
        self._choice.changed.connect(self._choose)
        self._search.textChanged.connect(self._filter)

    def _set_up_tree(self) -> None:
        self._tree.setObjectName("organization.tree")
        self._tree.setAccessibleName(self.tr("Organizational units and accounts"))
        self._tree.setModel(self._model)
        self._tree.setUniformRowHeights(True)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._tree.setTabKeyNavigation(False)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.ResizeToContents,
            )
        ):
            header.setSectionResizeMode(column, mode)
        self._tree.setMinimumHeight(self.fontMetrics().height() * 12)

    def _lay_out(self) -> None:
        space = tokens().space
        root = QVBoxLayout()
        root.setSpacing(space.tiny)
        root.addWidget(self._root_id)
        root.addWidget(self._use_found)
        left = QVBoxLayout()
        left.setSpacing(space.small)
        left.addWidget(self._search)
        left.addWidget(self._tree, 1)
        both = QHBoxLayout()
        both.setSpacing(space.large)
        both.addLayout(left, 3)
        both.addWidget(self._summary, 2)
        self.body.addWidget(self._connected)
        self.body.addLayout(root)
        self.body.addWidget(self._choice)
        self.body.addLayout(both, 1)
        self.body.addStretch(0)  # takes the room while there is no tree

    @property
    def title(self) -> str:
        """What the page asks."""
        if not self._organization.chooses:
            return self.tr("Is this the right organization?")
        return self.tr("Which accounts should be connected?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        if self._organization.busy:
            units, accounts = self._organization.progress
            values = {"units": QLocale().toString(units), "accounts": QLocale().toString(accounts)}
            return fill(self.tr("Reading your organization: {units} units, {accounts} accounts so far…"), values)
        if self._organization.identity is None:
            return ""
        if not self._organization.chooses:
            return self.tr(
                "The template decides by itself which accounts it reaches: its stack is made in the management account."
            )
        return self.tr("The root ID is the start of your organization's tree. It was found and filled in for you.")

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is the root ID?"),
                self.tr(
                    "The ID of the top of your organization's tree: r- and a few letters and digits. It is not the "
                    "organization ID, which begins with o-."
                ),
            ),
            Help(
                self.tr("Where is it in AWS?"),
                self.tr("In the AWS console under AWS Organizations › AWS accounts, beside the name Root."),
            ),
            Help(
                self.tr("What is a unit?"),
                self.tr("An organizational unit (OU) is a folder of accounts. Policies are attached to units."),
            ),
        )

    def refresh(self) -> None:
        """Show the organization as far as it is read."""
        page = self._organization
        if page.tree is not self._shown:
            self._shown = page.tree
            self._model.show_tree(page.tree)
            self._tree.expandToDepth(_LEVELS_OPEN)
        else:
            self._model.ticks_changed()
        if self._root_id.text() != page.root_id:
            self._root_id.line_edit.setText(page.root_id)
        self._show_root_id()
        usable = page.tree is not None
        for part in (self._choice, self._search, self._tree):
            part.setEnabled(usable)
            part.setVisible(page.chooses and (usable or page.error is None))
        if usable:
            self._choice.choose("whole" if page.whole else "some")
        self._show_already_connected()
        self._summary.show_targets(page.tree if page.chooses else None, page.targets, by_stack=page.by_stack)
        self.rephrased.emit()

    def _show_root_id(self) -> None:
        page = self._organization
        message = page.root_id_message
        if page.busy and page.identity is None:
            self._root_id.set_message(self.tr("Asking AWS…"), FieldState.BUSY)
        elif message.key == "root-id.belongs":
            self._root_id.set_message(word(message), FieldState.OK)
        elif message.key == "root-id.well-formed" or (page.error is not None and not page.root_id):
            self._root_id.set_message("")
        else:
            self._root_id.set_message(word(message), FieldState.PROBLEM)
        self._use_found.setVisible(page.identity is not None and message.key != "root-id.belongs")

    def _show_already_connected(self) -> None:
        show_trouble(self._connected, self._organization.already_connected, (), Tone.WARNING)

    def _choose(self, choice: str) -> None:
        page = self._organization
        if choice == "whole" and not page.whole:
            page.choose_whole()
        elif choice == "some" and page.whole:
            page.choose_none()
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, node_id: str, included: bool) -> None:
        self._organization.set_included(node_id, included=included)

    def _filter(self, text: str) -> None:
        rows = self._model.search(text)
        if text.strip() and rows <= _ROWS_OPENED:
            self._tree.expandAll()
        else:
            self._tree.expandToDepth(_LEVELS_OPEN)
