"""What runs reported, and what checks found: kept so that a support engineer sees what the person saw."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from wizard.model.check import CheckResult
from wizard.model.run_state import RunReport
from wizard.store.encoding import decode, encode
from wizard.store.errors import readable
from wizard.store.runs import Direction
from wizard.store.thread import StoreThread

_KEPT = timedelta(days=90)
"""Checks of an organization that was never connected are kept so long."""
_REMEDY = "It is needed for a support bundle only; run or check again to renew it."


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """What a check found, and when (UTC)."""

    result: CheckResult
    at: datetime


class RunReports:
    """The last report of each run. Every coroutine raises WizardError where the database refuses."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def save(self, run_id: str, direction: Direction, report: RunReport) -> None:
        """Keep a run's report in place of the one before; the run must be in the journal."""
        await self._thread.run(_save_report, run_id, direction, report)

    async def find(self, run_id: str, direction: Direction) -> RunReport | None:
        """Give a run's report, or None."""
        text = await self._thread.run(_find_report, run_id, direction)
        if text is None:
            return None
        with readable(f"The report of the run {run_id}", _REMEDY):
            return decode(RunReport, text)


class CheckResults:
    """The last result of each check of a connection, connected or not yet. Coroutines raise WizardError likewise."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def save(self, connection_id: str, check_id: str, record: CheckRecord) -> None:
        """Keep a result in place of the one before; very old ones of what is not in the list are dropped."""
        await self._thread.run(_save_check, connection_id, check_id, record)

    async def of(self, connection_id: str) -> dict[str, CheckRecord]:
        """Give a connection's results by the ID they were saved under."""
        rows = await self._thread.run(_checks_of, connection_id)
        with readable(f"The checks of {connection_id}", _REMEDY):
            return {row[0]: CheckRecord(decode(CheckResult, row[1]), datetime.fromisoformat(row[2])) for row in rows}


def _save_report(database: sqlite3.Connection, run_id: str, direction: Direction, report: RunReport) -> None:
    database.execute(
        """
        INSERT INTO run_reports (run_id, direction, report)
        SELECT run_id, direction, ? FROM runs WHERE run_id = ? AND direction = ?
        ON CONFLICT (run_id, direction) DO UPDATE SET report = excluded.report
        """,
        (encode(report), run_id, direction.value),
    )


def _find_report(database: sqlite3.Connection, run_id: str, direction: Direction) -> str | None:
    query = "SELECT report FROM run_reports WHERE run_id = ? AND direction = ?"
    row = database.execute(query, (run_id, direction.value)).fetchone()
    return None if row is None else str(row[0])


def _save_check(database: sqlite3.Connection, connection_id: str, check_id: str, record: CheckRecord) -> None:
    database.execute(
        """
        INSERT INTO check_results (connection_id, check_id, result, checked_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (connection_id, check_id) DO UPDATE SET result = excluded.result, checked_at = excluded.checked_at
        """,
        (connection_id, check_id, encode(record.result), record.at.isoformat()),
    )
    database.execute(
        "DELETE FROM check_results WHERE checked_at < ?"
        " AND connection_id NOT IN (SELECT connection_id FROM connections)",
        ((record.at - _KEPT).isoformat(),),
    )


def _checks_of(database: sqlite3.Connection, connection_id: str) -> list[tuple[str, str, str]]:
    query = (
        "SELECT check_id, result, checked_at FROM check_results WHERE connection_id = ? ORDER BY checked_at, check_id"
    )
    return database.execute(query, (connection_id,)).fetchall()
