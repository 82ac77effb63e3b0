"""Version 3: what runs reported besides the states of their operations, and what checks found, for support."""

import sqlite3

_STATEMENTS = (
    """
    CREATE TABLE run_reports (
        run_id    TEXT NOT NULL,
        direction TEXT NOT NULL,
        report    TEXT NOT NULL,
        PRIMARY KEY (run_id, direction),
        FOREIGN KEY (run_id, direction) REFERENCES runs (run_id, direction) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE check_results (
        connection_id TEXT NOT NULL,
        check_id      TEXT NOT NULL,
        result        TEXT NOT NULL,
        checked_at    TEXT NOT NULL,
        PRIMARY KEY (connection_id, check_id)
    ) STRICT
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        connection.execute(statement)
