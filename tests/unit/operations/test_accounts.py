import asyncio
from dataclasses import replace

import pytest

from tests.unit.operations.cloud import FILTERED, instance, instances, operation, stack_set
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK_SET, Facts, FakeAws, FakeJournal
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.model.progress import AccountChanged, AccountProgress
from wizard.model.targets import Targets
from wizard.operations.account_results import judge_accounts
from wizard.operations.accounts import JudgeAccounts
from wizard.operations.context import Context

OVER = {"Summaries": [operation("op-1", "SUCCEEDED", failed_count=1)]}
CONNECTED = instance("222222222222", "SUCCEEDED", status="CURRENT")


@pytest.fixture
def quiet(aws: FakeAws) -> FakeAws:
    """One StackSet whose only operation is over."""
    aws.answer("DescribeStackSet", stack_set())
    aws.answer("ListStackSetOperations", OVER)
    aws.answer("ListStackSetOperationResults", {"Summaries": []})
    return aws


def test_judging_is_always_needed(run: Run, context: Context) -> None:
    assert run(JudgeAccounts().look(context)).kind is FindingKind.NEEDED


@pytest.mark.rule("R33")
def test_a_failed_account_does_not_fail_the_connection_and_is_named_with_its_reason(
    run: Run, quiet: FakeAws, context: Context, facts: Facts
) -> None:
    refused = instance("333333333333", "FAILED", reason="explicit deny in a service control policy")
    quiet.answer("ListStackInstances", instances(CONNECTED, refused))
    assert run(JudgeAccounts().run(context, facts)).kind is OutcomeKind.DONE
    results = {one.result.account_id: one.result for one in facts.all if isinstance(one, AccountChanged)}
    assert results["222222222222"].progress is AccountProgress.SUCCEEDED
    audit = results["333333333333"]
    assert (audit.name, audit.progress) == ("Audit", AccountProgress.FAILED)
    assert audit.reason is not None
    assert (audit.reason.text, audit.reason.account) == ("explicit deny in a service control policy", "333333333333")
    assert audit.diagnosis is not None
    assert (facts.last_count.done, facts.last_count.total, facts.last_count.failed) == (2, 2, 1)


@pytest.mark.rule("R29")
def test_a_suspended_account_is_skipped_and_is_no_failure(
    run: Run, quiet: FakeAws, context: Context, facts: Facts
) -> None:
    quiet.answer("ListStackInstances", instances(CONNECTED, instance("333333333333", "SUCCEEDED", status="CURRENT")))
    run(JudgeAccounts().run(context, facts))
    assert ("444444444444", "SKIPPED") in facts.accounts
    assert facts.last_count.failed == 0


@pytest.mark.rule("R29")
def test_a_reason_that_the_instance_lacks_is_read_from_the_operation(
    run: Run, quiet: FakeAws, context: Context, facts: Facts
) -> None:
    quiet.answer("ListStackInstances", instances(CONNECTED, instance("333333333333", "FAILED")))
    result = {"Account": "333333333333", "Region": "us-east-1", "Status": "FAILED", "StatusReason": "Rate exceeded"}
    quiet.answer("ListStackSetOperationResults", {"Summaries": [result]})
    run(JudgeAccounts().run(context, facts))
    reasons = [one.result.reason for one in facts.all if isinstance(one, AccountChanged) and one.result.reason]
    assert "Rate exceeded" in [one.text for one in reasons]


def test_an_account_that_no_stack_set_knows_is_not_connected(
    run: Run, quiet: FakeAws, context: Context, facts: Facts
) -> None:
    quiet.answer("ListStackInstances", instances(CONNECTED))
    run(JudgeAccounts().run(context, facts))
    assert ("333333333333", "FAILED") in facts.accounts


def test_accounts_left_out_on_purpose_are_not_counted_and_later_ones_are(
    run: Run, quiet: FakeAws, context: Context, facts: Facts
) -> None:
    quiet.answer(
        "ListStackInstances",
        instances(
            CONNECTED, *(instance(one, "SUCCEEDED", status="CURRENT") for one in ("555555555555", "777777777777"))
        ),
    )
    request = replace(
        context.request,
        targets=replace(context.request.targets, connected=frozenset({"222222222222"})),
        account_names={**context.request.account_names, "555555555555": "Left out"},
    )
    run(JudgeAccounts().run(replace(context, request=request), facts))
    assert {account for account, _ in facts.accounts} == {"222222222222", "444444444444", "777777777777"}
    assert facts.last_count.total == 2


def test_both_stack_sets_count_and_the_one_that_made_the_role_wins(run: Run, quiet: FakeAws, context: Context) -> None:
    targets = Targets(
        whole_units=("ou-ab12-11111111",),
        intersection_units=("r-ab12",),
        accounts=("333333333333",),
        connected=frozenset({"222222222222", "333333333333"}),
    )
    quiet.answer(
        "ListStackInstances",
        lambda asked: (
            instances(instance("333333333333", "SUCCEEDED", status="CURRENT"))
            if asked["StackSetName"] == FILTERED
            else instances(CONNECTED, instance("333333333333", "FAILED", reason="Role already exists"))
        ),
    )
    request = replace(context.request, targets=targets)
    results = run(judge_accounts(context.access, request, context.explain))
    assert {one.account_id: one.progress.value for one in results} == {
        "222222222222": "SUCCEEDED",
        "333333333333": "SUCCEEDED",
    }


def test_it_waits_until_no_operation_runs(run: Run, quiet: FakeAws, context: Context, facts: Facts) -> None:
    quiet.answer("ListStackSetOperations", {"Summaries": [operation("op-1", "RUNNING")]}, OVER)
    quiet.answer(
        "ListStackInstances",
        instances(instance("222222222222", "RUNNING")),
        instances(CONNECTED, instance("333333333333", "SUCCEEDED", status="CURRENT")),
    )
    assert run(JudgeAccounts().run(context, facts)).kind is OutcomeKind.DONE
    assert facts.accounts[0] == ("222222222222", "RUNNING")
    assert ("222222222222", "SUCCEEDED") in facts.accounts


def test_stop_is_heard_while_an_operation_runs(
    run: Run, quiet: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    quiet.answer("ListStackSetOperations", {"Summaries": [operation("op-1", "RUNNING")]})
    quiet.answer("ListStackInstances", instances())
    journal.stop_after = 5
    assert run(JudgeAccounts().run(context, facts)).kind is OutcomeKind.CANCELLED


def test_without_a_stack_set_every_account_in_scope_is_not_connected(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    aws.answer("DescribeStackSet", NO_STACK_SET)
    assert run(JudgeAccounts().run(context, facts)).kind is OutcomeKind.DONE
    assert facts.last_count.failed == 2


def test_thousands_of_accounts_leave_the_loop_its_turns(
    run: Run, quiet: FakeAws, context: Context, facts: Facts
) -> None:
    many = [f"{number:012}" for number in range(2000)]
    quiet.answer("ListStackInstances", instances(*(instance(one, "FAILED", reason="denied") for one in many)))
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def both() -> None:
        counting = asyncio.create_task(count())
        request = replace(context.request, targets=Targets(("r-ab12",), connected=frozenset(many)))
        await JudgeAccounts().run(replace(context, request=request), facts)
        counting.cancel()

    run(both())
    assert facts.last_count.failed == 2000
    assert turns > 100


def test_a_failure_is_explained_once_however_often_it_is_seen(
    run: Run, quiet: FakeAws, context: Context, facts: Facts
) -> None:
    explained: list[str] = []

    def explain(failure: RawFailure) -> Diagnosis:
        explained.append(failure.account)
        return context.explain(failure)

    running = {"Summaries": [operation("op-1", "RUNNING")]}
    quiet.answer("ListStackSetOperations", running, running, running, OVER)
    quiet.answer("ListStackInstances", instances(CONNECTED, instance("333333333333", "FAILED", reason="denied")))
    run(JudgeAccounts().run(replace(context, explain=explain), facts))
    watched = [account for account in explained if account == "333333333333"]
    assert len(watched) == 2, "once while watching, once at the end"
