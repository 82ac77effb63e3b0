"""Page 9: what was made, what to paste where, and who is missing."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.pages.connected import ConnectedPage, FailureGroup
from wizard.handover.code_template import fill_code
from wizard.handover.values import handed_over, raw_values, spoken_values
from wizard.model.connection import Connection, Phase, Way
from wizard.model.identifiers import grouped_account_id
from wizard.model.progress import AccountResult
from wizard.providers.definition import ProviderDefinition
from wizard.providers.setting import YES
from wizard.ui.runs.ask_for import AskFor
from wizard.ui.tasks import Tasks
from wizard.ui.texts.failure_groups import failure_heading
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import BodyLabel, Caption, SectionTitle
from wizard.ui.widgets.raw_text import RawText
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.actions import REPORT
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.connected_code import CodePart
from wizard.ui.wizard.pages.connected_retry import RetryPart
from wizard.ui.wizard.pages.connected_status import StatusCard

_LINES = 8
"""So many accounts of a group have a line of their own."""


class ConnectedView(PageView):
    """Values with copy buttons, what happens next, and the accounts that are not connected."""

    def __init__(self, page: ConnectedPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._connected = page
        self._shown: Connection | None = None
        self._shown_missing: object = None
        self._missing = Card(self.tr("Accounts that are not connected"))
        self._missing.setObjectName("connected.missing")
        self._groups = QVBoxLayout()
        self._groups.setSpacing(tokens().space.medium)
        self._retry = RetryPart(page, tasks)
        self._missing.add(self._groups)
        self._missing.add(self._retry)
        self._values = Card()
        self._values_title = SectionTitle(self.tr("Values for the provider"))
        self._values.setAccessibleName(self._values_title.text())
        self._values.add(self._values_title)
        self._status = StatusCard(page.status, tasks)
        self._next = Card(self.tr("What happens next"))
        self._code = CodePart(tasks)
        self._report = Button(self.tr("&Report…"), icon_name="document")
        self._report.setObjectName("connected.report")
        self._report.setAccessibleName(self.tr("Report"))
        self._report.setToolTip(self.tr("What was made, which accounts are in, and how to undo it, as a file"))
        self._report.clicked.connect(lambda: self.act.emit(REPORT))
        self._skipped_accounts = QVBoxLayout()
        self.body.addWidget(self._missing)
        self.body.addWidget(self._values)
        self.body.addWidget(self._status)
        self.body.addWidget(self._next)
        self.body.addWidget(self._code)
        self.body.addLayout(self._skipped_accounts)
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        """What was reached."""
        connection = self._connected.connection
        if connection is None:
            written = self._connected.error is None
            return self.tr("Writing it down") if written else self.tr("Connected, but not in your list yet")
        if connection.way is Way.CONSOLE:
            return fill(self.tr("{name} is in your list, not verified"), {"name": connection.identity.name})
        partly = connection.phase is Phase.PARTLY_CONNECTED
        text = self.tr("{name} is partly connected") if partly else self.tr("{name} is connected")
        return fill(text, {"name": connection.identity.name})

    @property
    def instruction(self) -> str:
        """How many accounts."""
        connection = self._connected.connection
        if connection is None:
            return self.tr("The roles are made at AWS. What is missing is the row in your list of organizations.")
        if connection.way is Way.CONSOLE:
            return self.tr(
                "Nobody has asked AWS yet whether the role works, and in which accounts it is. Sign in from the list "
                "whenever you can: from then on checking, the status and disconnecting work there."
            )
        if connection.identity.is_account:
            return self.tr("The account has the role. It is in your list.")
        number = QLocale().toString
        values = {"connected": number(connection.health.connected), "total": number(connection.health.total)}
        text = self.tr(
            "The management account and {connected} of {total} member accounts have the role. It is in your list."
        )
        definition = self._connected.definition
        if definition is not None and not definition.by_stack:
            text = self.tr("{connected} of {total} member accounts have the role. It is in your list.")
        return fill(text, values)

    @property
    def primary_text(self) -> str:
        """The last page's button ends it."""
        return self.tr("&Done")

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("Is it safe to share these?"),
                self.tr("Yes. A RoleARN and an external ID are no passwords: only the trusted principal can use them."),
            ),
        )

    def refresh(self) -> None:
        """Show the connection once it is written."""
        page = self._connected
        if page.connection is not None and page.definition is not None:
            if self._shown is None:
                self._show_values(page.definition, page.connection)
                self._show_next(page.definition)
                self._show_code(page.definition, page.connection)
            self._shown = page.connection
            if self._shown_missing != (page.failures, page.skipped):
                self._shown_missing = (page.failures, page.skipped)
                self._show_missing()
        self._missing.setVisible(self._shown is not None and bool(page.failures))
        self._retry.show_retry()
        self._values.setVisible(self._shown is not None)
        self._next.setVisible(self._shown is not None)
        status = page.definition.status if page.definition is not None else None
        self._status.show_status(status.note if status is not None else "")
        tab_as_laid_out(self)  # the status grows in between too
        self.rephrased.emit()

    def _show_values(self, definition: ProviderDefinition, connection: Connection) -> None:
        if not definition.by_stack:
            self._values_title.setText(self.tr("To look up at the provider"))
            self._values.setAccessibleName(self._values_title.text())
        self._values.add(Caption(definition.handover.place))
        for one in handed_over(connection, definition):
            shown = (self.tr("Yes") if one.copied == YES else self.tr("No")) if one.yes_no else one.shown
            row = CopyRow(one.label, shown, one.copied)
            row.setToolTip(one.where)
            row.button.setObjectName(f"connected.copy-{one.id}")
            self._values.add(row)

    def _show_code(self, definition: ProviderDefinition, connection: Connection) -> None:
        code, template = definition.handover.code, self._connected.code
        if code is not None and template:
            values, words = raw_values(connection, definition), spoken_values(connection, definition)
            self._code.show_code(code, fill_code(template, values, words))

    def _show_next(self, definition: ProviderDefinition) -> None:
        for number, sentence in enumerate(definition.handover.next_steps, start=1):
            self._next.add(BodyLabel(f"{number}. {sentence}"))
        self._next.add(self._report)

    def _show_missing(self) -> None:
        page = self._connected
        _clear(self._groups)
        _clear(self._skipped_accounts)
        for number, group in enumerate(page.failures):
            self._groups.addWidget(self._group(group, number))
        if page.skipped:
            card = Card(self.tr("Suspended accounts"))
            card.setObjectName("connected.skipped")
            card.add(self._skipped(page.skipped))
            self._skipped_accounts.addWidget(card)

    def _group(self, group: FailureGroup, number: int) -> QWidget:
        box, heading = QWidget(), failure_heading(group)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        column.addWidget(SectionTitle(heading))
        if group.diagnosis:
            column.addWidget(BodyLabel(group.diagnosis.explanation))
            if group.diagnosis.request:
                column.addWidget(AskFor(f"connected.ask.{number}", heading, group.diagnosis.request))
        self._add_accounts(column, group.accounts, State.PROBLEM, self.tr("Not connected"))
        return box

    def _skipped(self, accounts: tuple[AccountResult, ...]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        column.addWidget(
            BodyLabel(self.tr("AWS leaves them out until they are active again. Then the role is made by itself."))
        )
        self._add_accounts(column, accounts, State.SKIPPED, self.tr("Skipped"))
        return box

    def _add_accounts(self, column: QVBoxLayout, accounts: Sequence[AccountResult], state: State, said: str) -> None:
        """Show the first accounts line by line, and the names of all others one click away."""
        for one in accounts[:_LINES]:
            column.addWidget(self._account(one, state, said))
        rest = accounts[_LINES:]
        if rest:
            names = RawText(said)
            names.set_text("\n".join(f"{grouped_account_id(one.account_id)}  {one.name}" for one in rest))
            number = {"number": QLocale().toString(len(rest))}
            column.addWidget(Expander(fill(self.tr("and {number} more"), number), names))

    @staticmethod
    def _account(one: AccountResult, state: State, said: str) -> StateRow:
        row = StateRow(one.name)
        row.set_state(state, grouped_account_id(one.account_id), said)
        return row


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
