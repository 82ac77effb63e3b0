"""What a support bundle holds, as data: exactly this is written, field by field, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wizard.model.connection import Connection, ConnectRequest
from wizard.model.plan import Plan, RunEnd
from wizard.model.progress import AccountResult
from wizard.model.run_state import RunReport
from wizard.store.reports import CheckRecord
from wizard.store.runs import Direction, JournalEntry

FORMAT = 1
"""Raised when an older program could not understand a bundle any more."""

ABOUT, CONNECTION, REQUEST = "about.json", "connection.json", "request.json"
CHECKS, RUNS, ACCOUNTS, LOG = "checks.json", "runs.json", "accounts.json", "log.txt"
PICTURES = "pictures/"


@dataclass(frozen=True, slots=True)
class About:
    """What made the bundle, and when (UTC).

    masked:   IDs, ARNs, names and addresses are replaced, each by the same stand-in everywhere
    versions: of the program and what it stands on
    settings: of the window, e.g. its theme
    """

    format: int
    made_at: datetime
    masked: bool
    versions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BundledRun:
    """A run with its journal and what it reported."""

    plan: Plan
    direction: Direction
    started_at: datetime
    ended_at: datetime | None
    ended: RunEnd | None
    journal: tuple[JournalEntry, ...] = ()
    report: RunReport = field(default_factory=RunReport)


@dataclass(frozen=True, slots=True)
class Checks:
    """Results of the checks by the ID they are kept under."""

    results: Mapping[str, CheckRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Runs:
    """Every run of the connection, the oldest first."""

    runs: tuple[BundledRun, ...] = ()


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the last check or run found of every account."""

    results: tuple[AccountResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole bundle.

    request: what was asked to be connected; None where that is not known
    """

    about: About
    connection: Connection
    request: ConnectRequest | None
    checks: Checks
    runs: Runs
    accounts: Accounts
    log: str = ""
