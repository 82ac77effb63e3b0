"""Page 4: the provider's own fields."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wizard.flow.pages.settings import SettingsPage
from wizard.providers.setting import Generated, Setting, Source
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.page_view import Help, PageView

LARGEST_FILE = 1_000_000
"""Bytes: CloudFormation takes no larger template (R15)."""


class SettingsView(PageView):
    """One field for each setting, the region, and the vendor's template file as a source.

    practice: by field ID, what nobody can know in practice and is offered there
    """

    def __init__(
        self,
        page: SettingsPage,
        tasks: Tasks,
        practice: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(page, tasks, parent)
        self._settings = page
        self._practice = practice or {}
        self._offers: dict[str, Button] = {}
        self._fields: dict[str, Field] = {}
        self._shown: tuple[str, ...] | None = None
        self._form = QVBoxLayout()
        self._form.setSpacing(tokens().space.large)
        self._read = Button(self.tr("&Read them from the provider's template file…"), icon_name="document")
        self._read.setObjectName("settings.read-template")
        self._read.setAccessibleName(self.tr("Read the trusted principal and the external ID from a template file"))
        self._read_from = Caption()
        self._region = QComboBox()
        self._region.setObjectName("settings.region")
        self._region_field = Field(
            self.tr("AWS Re&gion"),
            self._region,
            self.tr(
                "Where the stack is made. The roles work in every Region; choose one that your organization allows."
            ),
        )
        row = QHBoxLayout()
        row.addWidget(self._read)
        row.addWidget(self._read_from, 1)
        self.body.addLayout(row)
        self.body.addLayout(self._form)
        self.body.addWidget(self._region_field)
        self.body.addStretch(1)
        self._read.clicked.connect(self._choose_file)
        self._region.currentTextChanged.connect(self._choose_region)

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("Whom should the role trust?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        definition = self._settings.definition
        if definition is None:
            return ""
        return fill(
            self.tr(
                "{provider} shows these values on its setup page. Copy them from there, or read them from its file."
            ),
            {"provider": definition.name},
        )

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is a trusted principal?"),
                self.tr("The AWS account or role of the provider. Only it may use the role that is made."),
            ),
            Help(
                self.tr("What is an external ID?"),
                self.tr(
                    "A word that the provider must say each time it uses the role, so that nobody else's setup can be "
                    "mixed up with yours. It is no password."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show the fields and what is wrong with them."""
        page = self._settings
        shown = tuple(setting.id for setting in page.fields)
        if shown != self._shown:
            self._build(page.fields)
            self._shown = shown
        for setting in page.fields:
            self._show_setting(setting)
        if [self._region.itemText(row) for row in range(self._region.count())] != list(page.regions):
            self._region.blockSignals(True)
            self._region.clear()
            self._region.addItems(list(page.regions))
            self._region.blockSignals(False)
        self._region.setCurrentText(page.region)
        self._region_field.setVisible(not page.region_typed)
        self._read.setVisible(any(one.source is Source.VENDOR_TEMPLATE for one in page.fields))
        self._read_from.setText(
            fill(self.tr("Read from {name}"), {"name": page.read_from}) if page.read_from and page.error is None else ""
        )
        self.rephrased.emit()

    def _build(self, settings: Sequence[Setting]) -> None:
        while (item := self._form.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._fields, self._offers = {}, {}
        for setting in settings:
            self._form.addWidget(self._row(setting))
        tab_as_laid_out(self)

    def _row(self, setting: Setting) -> QWidget:
        field = Field(setting.label, help_text=setting.help)
        field.editor.setObjectName(f"settings.{setting.id}")
        field.line_edit.setPlaceholderText(setting.example)
        if setting.secret:
            field.line_edit.setEchoMode(QLineEdit.EchoMode.Password)
        field.line_edit.textEdited.connect(partial(self._settings.set_value, setting.id))
        self._fields[setting.id] = field
        extras = [make(setting) for make, wanted in self._extras(setting) if wanted]
        if not extras:
            return field
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        for part in (field, *extras):
            column.addWidget(part)
        return row

    def _extras(self, setting: Setting) -> tuple[tuple[Callable[[Setting], Button], bool], ...]:
        return (
            (self._make_button, setting.generated is not Generated.NOTHING),
            (self._offer_button, setting.id in self._practice),
        )

    def _make_button(self, setting: Setting) -> Button:
        make = self._quiet_button(self.tr("The provider shows none: make one"), "key", f"settings.make.{setting.id}")
        make.setAccessibleName(fill(self.tr("Make one: {field}"), {"field": setting.label}))
        make.clicked.connect(partial(self._make, setting.id))
        return make

    def _offer_button(self, setting: Setting) -> Button:
        value = {"value": self._practice[setting.id]}
        text = fill(self.tr("In practice, use {value}"), value)
        offer = self._quiet_button(text, "play", f"settings.practice.{setting.id}")
        offer.setAccessibleName(text)
        offer.clicked.connect(partial(self._settings.set_value, setting.id, self._practice[setting.id]))
        self._offers[setting.id] = offer
        return offer

    @staticmethod
    def _quiet_button(text: str, icon_name: str, name: str) -> Button:
        button = Button(text, Variant.QUIET, icon_name)
        button.setObjectName(name)
        button.setProperty("flush", "true")
        return button

    def _make(self, setting_id: str) -> None:
        self._settings.generate(setting_id)

    def _show_setting(self, setting: Setting) -> None:
        field, value = self._fields[setting.id], self._settings.values.get(setting.id, "")
        if field.text() != value:
            field.line_edit.setText(value)
        if setting.id in self._offers:
            self._offers[setting.id].setVisible(value != self._practice[setting.id])
        problem = self._settings.problem(setting.id)
        candidates = self._settings.candidates.get(setting.id)
        if problem:
            field.set_message(problem, FieldState.PROBLEM)
        elif self._settings.missing(setting.id):
            field.set_message(self.tr("This is needed."), FieldState.PROBLEM)
        elif candidates and not value:
            found = {"values": ", ".join(candidates)}
            field.set_message(fill(self.tr("The file names several: {values}. Copy the right one here."), found))
        else:
            field.set_message("")

    def _choose_region(self, region: str) -> None:
        if region and region != self._settings.region:
            self._settings.set_region(region)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the provider's template file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("CloudFormation templates (*.yaml *.yml *.json *.template)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def read_file(self, name: str) -> None:
        """Read the trusted principal and the external ID out of a template file."""
        self._tasks.start(self._read_file(Path(name)))

    async def _read_file(self, path: Path) -> None:
        try:
            text = await asyncio.to_thread(_read_text, path)
        except (OSError, UnicodeDecodeError) as error:
            self._read_from.setText(
                fill(self.tr("{name} cannot be read: {reason}"), {"name": path.name, "reason": str(error)})
            )
            return
        await self._settings.read_vendor_template(text, path.name)


def _read_text(path: Path) -> str:
    """Give a file's text; anything larger than CloudFormation takes is cut, and then refused by its reader."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1).decode("utf-8-sig")
