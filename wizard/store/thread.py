"""The database's own thread: the event loop, and Qt with it, never waits for the disk."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from wizard.store.database import Database
from wizard.store.errors import refuse

P = ParamSpec("P")
T = TypeVar("T")


class StoreThread:
    """One worker thread that holds one open Database; work is done in the order in which it was asked for."""

    def __init__(self, executor: ThreadPoolExecutor, database: Database) -> None:
        self._executor = executor
        self._database = database

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the database in a thread of its own. Raises WizardError as `Database.open` does."""
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            database = await asyncio.wrap_future(executor.submit(Database.open, path))
        except BaseException:
            executor.shutdown(wait=False)
            raise
        return cls(executor, database)

    async def run(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do blocking work inside one transaction and give its result.

        Raises WizardError for what SQLite says and after `close`, and whatever `work` raises; nothing is kept then.
        """
        try:
            future = self._executor.submit(partial(self._inside, work, *args, **kwargs))
        except RuntimeError as error:
            raise refuse("The database was closed already.", "Closed") from error
        return await asyncio.wrap_future(future)

    def _inside(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._database.transaction() as connection:
            return work(connection, *args, **kwargs)

    async def close(self) -> None:
        """Finish what was asked for, close the file, and end the thread."""
        await asyncio.wrap_future(self._executor.submit(self._database.close))
        self._executor.shutdown(wait=False)
