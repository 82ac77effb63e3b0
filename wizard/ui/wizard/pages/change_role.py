"""The last page of a change that gave the role another name: the new RoleARN, to be pasted again."""

from PySide6.QtWidgets import QWidget

from wizard.flow.pages.change import ChangePage
from wizard.flow.pages.role import RolePage
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.wizard.pages.role import RoleView


class ChangeRoleView(RoleView):
    """The RoleARN with its checks, and where it has to go."""

    def __init__(self, page: RolePage, difference: ChangePage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._difference = difference
        self._handed = ""
        self._handover = Card(self.tr("Values for the provider"))
        self._handover.setObjectName("change.handover")
        self._why, self._place = BodyLabel(), Caption()
        self._handover.add(self._why)
        self._handover.add(self._place)
        self._row: CopyRow | None = None
        self.body.insertWidget(0, self._handover)

    @property
    def title(self) -> str:
        """What is left to do."""
        return self.tr("Paste the new RoleARN")

    @property
    def instruction(self) -> str:
        """What is going on."""
        return self.tr("The role was read back from AWS under its new name, and compared with what was agreed.")

    @property
    def primary_text(self) -> str:
        """The last page's button ends it."""
        return self.tr("&Done")

    def refresh(self) -> None:
        """Show the RoleARN, what was found, and where to paste it."""
        super().refresh()
        page, arn = self._difference, self._role.role_arn.strip()
        self._handover.setVisible(bool(arn) and page.definition is not None)
        if page.definition is None or arn == self._handed:
            return
        self._handed = arn
        said = self.tr(
            "{provider} still knows the old RoleARN and cannot read your organization until it has this one."
        )
        self._why.setText(fill(said, {"provider": page.definition.name}))
        self._place.setText(page.definition.handover.place)
        if self._row is not None:
            self._handover.body.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._row = CopyRow(self.tr("RoleARN"), arn, arn)
        self._row.button.setObjectName("change.copy-role-arn")
        self._handover.add(self._row)
