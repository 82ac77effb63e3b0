"""Hears what runs report, and passes it on at a pace that a window can follow."""

from PySide6.QtCore import QObject, QTimer, Signal

from wizard.ui.main_window.ports import Works

_PACE_MS = 100


class RunWatch(QObject):
    """Tells at most ten times a second which runs have news: a run of 10,000 accounts reports as many facts.

    changed(connection_id): its run began, reported, or rests
    rested(connection_id):  its run goes on no longer, or is put aside
    """

    changed = Signal(str)
    rested = Signal(str)

    def __init__(self, works: Works, parent: QObject) -> None:
        super().__init__(parent)
        self._works = works
        self._news: dict[str, None] = {}
        self._pace = QTimer(self, interval=_PACE_MS, singleShot=True)
        self._pace.timeout.connect(self._tell)
        self._let_go = works.subscribe(self._heard)

    def stop(self) -> None:
        """Hear nothing more."""
        self._let_go()
        self._pace.stop()

    def _heard(self, connection_id: str) -> None:
        self._news[connection_id] = None
        if not self._pace.isActive():
            self._pace.start()

    def _tell(self) -> None:
        news, self._news = self._news, {}
        for connection_id in news:
            self.changed.emit(connection_id)
            if not goes_on(self._works, connection_id):
                self.rested.emit(connection_id)


def goes_on(works: Works, connection_id: str) -> bool:
    """Tell whether a connection has a run that is on its way right now."""
    work = works.of(connection_id)
    return work is not None and work.state.end is None and not work.interrupted
