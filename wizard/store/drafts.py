"""What was typed into a wizard that was closed before its end."""

import logging
import sqlite3
from typing import TypeVar

from wizard.store.encoding import decode, encode
from wizard.store.thread import StoreThread

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Drafts:
    """Answers by name: one for each wizard that was begun. They hold references to secrets, never secrets."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def save(self, name: str, draft: object) -> None:
        """Keep a frozen dataclass (or a mapping) of what `wizard.store.encoding` can write.

        Raises TypeError for anything else, WizardError where it cannot be written.
        """
        await self._thread.run(_save, name, encode(draft))

    async def load(self, name: str, kind: type[T]) -> T | None:
        """Give the draft as `kind`; None where there is none, or where it is of another shape by now."""
        text = await self._thread.run(_load, name)
        if text is None:
            return None
        try:
            return decode(kind, text)
        except (TypeError, ValueError):
            _log.warning("The draft %s no longer fits this version and is left out", name)
            return None

    async def names(self) -> tuple[str, ...]:
        """Give the names of all drafts, the one that was begun last first."""
        return await self._thread.run(_names)

    async def remove(self, name: str) -> None:
        """Forget a draft: it was connected, or thrown away."""
        await self._thread.run(_remove, name)


def _save(connection: sqlite3.Connection, name: str, draft: str) -> None:
    connection.execute(
        "INSERT INTO drafts (name, draft) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET draft = excluded.draft",
        (name, draft),
    )


def _load(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT draft FROM drafts WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _names(connection: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in connection.execute("SELECT name FROM drafts ORDER BY rowid DESC"))


def _remove(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM drafts WHERE name = ?", (name,))
