"""Version 2: runs that do other things than connect, and connections that were made in the AWS console."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE connections ADD COLUMN way TEXT NOT NULL DEFAULT 'profile'",
    "ALTER TABLE connections ADD COLUMN status_at_aws INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'connect'",
    # Version 1 knew two kinds without a name: what was pressed on the Checks page had one operation.
    "UPDATE runs SET kind = 'mend' WHERE json_array_length(operations) = 1",
    """
    CREATE TABLE run_requests (
        run_id  TEXT PRIMARY KEY,
        request TEXT NOT NULL
    ) STRICT
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Add the columns and the table."""
    for statement in _STATEMENTS:
        connection.execute(statement)
