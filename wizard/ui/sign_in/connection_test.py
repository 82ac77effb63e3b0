"""The dialog "Test connection": which address of AWS can be reached, and what stands in the way of the others."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.flow.connection_test import ConnectionTest
from wizard.handover.ticket import Subject
from wizard.model.reach import Reach, ReachState
from wizard.ui.sign_in.reach_report import report
from wizard.ui.texts.reach import service_text
from wizard.ui.texts.ticket import ticket_of
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.copy_button import CopyButton
from wizard.ui.widgets.labels import BodyLabel, SectionTitle
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow
from wizard.ui.wizard.trouble import raw_text

_CHARACTERS, _LINES = 110, 38
_STATES = {
    ReachState.WAITING: State.PENDING,
    ReachState.ASKING: State.RUNNING,
    ReachState.REACHED: State.DONE,
    ReachState.FAILED: State.PROBLEM,
}


class ConnectionTestDialog(QDialog):
    """One line for each address, as its answer comes; open it with `open()`, its owner runs the test.

    again: called when the person wants to test once more
    """

    def __init__(self, test: ConnectionTest, again: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._test = test
        self._rows: dict[str, StateRow] = {}
        self.setObjectName("connection-test")
        self.setWindowTitle(self.tr("Test connection"))
        self._strip = MessageStrip("connection-test.action.")
        self._strip.setObjectName("connection-test.message")
        self._list = QVBoxLayout()
        self._again = Button(self.tr("&Test again"), icon_name="refresh")
        self._again.setObjectName("connection-test.again")
        self._again.setAccessibleName(self.tr("Test again"))
        self._copy = CopyButton(what=self.tr("the result"))
        self._copy.setObjectName("connection-test.copy")
        self._close = Button(self.tr("Close"), Variant.PRIMARY)
        self._close.setObjectName("connection-test.close")
        self._close.setAccessibleName(self.tr("Close"))
        self._lay_out()
        self._again.clicked.connect(again)
        self._close.clicked.connect(self.accept)
        self._let_go = test.changed.subscribe(self.refresh)
        self.finished.connect(self._let_go)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known by now."""
        if not self._test.reaches:
            self._forget_rows()
        for service, reach in self._test.reaches.items():
            self._show(service, reach)
        self._again.setEnabled(not self._test.running)
        self._copy.setEnabled(not self._test.running and bool(self._test.reaches))
        self._copy.set_copy_text("" if self._test.running else report(self._test))
        self._show_sum()

    def _forget_rows(self) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _show(self, service: str, reach: Reach) -> None:
        if service not in self._rows:
            row = StateRow(service_text(service))
            row.setObjectName(f"connection-test.{service}")
            self._rows[service] = row
            self._list.addWidget(row)
        words = {ReachState.ASKING: self.tr("Asking"), ReachState.REACHED: self.tr("Reached")}
        word = words.get(reach.state, self.tr("Not reached"))
        self._rows[service].set_state(_STATES[reach.state], self._detail(reach), word)

    def _detail(self, reach: Reach) -> str:
        address = reach.address.url
        if reach.through:
            address = fill(
                self.tr("{address}\nthrough the proxy {proxy}"), {"address": address, "proxy": reach.through}
            )
        diagnosis = None if self._test.common_cause else self._test.diagnosis(reach)
        return f"{address}\n{diagnosis.title} {diagnosis.explanation}" if diagnosis else address

    def _show_sum(self) -> None:
        common = self._test.problem or self._test.common_cause
        if self._test.running:
            self._say(Tone.INFO, self.tr("Asking AWS without signing in; nothing is changed."))
        elif common is not None:
            ticket = ticket_of(common, Subject(self.windowTitle()))
            self._say(Tone.PROBLEM, common.title, common.explanation, raw_text(common.failure), ticket)
        elif self._test.failed:
            counts = {"failed": str(len(self._test.failed)), "total": str(len(self._test.reaches))}
            self._say(Tone.PROBLEM, fill(self.tr("{failed} of {total} addresses cannot be reached."), counts))
        elif self._test.all_reached:
            self._say(Tone.SUCCESS, self.tr("AWS can be reached from here."))

    def _say(self, tone: Tone, problem: str, cause: str = "", details: str = "", ticket: str = "") -> None:
        if (self._strip.problem(), self._strip.cause()) != (problem, cause):
            self._strip.show_message(tone, problem, cause, (), details, ticket=ticket)

    def _lay_out(self) -> None:
        space = tokens().space
        page = ScrollPage(self.windowTitle())
        page.body.setContentsMargins(space.huge, 0, space.huge, 0)
        page.add(self._strip)
        page.add(self._list)
        page.add_stretch()
        heading = QVBoxLayout()
        heading.setContentsMargins(space.huge, space.huge, space.huge, 0)
        heading.addWidget(SectionTitle(self.windowTitle()))
        heading.addWidget(
            BodyLabel(self.tr("Each address that connecting needs is asked, and what stands in the way is named."))
        )
        buttons = QHBoxLayout()
        buttons.setContentsMargins(space.huge, 0, space.huge, space.large)
        buttons.setSpacing(space.medium)
        buttons.addWidget(self._again)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.large)
        column.addLayout(heading)
        column.addWidget(page, 1)
        column.addLayout(buttons)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _CHARACTERS, metrics.lineSpacing() * _LINES)
        self._list.setSpacing(space.small)
