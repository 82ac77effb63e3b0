"""One check and its result."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wizard.model.check import CheckResult, CheckState
from wizard.model.failure import Diagnosis
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.raw_text import RawText
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_icon import StateIcon
from wizard.ui.widgets.state_row import StateRow
from wizard.ui.widgets.styling import set_style_property
from wizard.ui.wizard.check_ways import CheckWays
from wizard.ui.wizard.trouble import raw_text

_STATES = {
    CheckState.WAITING: State.PENDING,
    CheckState.RUNNING: State.RUNNING,
    CheckState.PASSED: State.DONE,
    CheckState.WARNING: State.WARNING,
    CheckState.PROBLEM: State.PROBLEM,
    CheckState.UNKNOWN: State.WARNING,
}


_TONES = {CheckState.PROBLEM: "problem", CheckState.WARNING: "warning"}


class CheckRow(QFrame):
    """The check's name, what was found, the mend's button, "Check again", and AWS's own words behind "Details".

    What needs the person stands on a ground of its own colour, with a button for each place where it can be put right.

    mend_pressed(), again_pressed()
    way_taken(id): an action that leads to another page was pressed
    """

    mend_pressed = Signal()
    again_pressed = Signal()
    way_taken = Signal(str)

    def __init__(self, check: str, name: str, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{page}.{check}")
        self._name = name
        self._repeatable = True
        self._row = StateRow(name)
        self._mend = Button("", Variant.PLAIN, "wrench")
        self._mend.setObjectName(f"{page}.fix.{check}")
        self._again = Button("", Variant.QUIET, "refresh")
        self._again.setObjectName(f"{page}.again.{check}")
        self._again.setAccessibleName(fill(self.tr("Check again: {check}"), {"check": name}))
        self._again.setToolTip(self.tr("Check again"))
        self._row.trailing.addWidget(self._mend)
        self._row.trailing.addWidget(self._again)
        for button in (self._mend, self._again):
            self._row.trailing.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self._raw = RawText(fill(self.tr("Details: {check}"), {"check": name}))
        self._details = Expander(self.tr("Details"), self._raw)
        self._details.button.setAccessibleName(fill(self.tr("Details: {check}"), {"check": name}))
        self._ways = CheckWays(f"{page}.action.{check}.", name)
        column = QVBoxLayout(self)
        space = tokens().space
        column.setContentsMargins(space.medium, 0, space.small, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        below = QVBoxLayout()
        below.setContentsMargins(StateIcon().sizeHint().width() + space.medium, 0, 0, 0)
        below.addWidget(self._ways)
        below.addWidget(self._details)
        column.addLayout(below)
        self.setProperty("role", "check")
        self._mend.clicked.connect(self.mend_pressed)
        self._again.clicked.connect(self.again_pressed)
        self._ways.pressed.connect(self.way_taken)

    def show_result(
        self, result: CheckResult, diagnosis: Diagnosis | None, mend: str, ways: Sequence[str] = (), address: str = ""
    ) -> bool:
        """Show a result; give whether other buttons stand there now.

        mend:    what the mend's button says, empty where there is none
        ways:    those of the result's actions that can be followed from here
        address: of the page of the AWS console that one of them opens
        """
        set_style_property(self, "tone", _TONES.get(result.state, ""))
        words = {CheckState.PASSED: self.tr("Passed"), CheckState.UNKNOWN: self.tr("Not checked")}
        self._row.set_state(_STATES[result.state], self._detail(result, diagnosis), words.get(result.state, ""))
        self.setAccessibleName(self._row.accessibleName())
        self.setAccessibleDescription(self._row.detail())
        self._mend.setText(mend)
        self._mend.setAccessibleName(mend)
        self._mend.setVisible(bool(mend))
        over = result.state not in (CheckState.WAITING, CheckState.RUNNING)
        self._again.setVisible(self._repeatable and over)
        lines = "\n".join((*result.details, *((raw_text(result.failure),) if result.failure else ())))
        self._details.setVisible(bool(lines))
        if lines != self._raw.text():
            self._raw.set_text(lines)
        return self._ways.show_ways(ways, result.request, address)

    def set_repeatable(self, *, repeatable: bool) -> None:
        """Say whether it can be checked again."""
        self._repeatable = repeatable

    def set_mending(self, mending: bool) -> None:
        """Show that the mend is being done."""
        self._mend.setEnabled(not mending)
        if mending:
            self._row.set_state(State.RUNNING, self._row.detail())

    def _detail(self, result: CheckResult, diagnosis: Diagnosis | None) -> str:
        message = result.message
        if message is None:
            return f"{diagnosis.title} {diagnosis.explanation}" if diagnosis else ""
        if diagnosis is not None and "reason" in message.values:
            message = replace(message, values={**message.values, "reason": diagnosis.title})
        return word(message)
