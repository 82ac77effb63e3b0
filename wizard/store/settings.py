"""Small things that the window remembers: its place on the screen, the theme, the language."""

import sqlite3

from wizard.store.thread import StoreThread


class Settings:
    """Texts by name, e.g. "window.geometry"."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def get(self, name: str) -> str | None:
        """Give what was kept, or None."""
        return await self._thread.run(_get, name)

    async def put(self, name: str, value: str) -> None:
        """Keep a text, in place of the one before."""
        await self._thread.run(_put, name, value)

    async def remove(self, name: str) -> None:
        """Go back to the default."""
        await self._thread.run(_remove, name)


def _get(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _put(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _remove(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM settings WHERE name = ?", (name,))
