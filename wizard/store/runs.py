"""The journal of runs: which operation of which plan stands where."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wizard.model.failure import RawFailure
from wizard.model.plan import OperationState, Plan, RunEnd, RunKind
from wizard.store.encoding import decode, encode
from wizard.store.errors import readable, refuse
from wizard.store.thread import StoreThread

_COLUMNS = "run_id, direction, connection_id, lock, operations, started_at, ended_at, ended_how, kind"
_REMEDY = "Begin anew: what exists at AWS is found there."


class Direction(StrEnum):
    """Whether a run does a plan or takes it back."""

    FORWARD = "forward"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as the journal knows it.

    states:   by operation key; an operation that was not reached yet is missing
    failures: of the operations that stand on one
    ended_at: UTC; None while it runs, or where the process was killed
    ended:    None likewise
    """

    plan: Plan
    direction: Direction
    started_at: datetime
    ended_at: datetime | None = None
    ended: RunEnd | None = None
    states: Mapping[str, OperationState] = field(default_factory=dict)
    failures: Mapping[str, RawFailure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal: an operation took a state."""

    operation: str
    state: OperationState
    failure: RawFailure | None
    at: datetime


class Runs:
    """Runs and their operations. Every coroutine raises WizardError where the database refuses."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    async def begin(self, plan: Plan, direction: Direction, at: datetime) -> RunRecord:
        """Write that a run begins, or goes on, and give what is known of it.

        A run that was done begins anew. What the same plan reached in the other direction counts no more.
        """
        return await self._thread.run(_begin, plan, direction, at)

    async def record(self, run_id: str, direction: Direction, entry: JournalEntry) -> None:
        """Write one line of the journal; it is on the disk when this returns."""
        await self._thread.run(_record, run_id, direction, entry)

    async def end(self, run_id: str, direction: Direction, ended: RunEnd, at: datetime) -> None:
        """Write how a run ended. The tokens of a plan that was undone to its end are dropped with its notes (R20)."""
        await self._thread.run(_end, run_id, direction, ended, at)

    async def find(self, run_id: str, direction: Direction) -> RunRecord | None:
        """Give a run, or None."""
        return await self._thread.run(_find, run_id, direction)

    async def unfinished(self) -> tuple[RunRecord, ...]:
        """Give the runs that can go on: killed, paused, stopped or failed ones, the oldest first.

        Of a plan that was run and undone only the direction that came last is given.
        """
        return await self._thread.run(_unfinished)

    async def abandon(self, run_id: str) -> None:
        """Offer a run no more; what it made at AWS is not touched."""
        await self._thread.run(_abandon, run_id)

    async def of_connection(self, connection_id: str) -> tuple[RunRecord, ...]:
        """Give every run of a connection, the oldest first."""
        return await self._thread.run(_of_connection, connection_id)

    async def entries(self, run_id: str, direction: Direction) -> tuple[JournalEntry, ...]:
        """Give the journal of a run, line by line, in order."""
        return await self._thread.run(_entries, run_id, direction)


def _begin(database: sqlite3.Connection, plan: Plan, direction: Direction, at: datetime) -> RunRecord:
    known = _find(database, plan.run_id, direction)
    if known is not None and known.ended is RunEnd.DONE:
        _forget_states(database, plan.run_id, direction)
    other = Direction.UNDO if direction is Direction.FORWARD else Direction.FORWARD
    _forget_states(database, plan.run_id, other)
    _abandon(database, plan.run_id)
    database.execute(
        """
        INSERT INTO runs (run_id, direction, connection_id, lock, operations, started_at, kind)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (run_id, direction) DO UPDATE SET ended_at = NULL, ended_how = NULL, abandoned = 0
        """,
        (
            plan.run_id,
            direction.value,
            plan.connection_id,
            plan.lock,
            encode(plan.operations),
            at.isoformat(),
            plan.kind.value,
        ),
    )
    record = _find(database, plan.run_id, direction)
    if record is None or record.plan != plan:
        raise refuse(f"The journal knows the run {plan.run_id} with another plan.", "AnotherPlan")
    return record


def _record(database: sqlite3.Connection, run_id: str, direction: Direction, entry: JournalEntry) -> None:
    failure = encode(entry.failure) if entry.failure else None
    values = (run_id, direction.value, entry.operation, entry.state.value, failure, entry.at.isoformat())
    database.execute(
        """
        INSERT INTO operation_states (run_id, direction, operation, state, failure, changed_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (run_id, direction, operation) DO UPDATE SET
            state = excluded.state, failure = excluded.failure, changed_at = excluded.changed_at
        """,
        values,
    )
    database.execute(
        "INSERT INTO journal (run_id, direction, operation, state, failure, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
        values,
    )


def _end(database: sqlite3.Connection, run_id: str, direction: Direction, ended: RunEnd, at: datetime) -> None:
    database.execute(
        "UPDATE runs SET ended_at = ?, ended_how = ? WHERE run_id = ? AND direction = ?",
        (at.isoformat(), ended.value, run_id, direction.value),
    )
    if direction is Direction.UNDO and ended is RunEnd.DONE:
        database.execute("DELETE FROM steps WHERE run_id = ?", (run_id,))


def _forget_states(database: sqlite3.Connection, run_id: str, direction: Direction) -> None:
    database.execute("DELETE FROM operation_states WHERE run_id = ? AND direction = ?", (run_id, direction.value))


def _abandon(database: sqlite3.Connection, run_id: str) -> None:
    database.execute("UPDATE runs SET abandoned = 1 WHERE run_id = ?", (run_id,))


def _find(database: sqlite3.Connection, run_id: str, direction: Direction) -> RunRecord | None:
    query = f"SELECT {_COLUMNS} FROM runs WHERE run_id = ? AND direction = ?"  # noqa: S608 -- a constant
    row = database.execute(query, (run_id, direction.value)).fetchone()
    return None if row is None else _run(database, row)


def _unfinished(database: sqlite3.Connection) -> tuple[RunRecord, ...]:
    query = f"""
        SELECT {_COLUMNS} FROM runs
        WHERE NOT abandoned AND (ended_how IS NULL OR ended_how <> 'done')
        ORDER BY started_at, run_id
    """  # noqa: S608 -- a constant
    return tuple(_run(database, row) for row in database.execute(query).fetchall())


def _of_connection(database: sqlite3.Connection, connection_id: str) -> tuple[RunRecord, ...]:
    query = f"SELECT {_COLUMNS} FROM runs WHERE connection_id = ? ORDER BY started_at, run_id, direction"  # noqa: S608 -- a constant
    return tuple(_run(database, row) for row in database.execute(query, (connection_id,)).fetchall())


def _entries(database: sqlite3.Connection, run_id: str, direction: Direction) -> tuple[JournalEntry, ...]:
    query = (
        "SELECT operation, state, failure, changed_at FROM journal WHERE run_id = ? AND direction = ? ORDER BY entry"
    )
    return tuple(_entry(row) for row in database.execute(query, (run_id, direction.value)))


def _run(database: sqlite3.Connection, row: tuple[str, ...]) -> RunRecord:
    """Build a run from a row in the order of `_COLUMNS`, and from the rows of its operations."""
    query = "SELECT operation, state, failure, changed_at FROM operation_states WHERE run_id = ? AND direction = ?"
    entries = [_entry(one) for one in database.execute(query, (row[0], row[1]))]
    with readable(f"The run {row[0]}", _REMEDY):
        return RunRecord(
            plan=Plan(row[0], row[2], row[3], decode(tuple[str, ...], row[4]), RunKind(row[8])),
            direction=Direction(row[1]),
            started_at=datetime.fromisoformat(row[5]),
            ended_at=datetime.fromisoformat(row[6]) if row[6] else None,
            ended=RunEnd(row[7]) if row[7] else None,
            states={one.operation: one.state for one in entries},
            failures={one.operation: one.failure for one in entries if one.failure},
        )


def _entry(row: tuple[str, ...]) -> JournalEntry:
    with readable(f"The journal of {row[0]}", _REMEDY):
        failure = decode(RawFailure, row[2]) if row[2] else None
        return JournalEntry(row[0], OperationState(row[1]), failure, datetime.fromisoformat(row[3]))
