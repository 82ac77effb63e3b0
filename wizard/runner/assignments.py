"""What a run works on: its plan, and what was asked for."""

from dataclasses import dataclass, replace
from uuid import uuid4

from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import Plan, RunKind
from wizard.operations.inspection import connection_request
from wizard.operations.plans import plan_for
from wizard.runner.renewal import access_of, read_tree_of, row_gone
from wizard.runner.workshop import Material, Workshop

SWITCHES = frozenset({RunKind.SWITCH_ON, RunKind.SWITCH_OFF})
REMOVALS = frozenset({RunKind.DISCONNECT, RunKind.START_OVER})
_FRESH = SWITCHES | {RunKind.RETRY, RunKind.REPAIR}
"""Accounts may have joined or left since these were connected, and each is to be reached."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one run works on.

    previous: what is connected now, where the run changes it; None for every other run
    """

    plan: Plan
    request: ConnectRequest
    material: Material
    previous: ConnectRequest | None = None


class Assignments:
    """Puts assignments together; writes nothing. Every coroutine raises WizardError, also with what AWS said."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def connect(self, request: ConnectRequest) -> Assignment:
        """Give what a run works on that makes everything."""
        return await self._assignment(RunKind.CONNECT, request)

    async def new(self, kind: RunKind, row: Connection, request: ConnectRequest | None) -> Assignment:
        """Give what a new run works on; `request` is what it leads to, where that is something new.

        Raises WizardError with the code "StatusIsLocal" for a switch that AWS knows nothing of.
        """
        if kind in SWITCHES and not row.status_at_aws:
            text = f"The template of {row.provider_name} has no status. The status is a mark in this list alone."
            raise WizardError(RawFailure(text, "runner", code="StatusIsLocal"))
        access_of(self._workshop, row)
        known = await self._request_of(row, fresh=kind in _FRESH)
        if request is None:
            return await self._assignment(kind, known)
        previous = known if kind is RunKind.CHANGE else None
        kept = replace(request, secrets={**known.secrets, **request.secrets})
        return await self._assignment(kind, kept, previous)

    async def again(self, plan: Plan) -> Assignment:
        """Give what a run of an earlier process works on."""
        row = await self._workshop.store.connections.by_id(plan.connection_id)
        if row is None:
            raise row_gone()
        access_of(self._workshop, row)
        known = await self._request_of(row, fresh=False)
        led_to = await self._workshop.store.requests.of_run(plan.run_id) if plan.kind is RunKind.CHANGE else None
        material = await self._workshop.material(known.provider_id, (led_to or known).secrets)
        previous = known if plan.kind is RunKind.CHANGE else None
        return Assignment(plan, led_to or known, material, previous)

    async def _assignment(
        self, kind: RunKind, request: ConnectRequest, previous: ConnectRequest | None = None
    ) -> Assignment:
        material = await self._workshop.material(request.provider_id, request.secrets)
        return Assignment(plan_for(kind, request, material.provider, uuid4().hex), request, material, previous)

    async def _request_of(self, row: Connection, *, fresh: bool) -> ConnectRequest:
        """Give what is connected now: as it was asked for, with the profile that the row has by now."""
        known = await self._workshop.store.requests.find(row.connection_id)
        if known is None or fresh:
            anew = connection_request(row, await read_tree_of(self._workshop, row))
            return replace(anew, secrets=known.secrets) if known is not None else anew
        return replace(known, profile=row.profile, region=row.region)
