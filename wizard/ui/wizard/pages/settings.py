"""Page 4: the provider's own fields."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from wizard.flow.pages.settings import SettingsPage
from wizard.providers.setting import Source
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.field import Field
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.setting_fields.form import SettingsForm

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
        self.form = SettingsForm(page, practice or {})
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
        self.body.addWidget(self.form)
        self.body.addWidget(self._region_field)
        self.body.addStretch(1)
        self.form.rebuilt.connect(self._order_tabs)
        self._read.clicked.connect(self._choose_file)
        self._region.currentTextChanged.connect(self._choose_region)

    @property
    def title(self) -> str:
        """What the page asks."""
        definition = self._settings.definition
        if definition is None or self._from_file:
            return self.tr("Whom should the role trust?")
        return fill(self.tr("How should {provider} be set up?"), {"provider": definition.name})

    @property
    def instruction(self) -> str:
        """What to do here."""
        definition = self._settings.definition
        if definition is None:
            return ""
        if not self._from_file:
            return self.tr("Nothing is made yet. What you type here is kept when you go back.")
        return fill(
            self.tr(
                "{provider} shows these values on its setup page. Copy them from there, or read them from its file."
            ),
            {"provider": definition.name},
        )

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        if not self._from_file:
            return (
                Help(
                    self.tr("Where do secrets go?"),
                    self.tr(
                        "Into this computer's keyring when the connection is made, or, where there is none, into "
                        "memory until you close the program. They are in no file and no list."
                    ),
                ),
            )
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
        self.form.refresh()
        if [self._region.itemText(row) for row in range(self._region.count())] != list(page.regions):
            self._region.blockSignals(True)
            self._region.clear()
            self._region.addItems(list(page.regions))
            self._region.blockSignals(False)
        self._region.setCurrentText(page.region)
        self._region_field.setVisible(not page.region_typed)
        self._read.setVisible(self._from_file)
        self._read_from.setText(
            fill(self.tr("Read from {name}"), {"name": page.read_from}) if page.read_from and page.error is None else ""
        )
        self.rephrased.emit()

    @property
    def _from_file(self) -> bool:
        """Whether the vendor hands out a file that says whom the role trusts."""
        return any(one.source is Source.VENDOR_TEMPLATE for one in self._settings.fields)

    def _order_tabs(self) -> None:
        tab_as_laid_out(self)

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
