from datetime import UTC, datetime

import pytest

from wizard.model.failure import Diagnosis, RawFailure, Retry, WizardError
from wizard.model.progress import AccountProgress, AccountResult

REASON = RawFailure(
    "denied by SCP", surface="StackSet result", code="AccessDenied", at=datetime(2026, 1, 1, tzinfo=UTC)
)
DIAGNOSIS = Diagnosis(
    "scp-deny", ("scp-deny", "other"), True, "Denied", "A policy denies it.", ("retry",), Retry.AFTER_FIX, REASON
)
GOOD = AccountResult("000000000001", "dev", AccountProgress.SUCCEEDED)
BAD = AccountResult("000000000002", "prod", AccountProgress.FAILED, REASON, DIAGNOSIS)


def test_results_come_back_with_reason_and_diagnosis(run, store, connection):
    run(store.connections.save(connection))
    run(store.account_results.put("c-1", [BAD, GOOD]))

    assert run(store.account_results.of("c-1")) == (GOOD, BAD)


def test_putting_changes_only_what_is_given(run, store, connection):
    mended = AccountResult("000000000002", "prod", AccountProgress.SUCCEEDED)
    run(store.connections.save(connection))
    run(store.account_results.put("c-1", [GOOD, BAD]))
    run(store.account_results.put("c-1", [mended]))

    assert run(store.account_results.of("c-1")) == (GOOD, mended)


def test_replacing_drops_the_others(run, store, connection):
    run(store.connections.save(connection))
    run(store.account_results.put("c-1", [GOOD, BAD]))
    run(store.account_results.replace("c-1", [BAD]))

    assert run(store.account_results.of("c-1")) == (BAD,)


@pytest.mark.parametrize(
    ("progress", "trouble"),
    [
        (AccountProgress.PENDING, False),
        (AccountProgress.RUNNING, False),
        (AccountProgress.SUCCEEDED, False),
        (AccountProgress.FAILED, True),
        (AccountProgress.CANCELLED, True),
        (AccountProgress.SKIPPED, True),
    ],
)
def test_not_connected_are_those_that_ended_without_the_role(run, store, connection, progress, trouble):
    result = AccountResult("000000000003", "test", progress)
    run(store.connections.save(connection))
    run(store.account_results.put("c-1", [result]))

    assert run(store.account_results.not_connected("c-1")) == ((result,) if trouble else ())


def test_an_unknown_connection_is_refused(run, store):
    with pytest.raises(WizardError) as refused:
        run(store.account_results.put("nobody", [GOOD]))

    assert refused.value.failure.code == "SQLITE_CONSTRAINT_FOREIGNKEY"


def test_a_result_that_cannot_be_read_says_whose(run, store, connection):
    run(store.connections.save(connection))
    run(store.account_results.put("c-1", [BAD]))
    run(store.thread.run(lambda database: database.execute("UPDATE account_results SET reason = 'x'")))

    with pytest.raises(WizardError, match="account 000000000002 cannot be read back"):
        run(store.account_results.of("c-1"))
