"""Page 8 of the console way: the RoleARN, pasted."""

from collections.abc import Sequence

from wizard.model.check import CheckState
from wizard.ui.widgets.field import FieldState
from wizard.ui.wizard.page_view import Help
from wizard.ui.wizard.pages.role import RoleView


class ConsoleRoleView(RoleView):
    """The RoleARN, and what it says itself."""

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("Which role did AWS make?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr(
            "Paste the RoleARN from the stack's tab Outputs. Its form, account and name are compared; AWS is not asked."
        )

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            super().help[0],
            Help(
                self.tr("Is the role checked?"),
                self.tr("Not yet: nobody is signed in. Sign in later from your list, and AWS is asked."),
            ),
        )

    def _show_field(self) -> None:
        passed = [one.state is CheckState.PASSED for one in self._role.results.values()]
        if self._role.valid and all(passed):
            self._arn.set_message(self.tr("Has the right form, account and name."), FieldState.OK)
        else:
            super()._show_field()
