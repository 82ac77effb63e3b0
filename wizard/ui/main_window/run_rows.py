"""What the list shows of a run."""

from wizard.model.plan import RunEnd
from wizard.ui.main_window.ports import Work
from wizard.ui.models.connections import RowRun
from wizard.ui.texts.runs import is_switch, run_text, run_text_short
from wizard.ui.widgets.state import State

_STATES = {
    None: State.RUNNING,
    RunEnd.PAUSED: State.WARNING,
    RunEnd.STOPPED: State.WARNING,
    RunEnd.FAILED: State.PROBLEM,
}


def row_run(work: Work | None) -> RowRun | None:
    """Give what a row shows of its run; None where there is none, or it ended well: then the row itself tells."""
    if work is None or work.state.end is RunEnd.DONE:
        return None
    end, counted = work.state.end, work.state.counted
    resting = work.interrupted
    return RowRun(
        State.WARNING if resting else _STATES[end],
        run_text(work.kind, end, counted, undoing=work.undoing, interrupted=work.interrupted),
        "" if resting else run_text_short(end, counted),
        switching=is_switch(work.kind) and end is None and not resting,
    )
