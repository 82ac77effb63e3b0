"""Every schema that was ever released is kept as text in `schemas/`, with rows in it, and is opened here.

A new migration N needs: `schemas/schema_N.sql` (what `sqlite3 wizard.db .dump` says of a database of that version, and
its `PRAGMA user_version`), and an entry in CHECKS. Files of older versions are never changed.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from wizard.model.check import CheckState
from wizard.model.connection import Phase, Status, Way
from wizard.model.plan import OperationState, RunKind
from wizard.model.progress import AccountProgress, Counted
from wizard.store.database import Database
from wizard.store.migrations import MIGRATIONS
from wizard.store.runs import Direction
from wizard.store.store import Store

SCHEMAS = Path(__file__).parent / "schemas"
VERSIONS = [one.version for one in MIGRATIONS]


async def _everything_of_version_1(store: Store) -> None:
    (connection,) = await store.connections.all()
    assert (connection.identity.name, connection.phase) == ("Acme Corp", Phase.PARTLY_CONNECTED)
    assert connection.selection.left_out == {"111122223333"}
    (failed,) = await store.account_results.not_connected("c-1")
    assert failed.account_id == "000000000002"
    assert failed.diagnosis is not None
    assert failed.diagnosis.cause == "scp-deny"
    request = await store.requests.find("c-1")
    assert request is not None
    assert request.targets.connected == {"000000000001", "000000000002"}
    (unfinished,) = await store.runs.unfinished()
    assert unfinished.states == {"trusted-access": OperationState.DONE, "stack": OperationState.RUNNING}
    assert len(await store.runs.entries("run-1", Direction.FORWARD)) == 2
    token = await store.steps.token("run-1", "stack", "create", "another")
    assert token == "3f0c2a52-8f6e-4a0e-9c0e-0d8f8a1c7e11"
    assert (await store.steps.noted("run-1", "stack", "create") or "").startswith("arn:aws:cloudformation")
    assert await store.drafts.load("last", dict[str, str]) == {"profile": "acme"}
    assert await store.settings.get("theme") == "dark"


async def _everything_of_version_2(store: Store) -> None:
    (connection,) = await store.connections.all()
    assert (connection.way, connection.status_at_aws, connection.status) == (Way.CONSOLE, False, Status.UNKNOWN)
    connecting, switching = await store.runs.unfinished()
    assert (connecting.plan.kind, switching.plan.kind) == (RunKind.CONNECT, RunKind.SWITCH_OFF)
    request = await store.requests.of_run("run-2")
    assert request is not None
    assert request.names.stack == "acme-stack"


async def _everything_of_version_3(store: Store) -> None:
    report = await store.reports.find("run-1", Direction.FORWARD)
    assert report is not None
    assert [one.reason for one in report.events] == ["taken"]
    assert [one.progress for one in report.accounts] == [AccountProgress.FAILED]
    assert report.counted == Counted(1, 2, 1)
    checks = await store.checks.of("c-1")
    assert checks["trusted-access"].result.state is CheckState.PROBLEM


# What must still be there when a database of that version is opened today.
CHECKS: dict[int, Callable[[Store], Awaitable[None]]] = {
    1: _everything_of_version_1,
    2: _everything_of_version_2,
    3: _everything_of_version_3,
}


def _stored(version: int, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SCHEMAS / f"schema_{version}.sql").read_text(encoding="utf-8"))
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
    return path


def _schema(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


def test_versions_follow_each_other_from_one():
    assert list(range(1, len(VERSIONS) + 1)) == VERSIONS


def test_every_migration_has_a_stored_database_and_a_check():
    assert sorted(CHECKS) == VERSIONS
    assert sorted(one.name for one in SCHEMAS.iterdir()) == sorted(f"schema_{one}.sql" for one in VERSIONS)


def test_every_migration_is_a_module_of_its_own():
    modules = [one.migrate.__module__.rpartition(".")[2] for one in MIGRATIONS]

    assert [int(name[1:5]) for name in modules] == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_migration_is_not_changed(version, tmp_path):
    fresh = tmp_path / "fresh.db"
    Database.open(fresh, MIGRATIONS[:version]).close()

    assert _schema(fresh) == _schema(_stored(version, tmp_path / "stored.db"))


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_database_gets_the_schema_of_a_new_one(version, tmp_path):
    old = _stored(version, tmp_path / "old.db")
    Database.open(old).close()
    Database.open(tmp_path / "new.db").close()

    assert _schema(old) == _schema(tmp_path / "new.db")


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_lost_on_the_way(version, tmp_path):
    async def check() -> None:
        store = await Store.open(_stored(version, tmp_path / "old.db"))
        try:
            await CHECKS[version](store)
        finally:
            await store.close()

    asyncio.run(check())


@pytest.mark.parametrize("version", VERSIONS)
def test_a_copy_is_kept_of_everything_but_the_current_version(version, tmp_path):
    old = _stored(version, tmp_path / "old.db")
    Database.open(old).close()

    copies = list(tmp_path.glob("old-schema-*.db"))
    assert len(copies) == (0 if version == VERSIONS[-1] else 1)
