"""Opens the window that chooses the profile of a connection, one at a time."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wizard.flow.pages.sign_in import SignInPage
from wizard.flow.ports import Services
from wizard.model.connection import Connection
from wizard.ui.tasks import Tasks
from wizard.ui.verify.window import Verifier, VerifyWindow


class Verifying(QObject):
    """Keeps the window that is open.

    verified(connection_id): the row says now what AWS says
    """

    verified = Signal(str)

    def __init__(
        self,
        services: Services,
        verifier: Verifier,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._verifier = verifier
        self._tasks = tasks
        self._above = parent
        self._window: VerifyWindow | None = None

    def open(self, connection: Connection) -> None:
        """Open the window of a connection; nothing happens while one is open: it is in front of the list."""
        if self._window is not None:
            return
        explain = self._services.explain
        page = SignInPage(self._services.sign_in, explain)
        window = VerifyWindow(connection, page, self._verifier, explain, tasks=self._tasks, parent=self._above)
        window.offer_ways(self._services)
        self._window = window
        window.verified.connect(self.verified)
        window.finished.connect(self._closed)
        window.open()
        self._tasks.start(window.begin())

    def _closed(self) -> None:
        self._tasks.start(self.put_away())

    async def put_away(self) -> None:
        """Close the window that is open, on Qt's thread; nothing happens where there is none."""
        window, self._window = self._window, None
        if window is not None:
            window.hide()
            await window.put_away()
