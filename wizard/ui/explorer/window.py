"""Resource Explorer across an organization: what is wrong, a picture, and every account."""

from typing import Protocol

from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QScrollArea, QTableView, QVBoxLayout, QWidget

from wizard.flow.ports import Explain
from wizard.model.connection import Connection
from wizard.model.explorer import Exploration, IndexKind
from wizard.model.failure import WizardError
from wizard.operations.explorer_reader import OnProgress
from wizard.ui.explorer.model import ExplorerModel
from wizard.ui.explorer.picture import ExplorerPicture, Legend
from wizard.ui.tasks import Tasks
from wizard.ui.texts.actions import mend_confirmation, mend_text
from wizard.ui.texts.run_questions import mend_question_text
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.labels import BodyLabel, Caption, PageTitle
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.widgets.search_field import SearchField
from wizard.ui.widgets.tables import dress_table
from wizard.ui.wizard.trouble import first_sentence, show_trouble

_SIZE = QSize(960, 720)
_SMALLEST = QSize(720, 480)
_LINES = 8
_PAUSE_MS = 120

_MENDS = {
    "explorer.not-trusted": "trust-resource-explorer",
    "explorer.no-index": "make-explorer-aggregator",
    "explorer.no-aggregator": "make-explorer-aggregator",
    "explorer.no-view": "make-explorer-view",
    "explorer.indexes-missing": "spread-explorer",
}
"""By finding, what the program can do about it."""


class Explorer(Protocol):
    """Looks at Resource Explorer."""

    async def explore(self, profile: str, region: str, partition: str, on_progress: OnProgress) -> Exploration:
        """Read everything that is shown. Raises WizardError."""

    async def mend(self, connection_id: str, mend: str) -> None:
        """Do what the person pressed, an ID of `wizard.operations.mends`. Raises WizardError with what AWS said."""


class ExplorerWindow(QDialog):
    """Asks AWS as soon as it is opened, and again when the person wants that; what it can mend, it asks before."""

    def __init__(
        self, connection: Connection, explorer: Explorer, explain: Explain, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("explorer")
        self._connection = connection
        self._explorer = explorer
        self._explain = explain
        self._tasks = tasks
        self._busy = False
        self._message = MessageStrip("explorer.action.")
        self._message.setObjectName("explorer.message")
        self._progress = BodyLabel()
        self._progress.setObjectName("explorer.progress")
        self._findings = QVBoxLayout()
        self._picture = ExplorerPicture()
        self._pictured = Card(self.tr("Accounts by Regions"))
        self._listed = Card(self.tr("Every account"))
        self._search = SearchField(self.tr("Search accounts and Regions"))
        self._search.setObjectName("explorer.search")
        self._model = ExplorerModel(self)
        self._table = QTableView()
        self._again = Button(self.tr("Check &again"), Variant.PRIMARY, "refresh")
        self._close = Button(self.tr("&Close"))
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self._model.search(self._search.text()))
        self._lay_out()
        self._search.textChanged.connect(self._pause.start)
        self._again.clicked.connect(self.look)
        self._close.clicked.connect(self.reject)

    def look(self) -> None:
        """Ask AWS, unless that goes on already."""
        if not self._busy:
            self._set_busy(busy=True, text=self.tr("Reading the organization…"))
            self._tasks.start(self._look())

    async def _look(self) -> None:
        one = self._connection
        try:
            found = await self._explorer.explore(one.profile, one.region, one.partition, self._on_progress)
        except WizardError as error:
            show_trouble(self._message, self._explain(error.failure), (), Tone.PROBLEM)
        else:
            show_trouble(self._message, None, (), Tone.PROBLEM)
            self._show(found)
        finally:
            self._set_busy(busy=False)

    def _on_progress(self, done: int, total: int) -> None:
        number = QLocale().toString
        values = {"done": number(done), "total": number(total)}
        self._progress.setText(fill(self.tr("Asked about {done} of {total} accounts…"), values))

    def _show(self, found: Exploration) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, finding in enumerate(found.findings):
            mend = _MENDS.get(finding.key, "")
            self._add_strip(f"explorer.finding.{number}", Tone.WARNING, *first_sentence(word(finding)), mend)
        if not found.findings:
            cause = self.tr("Every account has its indexes, and a view covers all of them.")
            self._add_strip("explorer.finding.none", Tone.SUCCESS, self.tr("All is as it should be."), cause)
        self._picture.show_found(found)
        self._model.show(found)
        for part in (self._pictured, self._listed):
            part.setVisible(bool(found.regions))

    def _add_strip(self, name: str, tone: Tone, problem: str, cause: str, mend: str = "") -> None:
        strip = MessageStrip("explorer.action.")
        strip.setObjectName(name)
        self._findings.addWidget(strip)
        strip.show_message(tone, problem, cause, [Action(mend, mend_text(mend))] if mend else [])
        strip.action.connect(self._ask)

    def _ask(self, mend: str) -> None:
        """Say what changes at AWS, and do it where the person wants that."""
        text = mend_question_text(mend_text(mend), mend_confirmation(mend), self._connection)
        question = Confirmation(text.title, text.text, text.do, text.leave, self)
        question.setObjectName("explorer.confirm")
        question.accepted.connect(lambda: self._start_mend(mend))
        question.finished.connect(question.deleteLater)
        question.open()

    def _start_mend(self, mend: str) -> None:
        if not self._busy:
            self._set_busy(busy=True, text=self.tr("AWS is at work…"))
            self._tasks.start(self._mend(mend))

    async def _mend(self, mend: str) -> None:
        try:
            await self._explorer.mend(self._connection.connection_id, mend)
        except WizardError as error:
            show_trouble(self._message, self._explain(error.failure), (), Tone.PROBLEM)
            return
        finally:
            self._set_busy(busy=False)
        self.look()

    def _set_busy(self, *, busy: bool, text: str = "") -> None:
        self._busy = busy
        self._again.setEnabled(not busy)
        for button in self.findChildren(Button):
            if button.objectName().startswith("explorer.action."):
                button.setEnabled(not busy)
        self._progress.setText(text)
        self._progress.setVisible(busy)

    def _lay_out(self) -> None:
        space = tokens().space
        title = fill(self.tr("Resource Explorer in {name}"), {"name": self._connection.identity.name})
        self.setWindowTitle(title)
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        self._findings.setSpacing(space.small)
        self._lay_out_picture()
        self._lay_out_table()
        page = ScrollPage(title)
        page.add(PageTitle(title))
        what = self.tr(
            "With it {provider} finds resources in every Region, as far as accounts have indexes there. Looking "
            "changes nothing in AWS."
        )
        page.add(BodyLabel(fill(what, {"provider": self._connection.provider_name})))
        for part in (self._message, self._progress):
            page.add(part)
        strips = QWidget()
        strips.setLayout(self._findings)
        self._findings.setContentsMargins(0, 0, 0, 0)
        page.add(strips)
        page.add(self._pictured)
        page.add(self._listed)
        page.add_stretch()
        self._pictured.hide()
        self._listed.hide()
        row = QHBoxLayout()
        row.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        for name, button in (("again", self._again), ("close", self._close)):
            button.setObjectName(f"explorer.{name}")
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
        row.addWidget(self._close)
        row.addStretch(1)
        row.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(row)

    def _lay_out_picture(self) -> None:
        scroll = QScrollArea()
        scroll.setObjectName("explorer.picture-scroll")
        scroll.setAccessibleName(self.tr("Accounts by Regions"))
        scroll.setWidget(self._picture)
        for part in (self._picture, scroll.viewport()):
            part.setAutoFillBackground(False)  # the card's surface shows through
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setMinimumHeight(self.fontMetrics().height() * 16)
        legend = QHBoxLayout()
        texts = (
            (IndexKind.LOCAL, self.tr("Index")),
            (IndexKind.AGGREGATOR, self.tr("Aggregator")),
            (None, self.tr("No index")),
        )
        for kind, text in texts:
            legend.addWidget(Legend(kind))
            legend.addWidget(Caption(text))
            legend.addSpacing(tokens().space.medium)
        legend.addStretch(1)
        self._pictured.add(legend)
        self._pictured.add(scroll)

    def _lay_out_table(self) -> None:
        self._table.setObjectName("explorer.accounts")
        self._table.setAccessibleName(self.tr("Every account with its indexes"))
        self._table.setModel(self._model)
        dress_table(self._table)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.setMinimumHeight(self._table.verticalHeader().defaultSectionSize() * _LINES)
        self._listed.add(self._search)
        self._listed.add(self._table)
