"""Page 5 of the console way: what to look at, to tick."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from wizard.flow.pages.console_checks import ConsoleChecksPage, LookedAt
from wizard.ui.tasks import Tasks
from wizard.ui.texts.check_names import check_name
from wizard.ui.texts.console_checks import console_check_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.console_link import ConsoleButton
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.page_view import Help, PageView

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""Keeps the groups of an account ID on one line."""


class ConsoleChecksView(PageView):
    """One box for each thing to look at, with where it stands; and a way past what is not ticked, with a warning."""

    def __init__(self, page: ConsoleChecksPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._checks = page
        self._shown: tuple[LookedAt, ...] = ()
        self._values: dict[str, str] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._rows: list[QWidget] = []
        self._list = Card()
        self._list.setObjectName("checks.list")
        self._list.setAccessibleName(self.tr("Checks"))
        self._list.body.setSpacing(tokens().space.large)
        self._skip = QCheckBox(self.tr("&Go on without what I have not ticked"))
        self._skip.setObjectName("checks.skip")
        self._skip.setAccessibleName(self.tr("Go on without what I have not ticked"))
        self._warning = MessageStrip("checks.action.")
        self._warning.setObjectName("checks.warning")
        for part in (self._list, self._skip, self._warning):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._skip.toggled.connect(self._skip_rest)

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("Is everything ready?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr("Look at each of these in the AWS console, and tick it when it is so.")

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
                self.tr("Why do I have to look?"),
                self.tr("Without a sign-in nobody can ask AWS for you. With one, all of this is checked by itself."),
            ),
        )

    def refresh(self) -> None:
        """Show what there is to look at, and what is ticked."""
        page = self._checks
        if (page.things, page.values) != (self._shown, self._values):
            self._build(page.things, page.values)
        for check, box in self._boxes.items():
            box.setChecked(check in page.ticked)
        self._skip.setVisible(bool(page.left))
        self._skip.setChecked(page.skipped)
        self._show_warning()
        self.rephrased.emit()

    def _build(self, things: tuple[LookedAt, ...], values: dict[str, str]) -> None:
        self._shown, self._values = things, dict(values)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._boxes = {}
        self._rows = [self._row(one) for one in things]
        for row in self._rows:
            self._list.add(row)
        tab_as_laid_out(self)

    def _row(self, thing: LookedAt) -> QWidget:
        name = check_name(thing.check)
        account = self._values["account"].replace(" ", _NO_BREAK_SPACE)
        text = console_check_text(thing.check, {**self._values, "account": account})
        box = QCheckBox(name)
        box.setObjectName(f"checks.tick.{thing.check}")
        box.setAccessibleName(name)
        box.setAccessibleDescription(text)
        box.toggled.connect(partial(self._tick, thing.check))
        self._boxes[thing.check] = box
        texts = QVBoxLayout()
        texts.setSpacing(tokens().space.tiny)
        texts.addWidget(box)
        texts.addWidget(Caption(text))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens().space.medium)
        line.addLayout(texts, 1)
        if thing.address:
            line.addWidget(self._link(thing, name), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _link(self, thing: LookedAt, name: str) -> ConsoleButton:
        link = ConsoleButton(self.tr("Open"))
        link.set_address(thing.address)
        link.setObjectName(f"checks.open.{thing.check}")
        link.setAccessibleName(fill(self.tr("Open in the AWS console: {check}"), {"check": name}))
        return link

    def _show_warning(self) -> None:
        if not (self._checks.left and self._checks.skipped):
            self._warning.clear()
        elif not self._warning.problem():
            self._warning.show_message(
                Tone.WARNING,
                self.tr("What is not as it should be stops AWS later."),
                self.tr(
                    "AWS then refuses the stack, or leaves member accounts without the role. What it says stands in "
                    "the AWS console under the stack's events."
                ),
            )

    def _tick(self, check: str, done: bool) -> None:
        if done != (check in self._checks.ticked):
            self._checks.tick(check, done=done)

    def _skip_rest(self, rest: bool) -> None:
        if rest != self._checks.skipped:
            self._checks.skip(rest=rest)
