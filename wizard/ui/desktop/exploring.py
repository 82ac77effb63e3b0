"""Opens the window that shows Resource Explorer across an organization, one at a time."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wizard.flow.ports import Explain
from wizard.model.connection import Connection
from wizard.ui.explorer.window import Explorer, ExplorerWindow
from wizard.ui.tasks import Tasks


class Exploring(QObject):
    """Keeps the window that is open."""

    def __init__(self, explorer: Explorer, explain: Explain, parent: QWidget) -> None:
        super().__init__(parent)
        self._explorer = explorer
        self._explain = explain
        self._above = parent
        self._window: ExplorerWindow | None = None
        self._tasks: Tasks | None = None

    def open(self, connection: Connection, crashes: Tasks) -> None:
        """Open the window of a connection, and ask AWS; nothing happens while one is open.

        crashes: hears of the bugs of the window's own tasks
        """
        if self._window is not None:
            return
        self._tasks = Tasks()
        self._tasks.crashed.connect(crashes.crashed)
        self._window = ExplorerWindow(connection, self._explorer, self._explain, self._tasks, self._above)
        self._window.finished.connect(lambda: crashes.start(self.put_away()))
        self._window.open()
        self._window.look()

    async def put_away(self) -> None:
        """Close the window that is open, on Qt's thread, and stop asking; nothing happens where there is none."""
        window, self._window = self._window, None
        tasks, self._tasks = self._tasks, None
        if tasks is not None:
            await tasks.cancel()
        if window is not None:
            window.hide()
            window.deleteLater()
