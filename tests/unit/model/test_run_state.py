"""What a run has reported so far, put together."""

from dataclasses import replace

import pytest

from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult, Counted, ResourceChanged, Said
from wizard.model.run_state import EVENTS_KEPT, RunState

RUNNING, DONE, FAILED = OperationState.RUNNING, OperationState.DONE, OperationState.FAILED


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def state(clock):
    return RunState(("stack", "accounts"), clock)


def test_it_begins_with_every_operation_waiting_in_order(state):
    assert [(row.operation, row.state) for row in state.operations.values()] == [
        ("stack", OperationState.WAITING),
        ("accounts", OperationState.WAITING),
    ]
    assert state.end is None


def test_facts_become_rows(state):
    event = ResourceChanged("Role", "AWS::IAM::Role", "CREATE_IN_PROGRESS")
    later = replace(event, status="CREATE_COMPLETE")
    lost = AccountResult("222222222222", "Build", AccountProgress.FAILED, RawFailure("denied"))
    for fact in (
        OperationChanged("stack", RUNNING, message=Message("stack.creating", {"name": "s"})),
        event,
        later,
        AccountChanged(AccountResult("111111111111", "Acme", AccountProgress.RUNNING)),
        AccountChanged(lost),
        Counted(1, 2, 1),
    ):
        state.take(fact)
    assert state.operations["stack"].state is RUNNING
    assert state.resources == {"Role": later}
    assert list(state.events) == [event, later]
    assert state.accounts["111111111111"].progress is AccountProgress.RUNNING
    assert state.failed_accounts == (lost,)
    assert state.counted == Counted(1, 2, 1)
    assert state.said == Message("stack.creating", {"name": "s"})
    state.take(Said(Message("accounts.judging")))
    assert state.said == Message("accounts.judging")


def test_an_operation_without_a_word_leaves_what_was_said(state):
    state.take(Said(Message("accounts.judging")))
    state.take(OperationChanged("accounts", RUNNING))
    assert state.said == Message("accounts.judging")


def test_old_events_are_let_go(state):
    for number in range(EVENTS_KEPT + 5):
        state.take(ResourceChanged(f"R{number}", "AWS::IAM::Role", "CREATE_COMPLETE"))
    assert len(state.events) == EVENTS_KEPT
    assert state.events[0].logical_id == "R5"


def test_the_time_left_comes_from_how_long_the_accounts_took_so_far(state, clock):
    assert state.seconds_left is None
    state.take(Counted(0, 40))
    clock.now += 30
    assert state.seconds_left is None
    state.take(Counted(10, 40))
    assert state.seconds_left == pytest.approx(90)
    clock.now += 30
    state.take(Counted(40, 40))
    assert state.seconds_left is None
    state.take(Counted(20, 40))
    assert state.seconds_left == pytest.approx(60)
    state.end = RunEnd.DONE
    assert state.seconds_left is None


def test_how_long_an_operation_is_at_work_counts_from_its_beginning(state, clock):
    assert state.elapsed("stack") is None
    assert state.elapsed("unheard-of") is None
    state.take(OperationChanged("stack", OperationState.LOOKING))
    clock.now += 5
    state.take(OperationChanged("stack", RUNNING))
    clock.now += 10
    assert state.elapsed("stack") == pytest.approx(15)
    state.end = RunEnd.STOPPED
    assert state.elapsed("stack") is None
    state.end = None
    state.take(OperationChanged("stack", DONE))
    assert state.elapsed("stack") is None


def test_time_in_a_pause_does_not_count(state, clock):
    state.take(OperationChanged("stack", RUNNING))
    state.take(OperationChanged("stack", OperationState.PAUSED, RawFailure("expired")))
    clock.now += 3600
    state.take(OperationChanged("stack", RUNNING))
    clock.now += 3
    assert state.elapsed("stack") == pytest.approx(3)


@pytest.mark.parametrize("end", [RunEnd.PAUSED, RunEnd.STOPPED, RunEnd.FAILED])
def test_the_last_failure_says_why_a_run_rests(state, end):
    first, second = RawFailure("first"), RawFailure("second")
    state.take(OperationChanged("stack", FAILED, first))
    state.take(OperationChanged("accounts", FAILED, second))
    assert state.failure is None
    state.end = end
    assert state.failure is second


def test_a_run_that_is_done_or_said_nothing_has_no_failure(state):
    state.end = RunEnd.STOPPED
    assert state.failure is None
    state.take(OperationChanged("stack", FAILED, RawFailure("first")))
    state.end = RunEnd.DONE
    assert state.failure is None


def test_what_was_said_is_kept_once_and_the_newest_of_it():
    state = RunState()
    asking, stays = Message("gone.asking"), Message("gone.not-ours", {"what": "role Auditor"})
    for message in (asking, stays, asking):
        state.take(Said(message))
    assert list(state.told) == [asking, stays]
    for number in range(60):
        state.take(Said(Message("stack.creating", {"name": str(number)})))
    assert len(state.told) == 50
    assert state.told[-1].values == {"name": "59"}
