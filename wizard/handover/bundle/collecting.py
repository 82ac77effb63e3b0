"""Gathers what a support bundle is made of."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wizard.handover.bundle.contents import FORMAT, About, Accounts, BundledRun, Checks, Contents, Runs
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import Plan
from wizard.model.ports import Clock
from wizard.model.run_state import RunReport, RunState
from wizard.store.runs import RunRecord
from wizard.store.store import Store

_LOG_BYTES = 400_000
_SETTINGS = ("theme", "language")
"""The window's settings that a bundle may hold; any other could hold a name."""


class LiveRun(Protocol):
    """A run of this session: it may have reported more than is kept."""

    plan: Plan
    state: RunState


class LiveRuns(Protocol):
    """The runs of this session."""

    def of(self, connection_id: str) -> LiveRun | None:
        """Give the run of a connection, or None."""


@dataclass(frozen=True, slots=True)
class Collector:
    """Reads the database and the log; asks AWS nothing.

    versions: of the program and what it stands on
    log:      the log file
    """

    store: Store
    live: LiveRuns
    clock: Clock
    versions: Mapping[str, str]
    log: Path

    async def collect(self, connection_id: str) -> Contents:
        """Give all there is of a connection. Raises WizardError where the database cannot be read."""
        store = self.store
        connection = await store.connections.by_id(connection_id)
        if connection is None:
            text = "This connection is not in the list any more. Choose another one."
            raise WizardError(RawFailure(text, "runner", code="RowGone"))
        settings = await self._settings()
        return Contents(
            about=About(FORMAT, self.clock.now(), masked=False, versions=self.versions, settings=settings),
            connection=connection,
            request=await store.requests.find(connection_id),
            checks=Checks(await store.checks.of(connection_id)),
            runs=Runs(tuple([await self._run(one) for one in await store.runs.of_connection(connection_id)])),
            accounts=Accounts(await store.account_results.of(connection_id)),
            log=await asyncio.to_thread(_tail, self.log),
        )

    async def _run(self, record: RunRecord) -> BundledRun:
        plan = record.plan
        return BundledRun(
            plan,
            record.direction,
            record.started_at,
            record.ended_at,
            record.ended,
            await self.store.runs.entries(plan.run_id, record.direction),
            await self._report(record),
        )

    async def _report(self, record: RunRecord) -> RunReport:
        kept = await self.store.reports.find(record.plan.run_id, record.direction) or RunReport()
        live = self.live.of(record.plan.connection_id)
        if live is None or live.plan.run_id != record.plan.run_id:
            return kept
        now = live.state.report()
        return now if now.events or now.accounts or now.told else kept

    async def _settings(self) -> dict[str, str]:
        found = {name: await self.store.settings.get(name) for name in _SETTINGS}
        return {name: value for name, value in found.items() if value is not None}


def _tail(log: Path) -> str:
    """Give the end of the log, whole lines; nothing where there is none."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _LOG_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return text if size <= _LOG_BYTES else text.partition("\n")[2]
