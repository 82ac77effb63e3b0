"""All repositories of one database file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from wizard.store.account_results import AccountResults
from wizard.store.connections import Connections
from wizard.store.drafts import Drafts
from wizard.store.reports import CheckResults, RunReports
from wizard.store.requests import Requests
from wizard.store.runs import Runs
from wizard.store.settings import Settings
from wizard.store.steps import Steps
from wizard.store.thread import StoreThread


@dataclass(frozen=True)
class Store:
    """The repositories, on one thread with one open file."""

    connections: Connections
    account_results: AccountResults
    requests: Requests
    drafts: Drafts
    runs: Runs
    steps: Steps
    settings: Settings
    reports: RunReports
    checks: CheckResults
    thread: StoreThread

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the database file, made and migrated where needed. Raises WizardError as `Database.open` does."""
        thread = await StoreThread.open(path)
        return cls(
            connections=Connections(thread),
            account_results=AccountResults(thread),
            requests=Requests(thread),
            drafts=Drafts(thread),
            runs=Runs(thread),
            steps=Steps(thread),
            settings=Settings(thread),
            reports=RunReports(thread),
            checks=CheckResults(thread),
            thread=thread,
        )

    async def close(self) -> None:
        """Finish what was asked for and close the file; the store is of no use afterwards."""
        await self.thread.close()
