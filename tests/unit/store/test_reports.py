"""What is kept for support."""

from datetime import UTC, datetime, timedelta

import pytest

from wizard.model.check import CheckResult, CheckState
from wizard.model.message import Message
from wizard.model.plan import OperationState, Plan
from wizard.model.progress import AccountProgress, AccountResult, Counted, ResourceChanged
from wizard.model.run_state import RunReport, RunState
from wizard.store.reports import CheckRecord
from wizard.store.runs import Direction

NOW = datetime(2026, 11, 30, tzinfo=UTC)
REPORT = RunReport(
    (ResourceChanged("Role", "AWS::IAM::Role", "CREATE_FAILED", "taken", at=NOW),),
    (AccountResult("000000000001", "prod", AccountProgress.FAILED),),
    (Message("stack.creating"),),
    Counted(1, 2, 1),
)


@pytest.fixture
def plan():
    return Plan("run-1", "c-1", "r-ab12", ("stack",))


def test_a_report_is_kept_with_its_run(run, store, plan):
    run(store.reports.save("run-1", Direction.FORWARD, REPORT))
    assert run(store.reports.find("run-1", Direction.FORWARD)) is None  # there is no such run
    run(store.runs.begin(plan, Direction.FORWARD, NOW))
    run(store.reports.save("run-1", Direction.FORWARD, RunReport()))
    run(store.reports.save("run-1", Direction.FORWARD, REPORT))
    assert run(store.reports.find("run-1", Direction.FORWARD)) == REPORT
    assert run(store.reports.find("run-1", Direction.UNDO)) is None


def test_a_state_takes_its_own_report_back():
    state = RunState(["stack"])
    state.take_report(REPORT)
    assert state.report() == REPORT
    assert state.operations["stack"].state is OperationState.WAITING


def test_the_last_result_of_a_check_counts_and_old_ones_of_nobody_go(run, store):
    first = CheckRecord(CheckResult("signed-in", CheckState.PROBLEM), NOW)
    later = CheckRecord(CheckResult("signed-in", CheckState.PASSED), NOW + timedelta(minutes=1))
    much_later = CheckRecord(CheckResult("signed-in", CheckState.PASSED), NOW + timedelta(days=100))

    run(store.checks.save("c-1", "signed-in", first))
    run(store.checks.save("c-1", "signed-in", later))
    assert run(store.checks.of("c-1")) == {"signed-in": later}
    run(store.checks.save("c-2", "signed-in", much_later))
    assert run(store.checks.of("c-1")) == {}
