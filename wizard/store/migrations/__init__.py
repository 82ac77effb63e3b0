"""The schema, step by step: one module per version, listed here in order.

A migration is never changed once it has been released; the next one mends it.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from wizard.store.migrations import m0001_connections_and_runs, m0002_kinds_of_runs, m0003_reports


@dataclass(frozen=True, slots=True)
class Migration:
    """Brings the schema from `version - 1` to `version`; runs inside a transaction, so it must not commit."""

    version: int
    migrate: Callable[[sqlite3.Connection], None]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, m0001_connections_and_runs.migrate),
    Migration(2, m0002_kinds_of_runs.migrate),
    Migration(3, m0003_reports.migrate),
)
