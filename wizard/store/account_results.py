"""Which accounts of a connection have the role, and why the others do not."""

import sqlite3
from collections.abc import Iterable

from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.progress import AccountProgress, AccountResult
from wizard.store.encoding import decode, encode
from wizard.store.errors import readable
from wizard.store.thread import StoreThread


class AccountResults:
    """One row per account of a connection; they go when the connection goes.

    The connection's own row must be there first: WizardError otherwise.
    """

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def replace(self, connection_id: str, results: Iterable[AccountResult]) -> None:
        """Keep these results, and no others, for a connection."""
        await self._thread.run(replace_results, connection_id, tuple(results))

    async def put(self, connection_id: str, results: Iterable[AccountResult]) -> None:
        """Keep these results; accounts that are not among them stay as they were."""
        await self._thread.run(_put, connection_id, tuple(results))

    async def of(self, connection_id: str) -> tuple[AccountResult, ...]:
        """Give every account of a connection, by account ID."""
        return await self._thread.run(_of, connection_id)

    async def not_connected(self, connection_id: str) -> tuple[AccountResult, ...]:
        """Give the accounts that did not get the role: failed, cancelled or skipped (R29), by account ID."""
        return tuple(one for one in await self.of(connection_id) if _is_trouble(one))


def _is_trouble(result: AccountResult) -> bool:
    return result.progress.final and result.progress is not AccountProgress.SUCCEEDED


def replace_results(database: sqlite3.Connection, connection_id: str, results: tuple[AccountResult, ...]) -> None:
    """Keep these results, and no others, inside a transaction of another repository."""
    database.execute("DELETE FROM account_results WHERE connection_id = ?", (connection_id,))
    _put(database, connection_id, results)


def _put(database: sqlite3.Connection, connection_id: str, results: tuple[AccountResult, ...]) -> None:
    database.executemany(
        """
        INSERT INTO account_results (connection_id, account_id, name, progress, reason, diagnosis)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (connection_id, account_id) DO UPDATE SET
            name = excluded.name, progress = excluded.progress, reason = excluded.reason, diagnosis = excluded.diagnosis
        """,
        [
            (
                connection_id,
                one.account_id,
                one.name,
                one.progress.value,
                encode(one.reason) if one.reason else None,
                encode(one.diagnosis) if one.diagnosis else None,
            )
            for one in results
        ],
    )


def _of(database: sqlite3.Connection, connection_id: str) -> tuple[AccountResult, ...]:
    query = (
        "SELECT account_id, name, progress, reason, diagnosis FROM account_results"
        " WHERE connection_id = ? ORDER BY account_id"
    )
    return tuple(_result(row) for row in database.execute(query, (connection_id,)))


def _result(row: tuple[str, ...]) -> AccountResult:
    with readable(f"The result of account {row[0]}", "Check the connection again to renew it."):
        return AccountResult(
            account_id=row[0],
            name=row[1],
            progress=AccountProgress(row[2]),
            reason=decode(RawFailure, row[3]) if row[3] else None,
            diagnosis=decode(Diagnosis, row[4]) if row[4] else None,
        )
