"""Last step of a sign-in: what the profile is called, and where one works with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.model.message import Message
from wizard.ui.sign_in.regions import RegionBox
from wizard.ui.texts.wording import word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.field import Field, FieldState


class ProfileNameStep(QWidget):
    """Name and region of the profile.

    prefix: what its fields are called before the dot
    named(text), placed(region): the person typed or chose something
    """

    named = Signal(str)
    placed = Signal(str)

    def __init__(self, prefix: str, *, with_region: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Field(
            self.tr("Profile &name"),
            help_text=self.tr("Every AWS tool on this computer can use the profile by this name."),
        )
        self.name.editor.setObjectName(f"{prefix}.name")
        self._regions = RegionBox(f"{prefix}.work-region")
        self._region = Field(
            self.tr("Region to &work in"),
            self._regions,
            self.tr("Where stacks are made. Any Region does that your organization uses."),
        )
        self._region.setVisible(with_region)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.large)
        column.addWidget(self.name)
        column.addWidget(self._region)
        self.name.line_edit.textEdited.connect(self.named)
        self._regions.picked.connect(self.placed)

    def show_values(self, name: str, problem: Message | None, regions: Sequence[str], region: str) -> None:
        """Show what was typed by now."""
        if self.name.text() != name:
            self.name.line_edit.setText(name)
        self.name.set_message(word(problem) if problem else "", FieldState.PROBLEM if problem else FieldState.NONE)
        self._regions.show_regions(regions, region)
