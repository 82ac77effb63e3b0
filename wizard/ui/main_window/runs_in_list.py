"""The runs of the connections in the list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from wizard.model.connection import Connection
from wizard.model.plan import RunEnd, RunKind
from wizard.ui.main_window.news import News
from wizard.ui.main_window.ports import Works
from wizard.ui.main_window.run_rows import row_run
from wizard.ui.main_window.run_watch import goes_on
from wizard.ui.models.connections import ConnectionsModel
from wizard.ui.texts.runs import is_removal


class RunsInList(QObject):
    """Shows in each row how its run stands, and tells of the rows that a run removed.

    started_over(connection_id): all of it is removed, to be made anew
    """

    started_over = Signal(str)

    def __init__(self, works: Works, model: ConnectionsModel, news: News, parent: QObject) -> None:
        super().__init__(parent)
        self._works = works
        self._model = model
        self._news = news

    def show_connections(self, connections: Sequence[Connection]) -> None:
        """Show these rows with their runs, and those whose run has removed them and has not ended yet."""
        shown = (*connections, *self._departing({one.connection_id for one in connections}))
        self._model.show_connections(shown)
        for one in shown:
            self.show(one.connection_id)

    def show(self, connection_id: str) -> None:
        """Show how a row's run stands now."""
        self._model.set_run(connection_id, row_run(self._works.of(connection_id)))

    def going_on(self) -> tuple[Connection, ...]:
        """Give the connections whose runs are on their way right now."""
        return tuple(one for one in self._model.connections() if goes_on(self._works, one.connection_id))

    def tell_unfinished(self) -> None:
        """Tell which connections an earlier session left unfinished."""
        works = ((one, self._works.of(one.connection_id)) for one in self._model.connections())
        self._news.tell_unfinished([one for one, work in works if work is not None and work.interrupted])

    def _departing(self, listed: set[str]) -> tuple[Connection, ...]:
        """Tell of connections that a run removed, and give those whose run has not said yet that it has ended."""
        departing = []
        for gone in self._model.connections():
            work = self._works.of(gone.connection_id)
            if gone.connection_id in listed or work is None or not is_removal(work.kind):
                continue
            if work.state.end is not RunEnd.DONE:
                departing.append(gone)
                continue
            self._news.tell_removed(work.kind, gone, tuple(work.state.told))
            self._works.put_aside(gone.connection_id)
            if work.kind is RunKind.START_OVER:
                self.started_over.emit(gone.connection_id)
        return tuple(departing)
