import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from wizard.model.failure import WizardError
from wizard.store.database import Database
from wizard.store.migrations import MIGRATIONS, Migration
from wizard.store.store import Store


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE settings ADD COLUMN colour TEXT")


def _half_then_break(connection: sqlite3.Connection) -> None:
    _add_colour(connection)
    connection.execute("SELECT * FROM nothing_like_it")


def _write_then_break(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO settings VALUES ('theme', 'dark')")
        raise KeyError


def _begin(database: Database) -> None:
    with database.transaction():
        pass


NEXT = len(MIGRATIONS) + 1


def test_folder_and_files_belong_to_the_owner_alone(path):
    with closing(Database.open(path)) as database:
        with database.transaction() as connection:
            connection.execute("INSERT INTO settings VALUES ('theme', 'dark')")
        assert _mode(path.parent) == 0o700
        assert {one.name: _mode(one) for one in path.parent.iterdir()} == {
            "wizard.db": 0o600,
            "wizard.db-wal": 0o600,
            "wizard.db-shm": 0o600,
        }


def test_a_file_that_others_could_read_is_closed_to_them(path):
    path.parent.mkdir()
    path.touch(mode=0o644)
    Database.open(path).close()

    assert _mode(path) == 0o600


def test_tokens_would_survive_a_power_cut(path):
    with closing(Database.open(path)) as database, database.transaction() as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_broken_transaction_leaves_nothing(path):
    with closing(Database.open(path)) as database:
        with pytest.raises(KeyError):
            _write_then_break(database)
        with database.transaction() as connection:
            assert connection.execute("SELECT count(*) FROM settings").fetchone() == (0,)


def test_a_newer_file_is_refused_and_left_as_it_is(path):
    Database.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(WizardError, match=r"written by a newer Org Wizard \(schema 99") as refused:
        Database.open(path)
    assert refused.value.failure.code == "NewerDatabase"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"This is a letter, not a database. " * 200, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_a_file_that_is_no_database_is_refused_with_what_to_do(path, content):
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(WizardError, match=r"is damaged.*Move it away") as refused:
        Database.open(path)
    assert refused.value.failure.surface == "database"
    assert path.read_bytes() == content


def test_a_file_damaged_inside_is_refused(path):
    with closing(Database.open(path)) as database, database.transaction() as connection:
        connection.executemany("INSERT INTO settings VALUES (?, ?)", [(str(one), "x" * 500) for one in range(200)])
    content = bytearray(path.read_bytes())
    content[-40_000:] = b"\x00" * 40_000
    path.write_bytes(content)

    with pytest.raises(WizardError, match="is damaged"):
        Database.open(path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "data").write_text("in the way")

    with pytest.raises(WizardError, match=r"data/wizard\.db cannot be opened"):
        Database.open(tmp_path / "data" / "wizard.db")


def test_another_program_that_writes_is_named_after_a_while(path, monkeypatch):
    monkeypatch.setattr("wizard.store.database._BUSY_SECONDS", 0.05)
    with closing(Database.open(path)) as first, closing(Database.open(path)) as second:  # noqa: SIM117 -- the one refused stands alone
        with first.transaction(), pytest.raises(WizardError, match="Another program is holding"):
            _begin(second)


def test_a_new_file_is_not_copied(path):
    Database.open(path).close()

    assert [one.name for one in path.parent.iterdir()] == ["wizard.db"]


def test_an_older_file_is_copied_before_it_is_migrated(path):
    with closing(Database.open(path)) as database, database.transaction() as connection:
        connection.execute("INSERT INTO settings VALUES ('theme', 'dark')")
    migrated = Database.open(path, (*MIGRATIONS, Migration(NEXT, _add_colour)))
    with closing(migrated), migrated.transaction() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert connection.execute("SELECT * FROM settings").fetchall() == [("theme", "dark", None)]

    (copy,) = path.parent.glob(f"wizard-schema-{NEXT - 1}-*Z.db")
    assert _mode(copy) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
        assert connection.execute("SELECT * FROM settings").fetchall() == [("theme", "dark")]


def test_a_migration_that_breaks_changes_nothing(path):
    Database.open(path).close()
    with pytest.raises(WizardError, match="nothing_like_it"):
        Database.open(path, (*MIGRATIONS, Migration(NEXT, _half_then_break)))

    with closing(Database.open(path)) as database, database.transaction() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
        assert "colour" not in {row[1] for row in connection.execute("PRAGMA table_info(settings)")}


def test_what_was_kept_is_there_after_a_restart(run, path):
    async def write_then_read() -> str | None:
        first = await Store.open(path)
        await first.settings.put("theme", "dark")
        await first.close()
        second = await Store.open(path)
        try:
            return await second.settings.get("theme")
        finally:
            await second.close()

    assert run(write_then_read()) == "dark"


def test_the_store_says_so_when_it_was_closed(run, path):
    store = run(Store.open(path))
    run(store.close())

    with pytest.raises(WizardError, match="closed already"):
        run(store.settings.get("theme"))


def test_opening_a_damaged_file_through_the_store_is_refused(run, path):
    path.parent.mkdir()
    path.write_text("nonsense" * 500)

    with pytest.raises(WizardError, match="is damaged"):
        run(Store.open(path))
