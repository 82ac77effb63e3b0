"""Composition root: the one place that builds everything and joins it."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication, QMessageBox
from qasync import QEventLoop

from wizard import __version__
from wizard.aws.access import AccessFactory
from wizard.aws.signing_in.own_keys import OwnKeys
from wizard.diagnosis.classifier import Classifier
from wizard.flow.ports import Services, SettingSources
from wizard.flow.signing_in.mfa import MfaQuestions
from wizard.handover.bundle.collecting import Collector
from wizard.handover.bundle.desk import BundleDesk
from wizard.handover.environment_secrets import environment_secrets
from wizard.handover.versions import versions
from wizard.logs import LOG_FILE, start_log
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, Retry, WizardError
from wizard.net.http import HttpClient
from wizard.operations.directory_reader import DirectoryReader
from wizard.operations.identity_center_reader import IdentityCenterReader
from wizard.operations.organization_reader import OrganizationReader
from wizard.operations.own_profiles import OwnProfiles
from wizard.operations.profile_reader import ProfileReader
from wizard.operations.reach_reader import ReachReader
from wizard.operations.signing_in import SigningIn
from wizard.operations.template_source import TemplateSource
from wizard.operations.vendor_templates import VendorTemplates
from wizard.options import SCENARIO_VARIABLE, Options
from wizard.providers.async_catalogue import AsyncCatalogue
from wizard.providers.from_template.shelf import TemplateShelf
from wizard.runner.adoption import Adoption
from wizard.runner.book import Book
from wizard.runner.changing import ChangeDesk
from wizard.runner.checking import CheckDesk
from wizard.runner.clock import SystemClock
from wizard.runner.connecting import Connecting
from wizard.runner.explorer_desk import ExplorerDesk
from wizard.runner.role_desk import RoleDesk
from wizard.runner.runner import Runner
from wizard.runner.starting_over import StartingOver
from wizard.runner.works import Works
from wizard.runner.workshop import Workshop
from wizard.store.secrets import KeyringSecrets, MemorySecrets, describe_backend
from wizard.store.store import Store
from wizard.store.vault import Vault
from wizard.ui.crash import CrashReporter
from wizard.ui.desktop.desktop import Desktop, Rooms
from wizard.ui.desktop.manner import Manner
from wizard.ui.garbage import GarbageCollector
from wizard.ui.tasks import Tasks
from wizard.ui.theme import Scheme, Theme
from wizard.ui.theme.icons import icon
from wizard.vendors.api import VendorApi, find_api

VENDOR_ADDRESS_VARIABLE = "ORG_WIZARD_VENDOR_ADDRESS"
"""Names an address that is asked instead of a vendor's own API, e.g. http://127.0.0.1:8080."""

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
    GarbageCollector(application)
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
            if options.tour is not None:
                return await desktop.tour(options.tour)
            await desktop.serve(options.open_bundle)
            return 0
    except WizardError as error:
        _log.warning("cannot start: %s", error.failure.text)
        return await _tell_and_end(options, error.failure.text)


@asynccontextmanager
async def open_desktop(
    options: Options, folder: Path, on_crash: Callable[[BaseException], None]
) -> AsyncIterator[Desktop]:
    """Build the whole program on a data folder, and take it down in order. Raises WizardError for the database."""
    async with AsyncExitStack() as stack:
        tasks = Tasks()
        tasks.crashed.connect(on_crash)
        store = await Store.open(folder / "org-wizard.db")
        stack.push_async_callback(store.close)
        questions = MfaQuestions()
        shelf = TemplateShelf(folder / "providers")
        workshop = _workshop(store, questions, shelf, practice=options.practice is not None)
        stack.callback(workshop.factory.close)
        own = _own_profiles(workshop, options)
        await own.load()
        works = Works(workshop)
        bundles = await _bundles(workshop, works, folder)
        rooms = _rooms(workshop, works, questions, own, bundles)
        templates = _vendor_templates(workshop, shelf, practice=options.practice is not None)
        rooms = replace(rooms, services=replace(rooms.services, vendor_templates=templates))
        desktop = Desktop(rooms, tasks, _manner(options))
        stack.push_async_callback(desktop.put_away)  # not before the runs and tasks that still tell the windows things
        stack.push_async_callback(workshop.runner.close)
        stack.push_async_callback(works.close)
        stack.push_async_callback(tasks.cancel)
        stack.callback(questions.close)  # first of all: what waits for a person would wait for ever
        yield desktop


def _workshop(store: Store, questions: MfaQuestions, shelf: TemplateShelf, *, practice: bool) -> Workshop:
    classifier = Classifier.load()

    def explain_retry(failure: RawFailure) -> Retry:
        return classifier.diagnose(failure).retry

    clock = SystemClock()
    return Workshop(
        factory=AccessFactory(__version__, questions),
        catalogue=AsyncCatalogue(shelf.catalogue()),
        store=store,
        runner=Runner(store.runs, store.steps, clock=clock, judge=explain_retry),
        clock=clock,
        explain=classifier.diagnose,
        secrets=Vault(MemorySecrets() if practice else KeyringSecrets()),
        find_vendor=None if practice else _find_vendor,
    )


def _find_vendor(provider_id: str, settings: Mapping[str, str], secrets: Mapping[str, str]) -> VendorApi | None:
    """Give the API of a provider's vendor; another address than the vendor's own can be set in the environment."""
    address = os.environ.get(VENDOR_ADDRESS_VARIABLE, "")
    http = HttpClient(f"org-wizard/{__version__}", os.environ.get("AWS_CA_BUNDLE", ""), allow_loopback=bool(address))
    return find_api(provider_id, http, address, settings, secrets)


async def _bundles(workshop: Workshop, works: Works, folder: Path) -> BundleDesk:
    found = await asyncio.to_thread(versions, __version__)
    collector = Collector(workshop.store, works, workshop.clock, found, folder / "logs" / LOG_FILE)

    async def secrets(request: ConnectRequest | None) -> Collection[str]:
        kept = await workshop.secrets.values(request.secrets) if request is not None else {}
        return environment_secrets(os.environ) | frozenset(kept.values())

    return BundleDesk(collector, secrets)


def _own_profiles(workshop: Workshop, options: Options) -> OwnProfiles:
    practice = options.practice is not None
    own = OwnKeys(workshop.factory, MemorySecrets() if practice else KeyringSecrets())
    describe = _no_keyring_in_practice if practice else describe_backend
    return OwnProfiles(workshop.factory, own, workshop.store.settings, describe)


def _no_keyring_in_practice() -> str:
    text = "Practice keeps nothing in the keyring of this computer. Everything is forgotten when it ends."
    raise WizardError(RawFailure(text, "keyring", code="Practice"))


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


def _manner(options: Options) -> Manner:
    return Manner(options.practice is not None, practice_answers(options, os.environ))


def _vendor_templates(workshop: Workshop, shelf: TemplateShelf, *, practice: bool) -> VendorTemplates:
    http = HttpClient(f"org-wizard/{__version__}", os.environ.get("AWS_CA_BUNDLE", ""))
    return VendorTemplates(TemplateSource(workshop.factory, None if practice else http), shelf)


def _rooms(workshop: Workshop, works: Works, questions: MfaQuestions, own: OwnProfiles, bundles: BundleDesk) -> Rooms:
    book = Book(workshop, works.tell)
    return Rooms(
        services=_services(workshop, book, works, own),
        book=book,
        works=works,
        requests=workshop.store.requests,
        verifier=Adoption(workshop),
        drafts=workshop.store.drafts,
        explain=workshop.explain,
        counts=workshop.factory,
        questions=questions,
        bundles=bundles,
        explorer=ExplorerDesk(workshop),
    )


def _services(workshop: Workshop, book: Book, works: Works, own: OwnProfiles) -> Services:
    return Services(
        catalogue=workshop.catalogue,
        sign_in=ProfileReader(workshop.factory, own.keys),
        organizations=OrganizationReader(workshop.factory),
        checks=CheckDesk(workshop),
        deployments=Connecting(works),
        roles=RoleDesk(workshop),
        connections=book,
        explain=workshop.explain,
        statuses=works,
        changes=ChangeDesk(workshop, works),
        removals=StartingOver(works),
        signing_in=SigningIn(workshop.factory, book),
        reach_tests=ReachReader(),
        own_profiles=own,
        setting_sources=SettingSources(workshop.secrets, IdentityCenterReader(workshop.factory)),
        directories=DirectoryReader(workshop.factory),
    )
