"""What the journal of an earlier process says."""

from collections.abc import Collection, Iterable

from wizard.model.plan import OperationChanged, OperationState, RunEnd, RunKind
from wizard.model.run_state import RunState
from wizard.runner.plan_run import FINISHED
from wizard.store.runs import Direction, RunRecord

_AT_WORK = (OperationState.LOOKING, OperationState.RUNNING, OperationState.WAITING_TO_RETRY)
_ENDS = {OperationState.FAILED: RunEnd.FAILED, OperationState.PAUSED: RunEnd.PAUSED}


def newest(records: Iterable[RunRecord], connections: Collection[str]) -> dict[str, RunRecord]:
    """Give, by connection, the run that can be gone on with: the newest of each that is in the list.

    records: the oldest first
    A mend is no run to go on with: it is offered again where it is still needed.
    """
    wanted = (one for one in records if one.plan.kind is not RunKind.MEND)
    return {one.plan.connection_id: one for one in wanted if one.plan.connection_id in connections}


def wholly_done(record: RunRecord) -> bool:
    """Tell whether a run was broken off after its last operation, while its row was being written."""
    return all(record.states.get(key) in FINISHED for key in record.plan.operations)


def state_of(record: RunRecord) -> RunState:
    """Give what a run had reported, and how it rests: nothing is at work now, whatever was then."""
    forward = record.direction is Direction.FORWARD
    state = RunState(record.plan.operations if forward else record.plan.operations[::-1])
    for key in state.operations:
        known = record.states.get(key, OperationState.WAITING)
        now = OperationState.STOPPED if known in _AT_WORK else known
        state.take(OperationChanged(key, now, record.failures.get(key)))
    state.end = record.ended or _end_of(record)
    return state


def _end_of(record: RunRecord) -> RunEnd:
    """Give how a run rests whose end was not written."""
    ends = [_ENDS[one] for one in record.states.values() if one in _ENDS]
    return ends[-1] if ends else RunEnd.STOPPED
