"""Composition root: the one place that builds everything and joins it."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLockFile
from PySide6.QtWidgets import QApplication, QMessageBox
from qasync import QEventLoop

from wizard import __version__
from wizard.aws.access import AccessFactory
from wizard.diagnosis.classifier import Classifier
from wizard.flow.answers import Answers
from wizard.flow.drafts import draft_of
from wizard.flow.ports import Services
from wizard.flow.steps import StepId
from wizard.logs import start_log
from wizard.model.failure import RawFailure, Retry, WizardError
from wizard.operations.organization_reader import OrganizationReader
from wizard.operations.profile_reader import ProfileReader
from wizard.options import SCENARIO_VARIABLE, Options
from wizard.providers.async_catalogue import AsyncCatalogue
from wizard.providers.catalogue import ProviderCatalogue
from wizard.runner.book import Book
from wizard.runner.checking import CheckDesk
from wizard.runner.clock import SystemClock
from wizard.runner.connecting import Connecting
from wizard.runner.role_desk import RoleDesk
from wizard.runner.runner import Runner
from wizard.runner.workshop import Workshop
from wizard.store.store import Store
from wizard.ui.crash import CrashReporter
from wizard.ui.main_window.window import MainWindow
from wizard.ui.tasks import Tasks
from wizard.ui.theme import Scheme, Theme
from wizard.ui.theme.icons import icon
from wizard.ui.wizard.build import build_wizard
from wizard.ui.wizard.window import WizardWindow

DRAFT = "last"
"""The name under which an unfinished wizard is kept."""

_log = logging.getLogger(__name__)


def run(options: Options) -> int:
    """Run the program with its window; gives the exit status."""
    folder = data_folder(options)
    start_log(folder / "logs")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("org-wizard")
    application.setApplicationDisplayName("Org Wizard")
    application.setDesktopFileName("org-wizard")
    application.setQuitOnLastWindowClosed(False)
    Theme(application, Scheme(options.theme) if options.theme else None)
    application.setWindowIcon(icon("org-wizard", "accent"))
    crashes = CrashReporter(__version__, application)
    crashes.install()
    with QEventLoop(application) as loop:
        loop.set_exception_handler(lambda _loop, context: _lost(crashes, context))
        return int(loop.run_until_complete(_main(options, folder, crashes)))


def data_folder(options: Options) -> Path:
    """Give where settings, database and logs are kept; made with access for its owner alone."""
    if options.data_dir is not None:
        folder = options.data_dir
    else:
        from platformdirs import user_data_path

        folder = user_data_path("org-wizard", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def practice_answers(options: Options, environment: Mapping[str, str]) -> dict[str, str]:
    """Give, by object name of a field, what the embedded AWS's scenario has to be told; nothing outside of practice."""
    if options.practice is None:
        return {}
    scenario = json.loads(environment.get(SCENARIO_VARIABLE, "{}"))
    return {str(name): str(answer) for name, answer in scenario.get("answers", {}).items()}


def _lost(crashes: CrashReporter, context: dict[str, object]) -> None:
    error = context.get("exception")
    if isinstance(error, BaseException) and not isinstance(error, asyncio.CancelledError):
        crashes.report(error)
    else:
        _log.error("the event loop says: %s", context.get("message"))


async def _main(options: Options, folder: Path, crashes: CrashReporter) -> int:
    lock = QLockFile(str(folder / "org-wizard.lock"))
    if not lock.tryLock(0):
        return await _tell_and_end(
            options, "Org Wizard is open already. Look for its window; two programs must not use the same data folder."
        )
    try:
        async with open_desktop(options, folder, crashes.report) as desktop:
            return await desktop.serve()
    except WizardError as error:
        _log.warning("cannot start: %s", error.failure.text)
        return await _tell_and_end(options, error.failure.text)


@asynccontextmanager
async def open_desktop(
    options: Options, folder: Path, on_crash: Callable[[BaseException], None]
) -> AsyncIterator["Desktop"]:
    """Build the whole program on a data folder, and take it down in order. Raises WizardError for the database."""
    async with AsyncExitStack() as stack:
        tasks = Tasks()
        tasks.crashed.connect(on_crash)
        store = await Store.open(folder / "org-wizard.db")
        stack.push_async_callback(store.close)
        workshop = _workshop(store)
        stack.callback(workshop.factory.close)
        desktop = Desktop(options, workshop, tasks)
        stack.callback(desktop.delete_windows)  # not before the runs and tasks that still tell them things
        stack.push_async_callback(workshop.runner.close)
        stack.push_async_callback(tasks.cancel)
        yield desktop


def _workshop(store: Store) -> Workshop:
    classifier = Classifier.load()

    def explain_retry(failure: RawFailure) -> Retry:
        return classifier.diagnose(failure).retry

    clock = SystemClock()
    return Workshop(
        factory=AccessFactory(__version__),
        catalogue=AsyncCatalogue(ProviderCatalogue()),
        store=store,
        runner=Runner(store.runs, store.steps, clock=clock, judge=explain_retry),
        clock=clock,
        explain=classifier.diagnose,
    )


async def _tell_and_end(options: Options, text: str) -> int:
    sys.stderr.write(text + "\n")
    if options.tour is not None:
        return 1  # nobody is there to close a dialog
    closed = asyncio.get_running_loop().create_future()
    box = QMessageBox(QMessageBox.Icon.Warning, "Org Wizard", text)
    box.finished.connect(closed.set_result)
    box.open()
    await closed
    return 1


class Desktop:
    """The windows that are open, and what their buttons lead to."""

    def __init__(self, options: Options, workshop: Workshop, tasks: Tasks) -> None:
        self._options = options
        self._workshop = workshop
        self._tasks = tasks
        self._closed = asyncio.get_running_loop().create_future()
        self._wizards: list[WizardWindow] = []
        self.book = Book(workshop)
        self.services = _services(workshop, self.book)
        self.main = MainWindow(self.book, workshop.explain, tasks, practice=options.practice is not None)
        self.main.connect_requested.connect(self.open_wizard)
        self.main.practise_requested.connect(self._practise)
        self.main.closed.connect(self._close)

    async def serve(self) -> int:
        """Show the main window until it is closed, or take the tour; gives the exit status."""
        self.main.show()
        await self.main.reload()
        await asyncio.to_thread(self._workshop.explain, RawFailure(""))  # reads the rules before they are needed
        if self._options.tour is not None:
            from wizard.ui.tour.tour import take_tour

            status = await take_tour(self.main, self.book, self._workshop.factory, self._options.tour)
            self.main.close()
            return status
        await self._closed
        return 0

    async def put_away(self) -> None:
        """Delete the windows here, on the Qt thread: garbage collection could do it on any other."""
        for wizard in self._wizards:
            wizard.hide()
            await wizard.put_away()
        self._wizards.clear()
        await self._tasks.cancel()
        self.main.hide()
        self.main.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def open_wizard(self) -> None:
        """Open a wizard beside the list, or bring the one that is open to the front."""
        if self._wizards:
            self._wizards[-1].raise_()
            self._wizards[-1].activateWindow()
            return
        wizard = build_wizard(
            self.services,
            self._tasks.crashed.emit,
            practice=self._options.practice is not None,
            practice_answers=practice_answers(self._options, os.environ),
        )
        self._wizards.append(wizard)
        wizard.turned.connect(self._keep_draft)
        wizard.closed.connect(self._wizard_closed)
        wizard.show()
        wizard.start()
        self._tasks.start(self._offer_draft(wizard))

    def delete_windows(self) -> None:
        """Delete every window now, on Qt's thread: Python's garbage collector would do it on whichever it runs."""
        for window in (*self._wizards, self.main):
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    async def _offer_draft(self, wizard: WizardWindow) -> None:
        draft = await self._workshop.store.drafts.load(DRAFT, Answers)
        if draft is not None:
            wizard.offer_draft(draft)

    def _keep_draft(self) -> None:
        for wizard in self._wizards:
            self._tasks.start(self._save_draft(draft_of(wizard.navigation.answers), wizard.navigation.current))

    async def _save_draft(self, draft: Answers | None, step: StepId) -> None:
        drafts = self._workshop.store.drafts
        if draft is not None and step is not StepId.REVIEW:
            await drafts.save(DRAFT, draft)
        elif step in (StepId.REVIEW, StepId.CONNECTED):
            await drafts.remove(DRAFT)  # from here on the row in the list holds it

    def _wizard_closed(self) -> None:
        closed, self._wizards = self._wizards, []
        self._tasks.start(self._put_wizards_away(closed))

    async def _put_wizards_away(self, closed: list[WizardWindow]) -> None:
        for wizard in closed:
            await wizard.put_away()
        await self.main.reload()

    def _practise(self) -> None:
        from wizard.ui.practise import start_practice

        start_practice(self.main)

    def _close(self) -> None:
        if not self._closed.done():
            self._closed.set_result(None)


def _services(workshop: Workshop, book: Book) -> Services:
    return Services(
        catalogue=workshop.catalogue,
        sign_in=ProfileReader(workshop.factory),
        organizations=OrganizationReader(workshop.factory),
        checks=CheckDesk(workshop),
        deployments=Connecting(workshop),
        roles=RoleDesk(workshop),
        connections=book,
        explain=workshop.explain,
    )
