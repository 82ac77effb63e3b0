"""Page 5: the prerequisites, live."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.flow.pages.checks import ChecksPage
from wizard.model.check import CheckResult, CheckState
from wizard.ui.tasks import Tasks
from wizard.ui.texts.actions import mend_confirmation, mend_text
from wizard.ui.texts.check_names import check_name
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.check_row import CheckRow
from wizard.ui.wizard.page_view import Help, PageView


class ChecksView(PageView):
    """One line for each check, with a button that mends it where the program can, and one that checks it again."""

    def __init__(self, page: ChecksPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._checks = page
        self._revealed = ""
        self._rows: dict[str, CheckRow] = {}
        space = tokens().space
        self._list = Card()
        self._list.setObjectName("checks.list")
        self._list.setAccessibleName(self.tr("Checks"))
        self._list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._list.body.setSpacing(2)
        self._list.body.setContentsMargins(space.small, space.small, space.small, space.small)
        self._again = Button(self.tr("Check &all again"), icon_name="refresh")
        self._again.setObjectName("checks.again")
        self._again.setAccessibleName(self.tr("Check all again"))
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addStretch(1)
        self.body.addWidget(self._list)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self._again.clicked.connect(self._check_all)

    @property
    def title(self) -> str:
        """What the page says."""
        return self.tr("Is everything ready?")

    @property
    def instruction(self) -> str:
        """How far the checks are."""
        values = {"done": str(self._checks.done), "all": str(len(self._checks.results))}
        if self._checks.done < len(self._checks.results):
            return fill(self.tr("{done} of {all} checks are done. Nothing is changed at AWS by checking."), values)
        if self._checks.valid:
            return self.tr("Everything needed is in place. Nothing was changed at AWS by checking.")
        return self.tr("Something has to be put right first. What is wrong, and what to do, stands with each check.")

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is trusted access?"),
                self.tr(
                    "A switch of your organization that lets CloudFormation deploy to its accounts. It is turned on "
                    "once, and costs nothing."
                ),
            ),
            Help(
                self.tr("What is a StackSet?"),
                self.tr("The part of CloudFormation that makes the same thing in many accounts at once."),
            ),
        )

    def refresh(self) -> None:
        """Show each check's result."""
        others = False
        for check, result in self._checks.results.items():
            row = self._row(check)
            address = self._checks.console_address(check)
            others |= row.show_result(
                result, self._checks.diagnosis(check), self._mend_text(result), result.actions, address
            )
            row.set_mending(bool(self._checks.mending) and self._checks.mending == result.mend)
        if others:
            tab_as_laid_out(self)
        self._again.setEnabled(not self._checks.mending)
        self._reveal_first_problem()
        self.rephrased.emit()

    def set_read_only(self) -> None:
        """Nothing can be checked again."""
        super().set_read_only()
        self._again.hide()

    def _reveal_first_problem(self) -> None:
        """Bring the first problem into sight once all checks are done, and not again while it stays the same."""
        results = self._checks.results
        if self._checks.done < len(results):
            self._revealed = ""
            return
        first = next((check for check, one in results.items() if one.state is CheckState.PROBLEM), "")
        if first and first != self._revealed:
            QTimer.singleShot(0, self._rows[first], partial(self.reveal.emit, self._rows[first]))
        self._revealed = first

    def _mend_text(self, result: CheckResult) -> str:
        return mend_text(result.mend) if result.mend and result.state is not CheckState.PASSED else ""

    def _row(self, check: str) -> CheckRow:
        if check not in self._rows:
            row = CheckRow(check, check_name(check), "checks")
            row.mend_pressed.connect(partial(self._ask_to_mend, check))
            row.again_pressed.connect(partial(self._checks.run_again, check))
            row.set_repeatable(repeatable=not self.read_only)
            row.way_taken.connect(self.act)
            self._rows[check] = row
            self._list.add(row)
            tab_as_laid_out(self)
        return self._rows[check]

    def _check_all(self) -> None:
        self._tasks.start(self._checks.run_all())

    def _ask_to_mend(self, check: str) -> None:
        mend = self._checks.results[check].mend
        question = Confirmation(
            fill(self.tr("{mend}?"), {"mend": mend_text(mend)}),
            mend_confirmation(mend),
            mend_text(mend),
            self.tr("Leave it as it is"),
            self,
        )
        question.setObjectName("checks.confirm")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(partial(self._mend, check))
        question.open()

    def _mend(self, check: str) -> None:
        self._tasks.start(self._checks.mend(check))
