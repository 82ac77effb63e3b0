"""The first page of a change: which accounts are to be connected from now on."""

from wizard.ui.wizard.pages.organization import OrganizationView


class ChangeOrganizationView(OrganizationView):
    """The tree, with what is connected ticked."""

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("Which accounts should be connected from now on?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        if self._organization.busy or self._organization.identity is None:
            return super().instruction
        return self.tr("What is connected now is ticked. Nothing changes before you apply it on a later page.")
