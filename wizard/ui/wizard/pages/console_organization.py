"""Page 3 of the console way: the organization's IDs, typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from wizard.flow.pages.console_organization import ConsoleOrganizationPage, IdField
from wizard.model.console import HOSTS, ConsolePage, console_address
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.console_link import ConsoleButton
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.console_scope import ConsoleScope
from wizard.ui.wizard.trouble import show_trouble


class ConsoleOrganizationView(PageView):
    """A field for each ID with where it stands, partition and Region, and the accounts as lists of IDs."""

    def __init__(self, page: ConsoleOrganizationPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._organization = page
        self._connected = MessageStrip("organization.action.")
        self._connected.setObjectName("organization.message")
        self._partition = QComboBox()
        self._region = QComboBox()
        self._open = ConsoleButton(self.tr("&Open AWS Organizations in the console"))
        self._open.setObjectName("organization.open-console")
        self._open.setAccessibleName(self.tr("Open AWS Organizations in the console"))
        self._fields = self._make_fields()
        self._choice = ChoiceList(self.tr("Which accounts"))
        self._choice.add("whole", self.tr("The whole organization, and accounts that join later")).setObjectName(
            "organization.whole"
        )
        self._choice.add("some", self.tr("Only some organizational units or accounts")).setObjectName(
            "organization.some"
        )
        self._scope = ConsoleScope()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> dict[IdField, Field]:
        texts = {
            IdField.ROOT: (
                self.tr("Organization &root ID"),
                self.tr("Under AWS Organizations › AWS accounts, beside the name Root. It begins with r-."),
            ),
            IdField.MANAGEMENT_ACCOUNT: (
                self.tr("&Management account ID"),
                self.tr("On the same page, beside the account that is marked as management account: 12 digits."),
            ),
            IdField.NAME: (
                self.tr("Organization nam&e"),
                self.tr("What your list calls it; usually the name of the management account."),
            ),
            IdField.ORGANIZATION: (
                self.tr("Organization I&D (optional)"),
                self.tr("At the left of AWS Organizations. It begins with o-; it only helps to find it in your list."),
            ),
        }
        fields = {one: Field(label, help_text=help_text) for one, (label, help_text) in texts.items()}
        for one, field in fields.items():
            field.editor.setObjectName(f"organization.{one.value}")
        return fields

    def _lay_out(self) -> None:
        names = {"aws": self.tr("AWS"), "aws-us-gov": self.tr("AWS GovCloud (US)"), "aws-cn": self.tr("AWS China")}
        for partition in HOSTS:
            self._partition.addItem(names[partition], partition)
        self._partition.setObjectName("organization.partition")
        self._region.setObjectName("organization.region")
        place = QHBoxLayout()
        place.setSpacing(tokens().space.large)
        where = self.tr("Where the stack is made; the roles work in every one.")
        for field in (
            Field(self.tr("Kind of AWS &account"), self._partition),
            Field(self.tr("AWS Re&gion"), self._region, where),
        ):
            place.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        place.addStretch(1)
        self.body.addWidget(self._connected)
        self.body.addLayout(place)
        button = QHBoxLayout()
        button.addWidget(self._open)
        button.addStretch(1)
        self.body.addLayout(button)
        for field in self._fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self._choice)
        self.body.addWidget(self._scope)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for one, field in self._fields.items():
            field.line_edit.textEdited.connect(partial(self._type, one))
        self._partition.activated.connect(self._choose_partition)
        self._region.textActivated.connect(self._organization.choose_region)
        self._choice.changed.connect(self._choose)
        self._scope.typed.connect(self._organization.type_list)

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("Which accounts should be connected?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr("Copy these IDs from the AWS console, signed in to the management account.")

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
                self.tr("Is anything checked?"),
                self.tr("Only the form of what you type: nobody is signed in. A later sign-in compares it with AWS."),
            ),
        )

    def refresh(self) -> None:
        """Show what was typed, and what is wrong with it."""
        page = self._organization
        for one, field in self._fields.items():
            if field.text() != page.typed[one]:
                field.line_edit.setText(page.typed[one])
            problem = page.id_problem(one)
            field.set_message(word(problem) if problem else "", FieldState.PROBLEM if problem else FieldState.NONE)
        self._partition.setCurrentIndex(self._partition.findData(page.partition))
        if [self._region.itemText(row) for row in range(self._region.count())] != list(page.regions):
            self._region.clear()
            self._region.addItems(list(page.regions))
        self._region.setCurrentText(page.region)
        self._open.set_address(console_address(ConsolePage.ORGANIZATION, page.partition, page.region))
        self._choice.choose("whole" if page.whole else "some")
        self._scope.setVisible(not page.whole)
        self._scope.show_lists(page.lists, page.list_problem, page.scope_problem)
        show_trouble(self._connected, page.already_connected, (), Tone.WARNING)
        self.rephrased.emit()

    def _type(self, field: IdField, text: str) -> None:
        self._organization.type_id(field, text)
        if field is IdField.ROOT:
            self._tasks.start(self._organization.look_up())

    def _choose_partition(self, row: int) -> None:
        self._tasks.start(self._organization.choose_partition(self._partition.itemData(row)))

    def _choose(self, choice: str) -> None:
        if (choice == "whole") != self._organization.whole:
            self._organization.choose_whole(whole=choice == "whole")
