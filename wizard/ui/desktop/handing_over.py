"""Opens the windows for what leaves the program: reports and support bundles, one at a time."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from wizard.flow.ports import Services
from wizard.handover.bundle.desk import BundleDesk
from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.progress import AccountResult
from wizard.providers.definition import ProviderDefinition
from wizard.runner.book import Book
from wizard.ui.desktop.notice import notice
from wizard.ui.handover.bundle_window import BundleWindow
from wizard.ui.handover.report_window import ReportWindow
from wizard.ui.handover.save_dialog import SaveDialog
from wizard.ui.tasks import Tasks


class Requests(Protocol):
    """What was asked to be connected."""

    async def find(self, connection_id: str) -> ConnectRequest | None:
        """Give what was asked of a connection, or None. Raises WizardError."""


class Rooms(Protocol):
    """What these windows need of the rooms below."""

    @property
    def services(self) -> Services:
        """The services, for what a provider promises."""

    @property
    def book(self) -> Book:
        """The list of connections."""

    @property
    def requests(self) -> Requests:
        """What each of them was asked to make."""

    @property
    def bundles(self) -> BundleDesk:
        """Makes support bundles."""

    @property
    def explain(self) -> Callable[[RawFailure], Diagnosis]:
        """Turns a failure into words."""


class _Sources:
    """What a report is made of, from the list and the catalogue."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def row(self, connection_id: str) -> Connection | None:
        return next((one for one in await self._rooms.book.all() if one.connection_id == connection_id), None)

    async def request(self, connection_id: str) -> ConnectRequest | None:
        return await self._rooms.requests.find(connection_id)

    async def accounts(self, connection_id: str) -> Sequence[AccountResult]:
        return await self._rooms.book.accounts(connection_id)

    async def definition(self, provider_id: str) -> ProviderDefinition:
        return await self._rooms.services.catalogue.definition(provider_id)

    def now(self) -> datetime:
        return datetime.now(UTC)


class HandingOver(QObject):
    """Keeps the dialog that is open; it stands over the window that asked for it.

    windows: gives every window that a picture can be taken of
    """

    def __init__(self, rooms: Rooms, tasks: Tasks, windows: Callable[[], Sequence[QWidget]], parent: QWidget) -> None:
        super().__init__(parent)
        self._rooms = rooms
        self._tasks = tasks
        self._windows = windows
        self._main = parent
        self._open: SaveDialog | None = None

    def make_bundle(self, connection_id: str) -> None:
        """Let the person choose what goes into a support bundle of a connection, look at it, and save it."""
        self._tasks.start(self._make(connection_id, self._bundle_window))

    def make_report(self, connection_id: str) -> None:
        """Let the person read the report of a connection, and save it."""
        self._tasks.start(self._make(connection_id, self._report_window))

    def put_away(self) -> None:
        """Close the dialog that is open; nothing happens where there is none."""
        dialog, self._open = self._open, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    async def _make(self, connection_id: str, window_of: Callable[[Connection, QWidget], SaveDialog]) -> None:
        if self._open is not None:
            return
        above = QApplication.activeWindow() or self._main
        try:
            row = await _Sources(self._rooms).row(connection_id)
        except WizardError as error:
            notice(self._main, self._rooms.explain(error.failure))
            return
        if row is None or self._open is not None:
            return
        self._open = window_of(row, above if above in self._windows() else self._main)
        self._open.finished.connect(self.put_away)
        self._open.open()

    def _bundle_window(self, row: Connection, above: QWidget) -> SaveDialog:
        pictures = [one.grab().toImage() for one in self._windows() if one.isVisible()]
        desk, explain = self._rooms.bundles, self._rooms.explain
        return BundleWindow(row, desk, explain, self._tasks, pictures=pictures, parent=above)

    def _report_window(self, row: Connection, above: QWidget) -> SaveDialog:
        return ReportWindow(row, _Sources(self._rooms), self._rooms.explain, self._tasks, above)
