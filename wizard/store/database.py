"""The SQLite file: opened safely, brought to the current schema, and used in transactions."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from wizard.store.errors import from_os, from_sqlite, refuse, unreadable
from wizard.store.migrations import MIGRATIONS, Migration

_BUSY_SECONDS = 5.0
_OWNER_ONLY = 0o600


class Database:
    """One open database. Everything here blocks and belongs to the thread that opened it: see StoreThread."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Self:
        """Open the file, making it (0600) and its folder (0700) where they are missing, and migrate it.

        Before a migration the file is copied beside itself, with the time in the copy's name. Raises WizardError
        where the file is damaged, was written by a newer version of the program, or cannot be opened.
        """
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make_private(path)
        except OSError as error:
            raise from_os(error, path) from error
        with _translated(path):
            connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            with _translated(path):
                _refuse_newer(connection, path, migrations[-1].version)
                _prepare(connection, path)
                _bring_up_to_date(connection, path, migrations)
        except BaseException:
            connection.close()
            raise
        return cls(connection, path)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction: committed at the end, rolled back on any exception."""
        with _translated(self.path), _transaction(self._connection):
            yield self._connection

    def close(self) -> None:
        """Close the file; what is in the write-ahead log is moved into it."""
        self._connection.close()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _make_private(path: Path) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY)
    os.close(descriptor)
    path.chmod(_OWNER_ONLY)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _refuse_newer(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    version = _version(connection)
    if version > newest:
        text = (
            f"The file {path} was written by a newer Org Wizard (schema {version}, this one knows {newest}). "
            "Update the program, or use another folder with --data-dir."
        )
        raise refuse(text, "NewerDatabase")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # A client request token must survive a power cut once it was given out; WAL alone would not promise that.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if finding != "ok":
        raise unreadable(path, finding)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    version = _version(connection)
    pending = [one for one in migrations if one.version > version]
    if pending and version > 0:
        _copy(connection, path, version)
    for migration in pending:
        with _transaction(connection):
            migration.migrate(connection)
            connection.execute(f"PRAGMA user_version = {migration.version:d}")


def _copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}-schema-{version}-{stamp}{path.suffix}")
    _make_private(copy)
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
