"""Checking every connection, side by side."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from wizard.model.connection import Connection, Way
from wizard.ui.main_window.ports import Works
from wizard.ui.main_window.rechecks import Checked, Rechecks
from wizard.ui.main_window.run_watch import goes_on
from wizard.ui.models.connections import Checking, ConnectionsModel
from wizard.ui.texts.check_all import Tally, summary_text


class CheckAll(QObject):
    """Starts every check that can be made, and sums them up when the last has ended.

    begun(), ended(summary)
    """

    begun = Signal()
    ended = Signal(str)

    def __init__(self, rechecks: Rechecks, model: ConnectionsModel, works: Works, parent: QObject) -> None:
        super().__init__(parent)
        self._rechecks = rechecks
        self._model = model
        self._works = works
        self._awaited: set[str] = set()
        self._tally: Counter[Tally] = Counter()
        rechecks.ended.connect(self._one_ended)

    @property
    def running(self) -> bool:
        """True while a check of all goes on."""
        return bool(self._awaited)

    def start(self, connections: Iterable[Connection]) -> None:
        """Check these, unless that is going on already; what is being changed, or was never verified, is left out."""
        if self._awaited:
            return
        self._tally.clear()
        wanted = [one for one in connections if self._can_be_checked(one)]
        self._awaited = {one.connection_id for one in wanted}
        for one in wanted:
            self._rechecks.start(one)
        if wanted:
            self.begun.emit()
        else:
            self.ended.emit(summary_text(self._tally))

    def _can_be_checked(self, one: Connection) -> bool:
        if one.way is Way.CONSOLE:
            self._tally[Tally.NOT_VERIFIED] += 1
        elif goes_on(self._works, one.connection_id):
            self._tally[Tally.BUSY] += 1
        else:
            return True
        return False

    def _one_ended(self, connection_id: str) -> None:
        if connection_id not in self._awaited:
            return
        self._awaited.discard(connection_id)
        self._tally[self._came_to(connection_id)] += 1
        if not self._awaited:
            self.ended.emit(summary_text(self._tally))

    def _came_to(self, connection_id: str) -> Tally:
        outcome = self._rechecks.outcome(connection_id)
        if isinstance(outcome, Checked):
            return Tally.CHANGED if outcome.changed else Tally.AS_LISTED
        needs_sign_in = self._model.checking(connection_id) is Checking.NEEDS_SIGN_IN
        return Tally.NEEDS_SIGN_IN if needs_sign_in else Tally.UNANSWERED
