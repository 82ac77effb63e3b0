"""Version 1: connections with their accounts, runs with their steps, drafts, requests and settings."""

import sqlite3

_STATEMENTS = (
    """
    CREATE TABLE connections (
        connection_id TEXT PRIMARY KEY,
        provider_id   TEXT NOT NULL,
        provider_name TEXT NOT NULL,
        place         TEXT NOT NULL,
        identity      TEXT NOT NULL,
        profile       TEXT NOT NULL,
        region        TEXT NOT NULL,
        partition     TEXT NOT NULL,
        phase         TEXT NOT NULL,
        status        TEXT NOT NULL,
        names         TEXT NOT NULL,
        selection     TEXT NOT NULL,
        settings      TEXT NOT NULL,
        role_arn      TEXT NOT NULL,
        health        TEXT NOT NULL,
        created_at    TEXT NOT NULL,
        checked_at    TEXT,
        UNIQUE (provider_id, place)
    ) STRICT
    """,
    """
    CREATE TABLE account_results (
        connection_id TEXT NOT NULL REFERENCES connections (connection_id) ON DELETE CASCADE,
        account_id    TEXT NOT NULL,
        name          TEXT NOT NULL,
        progress      TEXT NOT NULL,
        reason        TEXT,
        diagnosis     TEXT,
        PRIMARY KEY (connection_id, account_id)
    ) STRICT
    """,
    """
    CREATE TABLE requests (
        connection_id TEXT PRIMARY KEY,
        request       TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE runs (
        run_id        TEXT NOT NULL,
        direction     TEXT NOT NULL,
        connection_id TEXT NOT NULL,
        lock          TEXT NOT NULL,
        operations    TEXT NOT NULL,
        started_at    TEXT NOT NULL,
        ended_at      TEXT,
        ended_how     TEXT,
        abandoned     INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (run_id, direction)
    ) STRICT
    """,
    """
    CREATE TABLE operation_states (
        run_id     TEXT NOT NULL,
        direction  TEXT NOT NULL,
        operation  TEXT NOT NULL,
        state      TEXT NOT NULL,
        failure    TEXT,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (run_id, direction, operation),
        FOREIGN KEY (run_id, direction) REFERENCES runs (run_id, direction) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE journal (
        entry      INTEGER PRIMARY KEY,
        run_id     TEXT NOT NULL,
        direction  TEXT NOT NULL,
        operation  TEXT NOT NULL,
        state      TEXT NOT NULL,
        failure    TEXT,
        changed_at TEXT NOT NULL,
        FOREIGN KEY (run_id, direction) REFERENCES runs (run_id, direction) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX journal_of_run ON journal (run_id, direction)",
    """
    CREATE TABLE steps (
        run_id    TEXT NOT NULL,
        operation TEXT NOT NULL,
        step      TEXT NOT NULL,
        token     TEXT,
        note      TEXT,
        PRIMARY KEY (run_id, operation, step)
    ) STRICT
    """,
    """
    CREATE TABLE drafts (
        name  TEXT PRIMARY KEY,
        draft TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE settings (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty database."""
    for statement in _STATEMENTS:
        connection.execute(statement)
