"""The list of connected organizations."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from wizard.model.connection import Connection, ConnectRequest, Health, Names, Phase, Status, Way
from wizard.model.organization import OrganizationIdentity
from wizard.model.progress import AccountResult
from wizard.model.targets import Selection
from wizard.store.account_results import replace_results
from wizard.store.encoding import decode, encode
from wizard.store.errors import readable, refuse
from wizard.store.requests import save_request
from wizard.store.thread import StoreThread

_COLUMNS = (
    "connection_id, provider_id, provider_name, identity, profile, region, partition, phase, status,"
    " names, selection, settings, role_arn, health, created_at, checked_at, way, status_at_aws"
)


class Connections:
    """Rows of the list, one per (provider, root ID), or (provider, account ID) where there is no organization.

    Every coroutine raises WizardError where the database cannot be read or written.
    """

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def save(self, connection: Connection) -> None:
        """Keep a row, in place of the one with the same ID.

        Raises WizardError with code "AlreadyConnected" where another row has the same provider and place.
        """
        await self._thread.run(_save, connection)

    async def all(self) -> tuple[Connection, ...]:
        """Give every row, the oldest first."""
        return await self._thread.run(_all)

    async def find(self, provider_id: str, root_id: str) -> Connection | None:
        """Give the row of a provider and a root ID (or account ID), or None."""
        return await self._thread.run(_find, provider_id, root_id)

    async def by_id(self, connection_id: str) -> Connection | None:
        """Give the row with that ID, or None."""
        return await self._thread.run(_by_id, connection_id)

    async def renew(
        self, before: Connection, after: Connection, results: tuple[AccountResult, ...] | None = None
    ) -> bool:
        """Write a row anew, and its accounts where there are `results`, if it still is as it was `before`.

        Gives whether it was: what took long to find out must not undo what was written meanwhile.
        """
        return await self._thread.run(_renew, before, after, results)

    async def change(self, run_id: str, request: ConnectRequest) -> None:
        """Make what a run led to the connection's request, and its row's choices, all at once.

        Nothing happens where the run leads nowhere, because that was done before.
        """
        await self._thread.run(_change, run_id, request)

    async def remove(self, connection_id: str) -> None:
        """Remove a row, its accounts, its request and drafts of it; nothing happens where there is none."""
        await self._thread.run(_remove, connection_id)


def place_of(identity: OrganizationIdentity) -> str:
    """Give what a connection is unique by besides its provider: the root ID, or the account ID."""
    return identity.place


def _save(database: sqlite3.Connection, one: Connection) -> None:
    place = place_of(one.identity)
    taken = _find(database, one.provider_id, place)
    if taken is not None and taken.connection_id != one.connection_id:
        text = f"{taken.identity.name} is connected to {taken.provider_name} already: it is in the list."
        raise refuse(text, "AlreadyConnected")
    database.execute(
        """
        INSERT INTO connections (connection_id, provider_id, provider_name, identity, profile, region, partition,
            phase, status, names, selection, settings, role_arn, health, created_at, checked_at, way, status_at_aws,
            place)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (connection_id) DO UPDATE SET
            provider_id = excluded.provider_id, provider_name = excluded.provider_name, identity = excluded.identity,
            profile = excluded.profile, region = excluded.region, partition = excluded.partition,
            phase = excluded.phase, status = excluded.status, names = excluded.names, selection = excluded.selection,
            settings = excluded.settings, role_arn = excluded.role_arn, health = excluded.health,
            created_at = excluded.created_at, checked_at = excluded.checked_at, way = excluded.way,
            status_at_aws = excluded.status_at_aws, place = excluded.place
        """,
        (
            one.connection_id,
            one.provider_id,
            one.provider_name,
            encode(one.identity),
            one.profile,
            one.region,
            one.partition,
            one.phase.value,
            one.status.value,
            encode(one.names),
            encode(one.selection),
            encode(one.settings),
            one.role_arn,
            encode(one.health),
            one.created_at.isoformat(),
            one.checked_at.isoformat() if one.checked_at else None,
            one.way.value,
            int(one.status_at_aws),
            place,
        ),
    )


def _all(database: sqlite3.Connection) -> tuple[Connection, ...]:
    rows = database.execute(f"SELECT {_COLUMNS} FROM connections ORDER BY created_at, connection_id")  # noqa: S608 -- a constant
    return tuple(_connection(row) for row in rows)


def _find(database: sqlite3.Connection, provider_id: str, place: str) -> Connection | None:
    query = f"SELECT {_COLUMNS} FROM connections WHERE provider_id = ? AND place = ?"  # noqa: S608 -- a constant
    row = database.execute(query, (provider_id, place)).fetchone()
    return None if row is None else _connection(row)


def _by_id(database: sqlite3.Connection, connection_id: str) -> Connection | None:
    query = f"SELECT {_COLUMNS} FROM connections WHERE connection_id = ?"  # noqa: S608 -- a constant
    row = database.execute(query, (connection_id,)).fetchone()
    return None if row is None else _connection(row)


def _renew(
    database: sqlite3.Connection, before: Connection, after: Connection, results: tuple[AccountResult, ...] | None
) -> bool:
    if _by_id(database, before.connection_id) != before:
        return False
    _save(database, after)
    if results is not None:
        replace_results(database, after.connection_id, results)
    return True


def _change(database: sqlite3.Connection, run_id: str, request: ConnectRequest) -> None:
    row = _by_id(database, request.connection_id)
    known = database.execute("SELECT 1 FROM run_requests WHERE run_id = ?", (run_id,)).fetchone()
    if row is None or known is None:
        return
    _save(database, replace(row, names=request.names, selection=request.selection, settings=request.settings))
    save_request(database, request.connection_id, encode(request))
    database.execute("DELETE FROM run_requests WHERE run_id = ?", (run_id,))


def _remove(database: sqlite3.Connection, connection_id: str) -> None:
    database.execute("DELETE FROM requests WHERE connection_id = ?", (connection_id,))
    database.execute(
        "DELETE FROM drafts WHERE json_extract(draft, '$.organization.connection_id') = ?", (connection_id,)
    )
    database.execute("DELETE FROM check_results WHERE connection_id = ?", (connection_id,))
    database.execute("DELETE FROM connections WHERE connection_id = ?", (connection_id,))


def _connection(row: tuple[str, ...]) -> Connection:
    """Build a connection from a row in the order of `_COLUMNS`."""
    with readable(f"The row of {row[2]} ({row[0]})", "A copy of the database may still hold it."):
        return Connection(
            connection_id=row[0],
            provider_id=row[1],
            provider_name=row[2],
            identity=decode(OrganizationIdentity, row[3]),
            profile=row[4],
            region=row[5],
            partition=row[6],
            phase=Phase(row[7]),
            status=Status(row[8]),
            names=decode(Names, row[9]),
            selection=decode(Selection, row[10]),
            settings=decode(dict[str, str], row[11]),
            role_arn=row[12],
            health=decode(Health, row[13]),
            created_at=datetime.fromisoformat(row[14]),
            checked_at=datetime.fromisoformat(row[15]) if row[15] else None,
            way=Way(row[16]),
            status_at_aws=bool(row[17]),
        )
