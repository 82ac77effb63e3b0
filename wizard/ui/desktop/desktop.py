"""The windows that are open, and what their buttons lead to."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent

from wizard.flow.ports import Services
from wizard.model.failure import Diagnosis, RawFailure
from wizard.runner.book import Book
from wizard.runner.works import Works
from wizard.ui.desktop.drafts import DraftKeeper, DraftStore
from wizard.ui.desktop.manner import Manner
from wizard.ui.desktop.wizards import Wizards
from wizard.ui.main_window.window import MainWindow
from wizard.ui.tasks import Tasks


class Counts(Protocol):
    """Counts of calls."""

    @property
    def calls(self) -> Mapping[str, int]:
        """Give how often each "service.Operation" was called."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the windows need from the rooms below.

    services: what the wizard's pages ask for
    book:     the list of connections
    works:    the runs of all connections
    drafts:   keeps what was typed into a wizard that was closed before its end
    explain:  turns a failure into words
    counts:   counts the calls of AWS, for the tour
    """

    services: Services
    book: Book
    works: Works
    drafts: DraftStore
    explain: Callable[[RawFailure], Diagnosis]
    counts: Counts


class Desktop:
    """The main window and the wizards. Lives on Qt's thread."""

    def __init__(self, rooms: Rooms, tasks: Tasks, manner: Manner) -> None:
        self._rooms = rooms
        self._tasks = tasks
        self._closed = asyncio.get_running_loop().create_future()
        self.book = rooms.book
        self.works = rooms.works
        self.main = MainWindow(rooms.book, rooms.explain, tasks, practice=manner.practice)
        self.wizards = Wizards(rooms.services, DraftKeeper(rooms.drafts), tasks, manner, self.main)
        self.main.connect_requested.connect(self.wizards.open_new)
        self.main.practise_requested.connect(self._practise)
        self.main.closed.connect(self._close)
        self.wizards.closed.connect(self._reload)

    async def serve(self) -> None:
        """Show the main window until it is closed."""
        await self.open()
        await self._closed

    async def tour(self, folder: Path) -> int:
        """Take the tour, with a picture of every page in `folder`; gives the exit status."""
        from wizard.ui.tour.tour import take_tour

        await self.open()
        status = await take_tour(self.main, self.book, self._rooms.counts, folder)
        self.main.close()
        return status

    async def open(self) -> None:
        """Show the main window with the list; what else is wanted is fetched after the first paint."""
        self.main.show()
        await self.main.reload()
        await self.works.restore()
        await asyncio.to_thread(self._rooms.explain, RawFailure(""))  # reads the rules before they are needed

    async def put_away(self) -> None:
        """Delete every window now, on Qt's thread: Python's garbage collector would do it on whichever it runs."""
        await self.wizards.put_away()
        self.main.hide()
        self.main.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _reload(self) -> None:
        self._tasks.start(self.main.reload())

    def _practise(self) -> None:
        from wizard.ui.practise import start_practice

        start_practice(self.main)

    def _close(self) -> None:
        if not self._closed.done():
            self._closed.set_result(None)
