from datetime import UTC, datetime

import pytest

from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import OperationState, Plan, RunEnd, RunKind
from wizard.store.runs import Direction, JournalEntry

T0 = datetime(2026, 1, 1, tzinfo=UTC)
T1 = datetime(2026, 1, 2, tzinfo=UTC)
PLAN = Plan("run-1", "c-1", "r-ab12", ("trusted-access", "stack"))
DONE = JournalEntry("trusted-access", OperationState.DONE, None, T0)
FAILED = JournalEntry("stack", OperationState.FAILED, RawFailure("no", code="Nope", at=T0), T1)
FORWARD, UNDO = Direction.FORWARD, Direction.UNDO


def _ids(records):
    return [(one.plan.run_id, one.direction) for one in records]


def test_a_run_is_known_as_it_was_written(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.record("run-1", FORWARD, DONE))
    run(store.runs.record("run-1", FORWARD, FAILED))
    run(store.runs.end("run-1", FORWARD, RunEnd.FAILED, T1))

    record = run(store.runs.find("run-1", FORWARD))
    assert (record.plan, record.started_at, record.ended_at, record.ended) == (PLAN, T0, T1, RunEnd.FAILED)
    assert record.states == {"trusted-access": OperationState.DONE, "stack": OperationState.FAILED}
    assert record.failures == {"stack": FAILED.failure}
    assert run(store.runs.entries("run-1", FORWARD)) == (DONE, FAILED)


def test_a_run_that_goes_on_keeps_its_states(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.record("run-1", FORWARD, DONE))
    record = run(store.runs.begin(PLAN, FORWARD, T1))

    assert record.states == {"trusted-access": OperationState.DONE}
    assert record.started_at == T0


def test_a_run_that_was_done_begins_anew(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.record("run-1", FORWARD, DONE))
    run(store.runs.end("run-1", FORWARD, RunEnd.DONE, T1))

    assert run(store.runs.begin(PLAN, FORWARD, T1)).states == {}


def test_another_plan_under_the_same_id_is_refused(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    with pytest.raises(WizardError, match="another plan"):
        run(store.runs.begin(Plan("run-1", "c-1", "r-ab12", ("stack",)), FORWARD, T1))


@pytest.mark.parametrize(
    ("ended", "offered"),
    [(None, True), (RunEnd.PAUSED, True), (RunEnd.STOPPED, True), (RunEnd.FAILED, True), (RunEnd.DONE, False)],
)
def test_unfinished_is_all_that_was_not_done(run, store, ended, offered):
    run(store.runs.begin(PLAN, FORWARD, T0))
    if ended is not None:
        run(store.runs.end("run-1", FORWARD, ended, T1))

    assert bool(run(store.runs.unfinished())) is offered


def test_an_abandoned_run_is_not_offered(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.abandon("run-1"))

    assert run(store.runs.unfinished()) == ()


def test_half_an_undo_is_offered_instead_of_the_run(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.begin(PLAN, UNDO, T1))

    assert _ids(run(store.runs.unfinished())) == [("run-1", UNDO)]


def test_a_run_after_its_undo_looks_at_everything_again(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.record("run-1", FORWARD, DONE))
    run(store.runs.begin(PLAN, UNDO, T1))
    run(store.runs.record("run-1", UNDO, DONE))

    assert run(store.runs.begin(PLAN, FORWARD, T1)).states == {}
    assert _ids(run(store.runs.unfinished())) == [("run-1", FORWARD)]
    assert run(store.runs.begin(PLAN, UNDO, T1)).states == {}


def test_the_runs_of_a_connection_are_listed(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.begin(PLAN, UNDO, T1))
    run(store.runs.begin(Plan("run-2", "c-2", "r-cd34", ("stack",)), FORWARD, T1))

    assert _ids(run(store.runs.of_connection("c-1"))) == [("run-1", FORWARD), ("run-1", UNDO)]


def test_a_token_stays_until_it_is_replaced(run, store):
    steps = store.steps
    assert run(steps.token("run-1", "stack", "create", "first")) == "first"
    assert run(steps.token("run-1", "stack", "create", "second")) == "first"
    run(steps.replace_token("run-1", "stack", "create", "third"))
    assert run(steps.token("run-1", "stack", "create", "fourth")) == "third"
    assert run(steps.token("run-1", "stack", "delete", "fifth")) == "fifth"
    assert run(steps.token("run-2", "stack", "create", "sixth")) == "sixth"


def test_a_note_and_a_token_of_the_same_step_do_not_touch_each_other(run, store):
    steps = store.steps
    assert run(steps.noted("run-1", "stack", "create")) is None
    run(steps.note("run-1", "stack", "create", "stack-id"))
    assert run(steps.token("run-1", "stack", "create", "token")) == "token"
    run(steps.note("run-1", "stack", "create", "stack-id-2"))
    assert run(steps.noted("run-1", "stack", "create")) == "stack-id-2"
    assert run(steps.token("run-1", "stack", "create", "other")) == "token"


def test_tokens_of_an_undone_plan_are_dropped(run, store):
    """R20: after its stack was deleted, a token is refused."""
    run(store.steps.token("run-1", "stack", "create", "dead"))
    run(store.runs.begin(PLAN, UNDO, T0))
    run(store.runs.end("run-1", UNDO, RunEnd.DONE, T1))

    assert run(store.steps.token("run-1", "stack", "create", "fresh")) == "fresh"


def test_a_run_that_goes_on_is_not_ended(run, store):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.end("run-1", FORWARD, RunEnd.FAILED, T1))
    record = run(store.runs.begin(PLAN, FORWARD, T1))

    assert (record.ended, record.ended_at) == (None, None)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE runs SET operations = '{'",
        "UPDATE runs SET started_at = 'yesterday'",
        "UPDATE operation_states SET state = 'unheard-of'",
        "UPDATE operation_states SET failure = '[]'",
    ],
)
def test_a_run_that_cannot_be_read_says_so(run, store, damage):
    run(store.runs.begin(PLAN, FORWARD, T0))
    run(store.runs.record("run-1", FORWARD, FAILED))
    run(store.thread.run(lambda database: database.execute(damage)))

    with pytest.raises(WizardError, match=r"cannot be read back.*Begin anew"):
        run(store.runs.unfinished())


def test_notes_of_a_connection_count_from_the_run_that_made_it(run, store):
    moments = {
        "before": RunKind.MEND,
        "made": RunKind.CONNECT,
        "first": RunKind.MEND,
        "second": RunKind.MEND,
        "strange": RunKind.MEND,
    }
    for day, (run_id, kind) in enumerate(moments.items(), start=1):
        connection = "c-other" if run_id == "strange" else "c-1"
        run(
            store.runs.begin(
                Plan(run_id, connection, "r-ab12", ("leave",), kind), FORWARD, datetime(2026, 1, day, tzinfo=UTC)
            )
        )
        run(store.steps.note(run_id, "leave", "left", run_id))
        run(store.steps.token(run_id, "leave", "without-note", "token"))

    noted = store.steps.noted_since_connected
    assert run(noted("c-1", "leave", "left")) == ("made", "first", "second")
    assert run(noted("c-other", "leave", "left")) == ("strange",)
    assert run(noted("c-1", "leave", "without-note")) == run(noted("c-none", "leave", "left")) == ()
