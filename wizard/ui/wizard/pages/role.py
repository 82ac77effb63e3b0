"""Page 8: the RoleARN and its checks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.flow.pages.role import RolePage
from wizard.model.check import CheckState
from wizard.ui.tasks import Tasks
from wizard.ui.texts.check_names import check_name
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.check_row import CheckRow
from wizard.ui.wizard.page_view import Help, PageView


class RoleView(PageView):
    """The RoleARN, filled in or pasted, and each check of it."""

    def __init__(self, page: RolePage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._role = page
        self._rows: dict[str, CheckRow] = {}
        self._arn = Field(
            self.tr("&RoleARN"), help_text=self.tr("The full name of the role, from the stack's output RoleARN.")
        )
        self._arn.editor.setObjectName("role.arn")
        self._checks = Card()
        self._checks.setObjectName("role.checks")
        self._checks.setAccessibleName(self.tr("Checks of the role"))
        self._checks.body.setSpacing(2)
        space = tokens().space
        self._checks.body.setContentsMargins(space.small, space.small, space.small, space.small)
        self._again = Button(self.tr("Check &again"), icon_name="refresh")
        self._again.setObjectName("role.again")
        self._again.setAccessibleName(self.tr("Check the role again"))
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addStretch(1)
        self.body.addWidget(self._arn)
        self.body.addWidget(self._checks)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self._arn.line_edit.textEdited.connect(self._type)
        self._again.clicked.connect(self._verify)

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("Does the role work?")

    @property
    def instruction(self) -> str:
        """What is going on."""
        return self.tr("The role is read back from AWS and compared with what was agreed.")

    @property
    def primary_text(self) -> str:
        """What is only looked at ends here."""
        return self.tr("&Close") if self.read_only else super().primary_text

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is a RoleARN?"),
                self.tr("The full name of the role at AWS: arn:aws:iam::, the account ID, :role/ and its name."),
            ),
            Help(
                self.tr("Why can it take a while?"),
                self.tr("AWS spreads a new role to all its Regions; that takes seconds, seldom a minute."),
            ),
        )

    def refresh(self) -> None:
        """Show the RoleARN and what was found."""
        page = self._role
        if self._arn.text() != page.role_arn:
            self._arn.line_edit.setText(page.role_arn)
        for check in [check for check in self._rows if check not in page.results]:
            row = self._rows.pop(check)
            row.hide()
            row.deleteLater()
        for check, result in page.results.items():
            if check not in self._rows:
                self._rows[check] = CheckRow(check, check_name(f"role.{check}"), "role")
                self._rows[check].again_pressed.connect(self._verify)
                self._rows[check].set_repeatable(repeatable=not self.read_only)
                self._checks.add(self._rows[check])
                tab_as_laid_out(self)
            self._rows[check].show_result(result, page.diagnosis(check), "")
        self._checks.setVisible(bool(page.results))
        self._show_field()
        self.rephrased.emit()

    def set_read_only(self) -> None:
        """Nothing can be typed or checked again."""
        super().set_read_only()
        self._again.hide()
        self._arn.line_edit.setReadOnly(True)

    def _show_field(self) -> None:
        if not self._role.role_arn.strip():
            self._arn.set_message(
                self.tr("Paste the RoleARN here: it stands among the stack's outputs in the AWS console."),
                FieldState.PROBLEM,
            )
        elif any(one.state is CheckState.PROBLEM for one in self._role.results.values()):
            self._arn.set_message(self.tr("Not right yet: see below."), FieldState.PROBLEM)
        elif self._role.verified:
            self._arn.set_message(self.tr("The role works."), FieldState.OK)
        else:
            self._arn.set_message("")

    def _type(self, text: str) -> None:
        self._tasks.start(self._role.type_role_arn(text))

    def _verify(self) -> None:
        self._tasks.start(self._role.verify())
