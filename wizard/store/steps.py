"""Client request tokens and notes of the steps of operations; they outlive the process."""

import sqlite3

from wizard.store.thread import StoreThread


class Steps:
    """By run, operation and step. Every coroutine raises WizardError where the database refuses."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def token(self, run_id: str, operation: str, step: str, candidate: str) -> str:
        """Give the token of a step; where it has none yet, `candidate` becomes it and is kept first."""
        return await self._thread.run(_token, run_id, operation, step, candidate)

    async def replace_token(self, run_id: str, operation: str, step: str, token: str) -> None:
        """Give a step another token."""
        await self._thread.run(_replace_token, run_id, operation, step, token)

    async def note(self, run_id: str, operation: str, step: str, value: str) -> None:
        """Keep a value for a step, in place of the one before."""
        await self._thread.run(_note, run_id, operation, step, value)

    async def noted(self, run_id: str, operation: str, step: str) -> str | None:
        """Give the value kept for a step, or None."""
        return await self._thread.run(_noted, run_id, operation, step)

    async def noted_since_connected(self, connection_id: str, operation: str, step: str) -> tuple[str, ...]:
        """Give the values that runs of a connection kept for a step, the oldest first.

        What was kept before the connection was last made counts no more.
        """
        return await self._thread.run(_noted_since_connected, connection_id, operation, step)


def _token(database: sqlite3.Connection, run_id: str, operation: str, step: str, candidate: str) -> str:
    database.execute(
        """
        INSERT INTO steps (run_id, operation, step, token) VALUES (?, ?, ?, ?)
        ON CONFLICT (run_id, operation, step) DO UPDATE SET token = coalesce(token, excluded.token)
        """,
        (run_id, operation, step, candidate),
    )
    query = "SELECT token FROM steps WHERE run_id = ? AND operation = ? AND step = ?"
    (token,) = database.execute(query, (run_id, operation, step)).fetchone()
    return str(token)


def _replace_token(database: sqlite3.Connection, run_id: str, operation: str, step: str, token: str) -> None:
    database.execute(
        """
        INSERT INTO steps (run_id, operation, step, token) VALUES (?, ?, ?, ?)
        ON CONFLICT (run_id, operation, step) DO UPDATE SET token = excluded.token
        """,
        (run_id, operation, step, token),
    )


def _note(database: sqlite3.Connection, run_id: str, operation: str, step: str, value: str) -> None:
    database.execute(
        """
        INSERT INTO steps (run_id, operation, step, note) VALUES (?, ?, ?, ?)
        ON CONFLICT (run_id, operation, step) DO UPDATE SET note = excluded.note
        """,
        (run_id, operation, step, value),
    )


def _noted(database: sqlite3.Connection, run_id: str, operation: str, step: str) -> str | None:
    query = "SELECT note FROM steps WHERE run_id = ? AND operation = ? AND step = ?"
    row = database.execute(query, (run_id, operation, step)).fetchone()
    return None if row is None or row[0] is None else str(row[0])


def _noted_since_connected(
    database: sqlite3.Connection, connection_id: str, operation: str, step: str
) -> tuple[str, ...]:
    query = """
        SELECT DISTINCT runs.started_at, steps.run_id, steps.note FROM steps JOIN runs ON runs.run_id = steps.run_id
        WHERE runs.connection_id = ? AND steps.operation = ? AND steps.step = ? AND steps.note IS NOT NULL
            AND runs.started_at >= coalesce(
                (SELECT max(started_at) FROM runs WHERE connection_id = ? AND kind = 'connect'), ''
            )
        ORDER BY runs.started_at, steps.run_id
    """
    found = database.execute(query, (connection_id, operation, step, connection_id))
    return tuple(str(note) for _, _, note in found)
