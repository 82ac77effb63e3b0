"""The windows that are open, and what their buttons lead to."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from wizard.flow.ports import Services
from wizard.flow.signing_in.mfa import MfaQuestions
from wizard.handover.bundle.desk import BundleDesk
from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.plan import RunKind
from wizard.providers.definition import Extra
from wizard.runner.book import Book
from wizard.runner.works import Works
from wizard.ui.desktop.drafts import DraftKeeper, DraftStore
from wizard.ui.desktop.exploring import Exploring
from wizard.ui.desktop.handing_over import HandingOver
from wizard.ui.desktop.looking_back import LookingBackDesk
from wizard.ui.desktop.manner import Manner
from wizard.ui.desktop.mfa import MfaWindow
from wizard.ui.desktop.notice import notice
from wizard.ui.desktop.runs import is_removed_to_start_over, taken_to_start_over, under_way_in
from wizard.ui.desktop.verifying import Verifying
from wizard.ui.desktop.wizards import Wizards, bring_to_front
from wizard.ui.explorer.window import Explorer
from wizard.ui.main_window.window import MainWindow
from wizard.ui.sign_in.desk import SignInDesk
from wizard.ui.tasks import Tasks
from wizard.ui.verify.window import Verifier


class Counts(Protocol):
    """Counts of calls."""

    @property
    def calls(self) -> Mapping[str, int]:
        """Give how often each "service.Operation" was called."""


class Requests(Protocol):
    """What was asked to be connected."""

    async def find(self, connection_id: str) -> ConnectRequest | None:
        """Give what was asked of a connection, or None. Raises WizardError."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the windows need from the rooms below.

    services:  what the wizard's pages ask for
    book:      the list of connections
    works:     the runs of all connections
    requests:  what each of them was asked to make
    verifier:  asks AWS about what was made in the AWS console
    drafts:    keeps what was typed into a wizard that was closed before its end
    explain:   turns a failure into words
    counts:    counts the calls of AWS, for the tour
    questions: for MFA codes, from whoever signs in
    bundles:   makes support bundles, and reads them
    explorer:  looks at Resource Explorer across an organization
    """

    services: Services
    book: Book
    works: Works
    requests: Requests
    verifier: Verifier
    drafts: DraftStore
    explain: Callable[[RawFailure], Diagnosis]
    counts: Counts
    questions: MfaQuestions
    bundles: BundleDesk
    explorer: Explorer


class Desktop:
    """The main window and the wizards. Lives on Qt's thread."""

    def __init__(self, rooms: Rooms, tasks: Tasks, manner: Manner) -> None:
        self._rooms = rooms
        self._tasks = tasks
        self._closed = asyncio.get_running_loop().create_future()
        self.book = rooms.book
        self.works = rooms.works
        self.counts = rooms.counts
        self.main = MainWindow(rooms.book, rooms.works, rooms.explain, tasks, practice=manner.practice)
        self.wizards = Wizards(rooms.services, DraftKeeper(rooms.drafts), tasks, manner, self.main)
        self.main.connect_requested.connect(self.wizards.open_new)
        self.main.practise_requested.connect(self._practise)
        self.main.show_requested.connect(self.show_run)
        self.main.change_requested.connect(self.change)
        self.main.sign_in_requested.connect(self.sign_in_again)
        self.main.closed.connect(self._close)
        self.signing_in = SignInDesk(rooms.services, tasks, self.main)
        self.verifying = Verifying(rooms.services, rooms.verifier, tasks, self.main)
        self.main.verify_requested.connect(self.verify)
        self.exploring = Exploring(rooms.explorer, rooms.explain, self.main)
        self.main.explore_requested.connect(self.explore)
        self.verifying.verified.connect(self._show_row)
        self.wizards.closed.connect(self._reload)
        self.wizards.run_wanted.connect(self._show_what_goes_on)
        self.mfa = MfaWindow(rooms.questions, self.main, manner.practice_answers.get("mfa.code", ""))
        self.handing_over = HandingOver(rooms, tasks, self._windows, self.main)
        self.main.bundle_requested.connect(self.handing_over.make_bundle)
        self.main.report_requested.connect(self.handing_over.make_report)
        self.wizards.bundle_wanted.connect(self.handing_over.make_bundle)
        self.wizards.report_wanted.connect(self.handing_over.make_report)
        self.looking_back = LookingBackDesk(rooms.bundles, rooms.services, tasks, self.main)
        self.main.open_bundle_requested.connect(self.looking_back.choose)
        self._let_go = self.works.subscribe(self._heard)

    async def serve(self, bundle: Path | None = None) -> None:
        """Show the main window until it is closed; and a support bundle at once, where there is one."""
        await self.open()
        if bundle is not None:
            self.looking_back.open_file(bundle)
        await self._closed

    async def tour(self, folder: Path) -> int:
        """Take the tour, with a picture of every page in `folder`; gives the exit status."""
        from wizard.ui.tour.tour import take_tour

        await self.open()
        status = await take_tour(self.main, self.book, self.counts, folder)
        self.main.close()
        return status

    async def open(self) -> None:
        """Show the main window with the list; what else is wanted is fetched after the first paint."""
        self.main.show()
        await self.main.reload()
        await self.main.restore()
        await asyncio.to_thread(self._rooms.explain, RawFailure(""))  # reads the rules before they are needed
        await self._offer_extras()

    async def put_away(self) -> None:
        """Delete every window now, on Qt's thread: Python's garbage collector would do it on whichever it runs."""
        self._let_go()
        self.mfa.put_away()
        await self.verifying.put_away()
        self.handing_over.put_away()
        await self.exploring.put_away()
        await self.looking_back.put_away()
        await self.wizards.put_away()
        await self._tasks.cancel()  # runs that came to rest at the end have let the list be read anew
        self.main.hide()
        self.main.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def show_run(self, connection_id: str) -> None:
        """Open the wizard of a connection at its run, or bring it to the front where it is open."""
        self._tasks.start(self._show_run(connection_id))

    def verify(self, connection_id: str) -> None:
        """Let the person sign in to what was made in the AWS console, and ask AWS about it."""
        self._tasks.start(self._verify(connection_id))

    def sign_in_again(self, connection_id: str) -> None:
        """Let the person sign in to the profile of a connection again; what waited for it goes on afterwards."""
        self._tasks.start(self._sign_in_again(connection_id))

    def change(self, connection_id: str) -> None:
        """Open the window that changes a connection, or bring it to the front where it is open."""
        self._tasks.start(self._change(connection_id))

    def explore(self, connection_id: str) -> None:
        """Show Resource Explorer across the organization of a connection."""
        self._tasks.start(self._explore(connection_id))

    async def _explore(self, connection_id: str) -> None:
        row = await self._row(connection_id)
        if row is not None:
            self.exploring.open(row, self._tasks)

    async def _offer_extras(self) -> None:
        """Offer what providers profit from; what cannot be read is not offered here, and the wizard says why."""
        try:
            known = await self._rooms.services.catalogue.summaries()
        except WizardError:
            return
        self.main.offer_explorer([one.id for one in known if Extra.RESOURCE_EXPLORER in one.extras])

    async def _show_run(self, connection_id: str) -> None:
        work = self.works.of(connection_id)
        if work is not None and work.kind is RunKind.CHANGE:
            await self._change(connection_id)
            return
        try:
            request = await self._rooms.requests.find(connection_id)
        except WizardError as error:
            notice(self.main, self._rooms.explain(error.failure))
            return
        if request is not None:
            self.wizards.open_run(request)

    async def _change(self, connection_id: str) -> None:
        row = await self._row(connection_id)
        if row is not None:
            self.wizards.open_change(row)

    async def _sign_in_again(self, connection_id: str) -> None:
        row = await self._row(connection_id)
        if row is not None:
            await self.signing_in.again_for(row.profile, lambda _profile: self.main.signed_in(connection_id))

    async def _verify(self, connection_id: str) -> None:
        row = await self._row(connection_id)
        if row is not None:
            self.verifying.open(row)

    def _show_row(self, connection_id: str) -> None:
        self._tasks.start(self._show_again(connection_id))

    async def _show_again(self, connection_id: str) -> None:
        self.main.forget_trouble(connection_id)
        await self.main.reload()
        self.main.select(connection_id)

    async def _row(self, connection_id: str) -> Connection | None:
        try:
            rows = await self.book.all()
        except WizardError as error:
            notice(self.main, self._rooms.explain(error.failure))
            return None
        return next((one for one in rows if one.connection_id == connection_id), None)

    def _show_what_goes_on(self, root_id: str) -> None:
        self._tasks.start(self._show_under_way(root_id))

    async def _show_under_way(self, root_id: str) -> None:
        """Show the run that holds an organization: in its wizard where it connects, otherwise in the list."""
        connection_id = await under_way_in(self.works, self.book, root_id)
        work = self.works.of(connection_id)
        if work is not None and work.kind in (RunKind.CONNECT, RunKind.CHANGE):
            await self._show_run(connection_id)
            return
        await self.main.reload()
        self.main.select(connection_id)
        bring_to_front(self.main)

    def _heard(self, connection_id: str) -> None:
        if is_removed_to_start_over(self.works, connection_id):
            self._tasks.start(self._bring_back(connection_id))

    async def _bring_back(self, connection_id: str) -> None:
        request = await taken_to_start_over(self.works, connection_id)
        if request is not None:
            self.wizards.open_to_start_over(request)
            await self.main.reload()

    def _reload(self) -> None:
        self._tasks.start(self.main.reload())

    def _windows(self) -> Sequence[QWidget]:
        return (self.main, *self.wizards.open)

    def _practise(self) -> None:
        from wizard.ui.practise import start_practice

        start_practice(self.main)

    def _close(self) -> None:
        if not self._closed.done():
            self._closed.set_result(None)
