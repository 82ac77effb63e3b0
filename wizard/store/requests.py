"""What was asked to be connected: a run that is resumed after a restart needs all of it."""

import logging
import sqlite3

from wizard.model.connection import ConnectRequest
from wizard.store.encoding import decode, encode
from wizard.store.errors import readable
from wizard.store.thread import StoreThread

_log = logging.getLogger(__name__)


class Requests:
    """The last ConnectRequest of each connection, and of each run that changes one; secrets are references."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def save(self, request: ConnectRequest) -> None:
        """Keep a request under its connection's ID, in place of the one before."""
        await self._thread.run(save_request, request.connection_id, encode(request))

    async def find(self, connection_id: str) -> ConnectRequest | None:
        """Give the request of a connection, or None. Raises WizardError where it cannot be understood."""
        text = await self._thread.run(_find, connection_id)
        if text is None:
            return None
        with readable(f"What was asked to be connected as {connection_id}", "Connect it anew."):
            return decode(ConnectRequest, text)

    async def save_for_run(self, run_id: str, request: ConnectRequest) -> None:
        """Keep what a run leads to, until it has led there."""
        await self._thread.run(_save_for_run, run_id, encode(request))

    async def of_run(self, run_id: str) -> ConnectRequest | None:
        """Give what a run leads to; None where it leads nowhere new. Raises WizardError like `find`."""
        text = await self._thread.run(_of_run, run_id)
        if text is None:
            return None
        with readable(f"What the run {run_id} was to change", "Change the connection anew."):
            return decode(ConnectRequest, text)

    async def to_start_over(self) -> tuple[tuple[str, ConnectRequest], ...]:
        """Give what runs that removed a connection to start over kept, with their IDs, the oldest first.

        What cannot be understood any more is left out: it can be typed again.
        """
        return tuple(
            (run_id, request)
            for run_id, text in await self._thread.run(_to_start_over)
            if (request := _request_or_none(run_id, text)) is not None
        )

    async def forget_run(self, run_id: str) -> None:
        """Forget what a run led to; nothing happens where there is nothing."""
        await self._thread.run(_forget_run, run_id)

    async def remove(self, connection_id: str) -> None:
        """Forget a request; nothing happens where there is none."""
        await self._thread.run(_remove, connection_id)


def _request_or_none(run_id: str, text: str) -> ConnectRequest | None:
    try:
        return decode(ConnectRequest, text)
    except (TypeError, ValueError):
        _log.warning("What the run %s kept to start over no longer fits this version and is left out", run_id)
        return None


def save_request(connection: sqlite3.Connection, connection_id: str, request: str) -> None:
    """Keep an encoded request, inside a transaction of another repository."""
    connection.execute(
        "INSERT INTO requests (connection_id, request) VALUES (?, ?)"
        " ON CONFLICT (connection_id) DO UPDATE SET request = excluded.request",
        (connection_id, request),
    )


def _find(connection: sqlite3.Connection, connection_id: str) -> str | None:
    row = connection.execute("SELECT request FROM requests WHERE connection_id = ?", (connection_id,)).fetchone()
    return None if row is None else str(row[0])


def _remove(connection: sqlite3.Connection, connection_id: str) -> None:
    connection.execute("DELETE FROM requests WHERE connection_id = ?", (connection_id,))


def _save_for_run(connection: sqlite3.Connection, run_id: str, request: str) -> None:
    connection.execute(
        "INSERT INTO run_requests (run_id, request) VALUES (?, ?)"
        " ON CONFLICT (run_id) DO UPDATE SET request = excluded.request",
        (run_id, request),
    )


def _of_run(connection: sqlite3.Connection, run_id: str) -> str | None:
    row = connection.execute("SELECT request FROM run_requests WHERE run_id = ?", (run_id,)).fetchone()
    return None if row is None else str(row[0])


def _to_start_over(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    query = """
        SELECT run_requests.run_id, request FROM run_requests JOIN runs ON runs.run_id = run_requests.run_id
        WHERE runs.kind = 'start-over'
            AND NOT EXISTS (SELECT 1 FROM connections WHERE connections.connection_id = runs.connection_id)
            AND runs.started_at = (
                SELECT max(later.started_at) FROM runs AS later
                WHERE later.connection_id = runs.connection_id AND later.kind <> 'mend'
            )
        ORDER BY runs.started_at, runs.run_id
    """
    return connection.execute(query).fetchall()


def _forget_run(connection: sqlite3.Connection, run_id: str) -> None:
    connection.execute("DELETE FROM run_requests WHERE run_id = ?", (run_id,))
