"""What the view of every page has in common."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.page import Page
from wizard.handover.ticket import Subject
from wizard.ui.tasks import Tasks
from wizard.ui.theme.tokens import tokens

REFRESH_MS = 40
"""Facts can come by the hundred; what people see is drawn anew at most this often."""


@dataclass(frozen=True, slots=True)
class Help:
    """A question people have on a page, and its answer, for the rail's foot."""

    question: str
    answer: str


class PageView(QWidget):
    """Shows one page of the flow. It draws from the page's state alone, and hands every input to it.

    page:          the page without a window
    read_only:     it shows what was, and nothing can be done from it
    subject:       what is being done for whom, for whoever copies a failure for a ticket
    act(id):       a button of a diagnosis was pressed that the frame follows: a navigation
    rephrased():   title, instruction or the primary button's text changed
    reveal(part):  a part of the page needs the person: it should be in sight
    """

    act = Signal(str)
    rephrased = Signal()
    reveal = Signal(QWidget)

    def __init__(self, page: Page, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._tasks = tasks
        self.subject = Subject()
        self.read_only = False
        self._refresh_timer = QTimer(self, interval=REFRESH_MS, singleShot=True)
        self._refresh_timer.timeout.connect(self.refresh)
        self._let_go = page.changed.subscribe(self._refresh_soon)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens().space.large)

    @property
    @abstractmethod
    def title(self) -> str:
        """The page's one question or statement."""

    @property
    @abstractmethod
    def instruction(self) -> str:
        """One sentence on what to do here."""

    @property
    def primary_text(self) -> str:
        """What the primary button says."""
        return self.tr("&Next")

    @property
    def help(self) -> Sequence[Help]:
        """Questions that people have here, and their answers."""
        return ()

    @abstractmethod
    def refresh(self) -> None:
        """Draw the page's state."""

    def set_read_only(self) -> None:
        """Show what was, and take away what would do something; for good."""
        self.read_only = True

    @property
    def stale(self) -> bool:
        """True while the page's state is newer than what is drawn."""
        return self._refresh_timer.isActive()

    def let_go(self) -> None:
        """Follow the page no longer: the view is about to be deleted."""
        self._let_go()
        self._refresh_timer.stop()

    def _refresh_soon(self) -> None:
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()
