"""The second page of a change: the provider's fields with what is connected now."""

from PySide6.QtWidgets import QWidget

from wizard.flow.pages.change_settings import ChangeSettingsPage
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.wizard.pages.settings import SettingsView


class ChangeSettingsView(SettingsView):
    """The same fields; the Region is shown and stays."""

    def __init__(self, page: ChangeSettingsPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent=parent)
        self._changed = page
        self._region.setEnabled(False)
        self._region_field.set_message(
            self.tr(
                "The Region cannot be changed. To move to another one, disconnect the organization and connect it "
                "again there."
            )
        )

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("What should be different?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr("These values are in use now. Leave as it is what should stay.")

    def refresh(self) -> None:
        """Show the fields; a new name of the role has its price."""
        super().refresh()
        page = self._changed
        role = page.definition.names.role_setting if page.definition is not None else ""
        if role and page.role_renamed and page.problem(role) is None and not page.missing(role):
            said = self.tr(
                "With another name the role has another RoleARN, which has to be pasted at {provider} again."
            )
            self.form.rows[role].field.set_message(fill(said, {"provider": page.connection.provider_name}))
