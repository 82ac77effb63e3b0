"""What the details show of a run, put together from the run, its connection, and why it does not go on."""

from collections.abc import Callable, Iterable

from wizard.model.connection import Connection, Status
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.plan import RunEnd
from wizard.ui.main_window.ports import Work
from wizard.ui.main_window.run_panel import RunView
from wizard.ui.texts.actions import action_text, has_mend_words, mend_text
from wizard.ui.texts.runs import is_left_behind, is_switch, over_text, work_text
from wizard.ui.texts.ticket import subject_of
from wizard.ui.widgets.message_strip import Action

SIGN_IN = "sign-in-again"


def run_view(
    work: Work | None,
    one: Connection,
    explain: Callable[[RawFailure], Diagnosis],
    *,
    showable: bool,
    signing_in: bool,
) -> RunView | None:
    """Give what is shown of a connection's run; None where it has none.

    showable:   its wizard can be opened
    signing_in: a new sign-in can be offered
    """
    if work is None:
        return None
    failure = work.state.failure
    diagnosis = explain(failure) if failure is not None else None
    actions = tuple(_actions(diagnosis.actions, signing_in=signing_in)) if diagnosis is not None else ()
    over = work.state.end is RunEnd.DONE
    return RunView(
        work=work,
        diagnosis=diagnosis,
        actions=actions,
        over=over_text(work.kind, one, undoing=work.undoing) if over else "",
        well=over and _came_out_well(work, one),
        showable=showable,
        subject=subject_of(one, work_text(work.kind, undoing=work.undoing)),
    )


def _actions(actions: Iterable[str], *, signing_in: bool) -> Iterable[Action]:
    for one in actions:
        if has_mend_words(one):
            yield Action(one, mend_text(one))
        elif one == SIGN_IN and signing_in:
            yield Action(one, action_text(one))


def _came_out_well(work: Work, one: Connection) -> bool:
    if any(is_left_behind(told.key) for told in work.state.told) or work.state.failed_accounts:
        return False
    return not is_switch(work.kind) or one.status in (Status.ACTIVE, Status.INACTIVE)
