"""The report of a connection, to be read, and saved as a file."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from wizard.handover.private_file import save_private
from wizard.handover.report import Report, report_html, report_text
from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.progress import AccountResult
from wizard.providers.definition import ProviderDefinition
from wizard.ui.handover.save_dialog import SaveDialog
from wizard.ui.tasks import Tasks
from wizard.ui.texts.report import connection_report
from wizard.ui.texts.wording import fill


class ReportSources(Protocol):
    """What a report is made of. Every coroutine raises WizardError."""

    async def row(self, connection_id: str) -> Connection | None:
        """Give the row as it is now, or None."""

    async def request(self, connection_id: str) -> ConnectRequest | None:
        """Give what was asked to be connected, or None."""

    async def accounts(self, connection_id: str) -> Sequence[AccountResult]:
        """Give what the last check or run found of every account."""

    async def definition(self, provider_id: str) -> ProviderDefinition:
        """Give the whole definition of a service."""

    def now(self) -> datetime:
        """Give the time, UTC."""


class ReportWindow(SaveDialog):
    """The dialog of one connection."""

    def __init__(
        self,
        connection: Connection,
        sources: ReportSources,
        explain: Callable[[RawFailure], Diagnosis],
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "report",
            fill(self.tr("Report on {name}"), {"name": connection.identity.name}),
            self.tr(
                "What was made and where, what the service may do, which accounts are in and which are not, and how "
                "to undo it. It holds no secret. It is saved as a page that any browser opens and prints."
            ),
            parent,
        )
        self._connection = connection
        self._sources = sources
        self._explain = explain
        self._tasks = tasks
        self._report: Report | None = None
        self.suggest(f"{_file_name(connection)}.html", "html")
        self.chosen.connect(lambda name: tasks.start(self._save(Path(name))))
        tasks.start(self._make())

    async def _make(self) -> None:
        sources, connection_id = self._sources, self._connection.connection_id
        try:
            row = await sources.row(connection_id) or self._connection
            request = await sources.request(connection_id)
            definition = await sources.definition(row.provider_id)
            accounts = await sources.accounts(connection_id)
        except WizardError as error:
            self.show_problem(self._explain(error.failure))
            return
        self._report = connection_report(row, request, definition, accounts, sources.now())
        text = await asyncio.to_thread(report_text, self._report)
        self.show_files([(self.tr("Report"), text.encode())])

    async def _save(self, path: Path) -> None:
        if self._report is None:
            return
        try:
            await asyncio.to_thread(_write, path, self._report, QLocale().bcp47Name())
        except WizardError as error:
            self.show_problem(self._explain(error.failure))
            return
        self.show_saved(path, self.tr("Only you can read the file on this computer until you give it away."))


def _write(path: Path, report: Report, language: str) -> None:
    save_private(path, report_html(report, language).encode())


def _file_name(connection: Connection) -> str:
    """Give a file name of the organization's name: letters and digits of any language, nothing that a path could be."""
    letters = "".join(one if one.isalnum() else "-" for one in connection.identity.name)
    name = "-".join(filter(None, letters.split("-")))[:60] or connection.connection_id
    return f"{name}-{connection.provider_id}"
