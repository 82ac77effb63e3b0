from typing import Any

import pytest

from tests.unit.operations.cloud import (
    MEMBERS,
    TRUST_NOBODY,
    instance,
    instances,
    operation,
    role,
    stack,
    stack_set,
    trust,
)
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK_SET, Facts, FakeAws, FakeClock
from wizard.model.plan import Outcome
from wizard.model.progress import AccountChanged
from wizard.operations.confirm_status import ConfirmStatus
from wizard.operations.context import Context
from wizard.operations.followers import STILL_ON

RIGHT = trust("arn:aws:iam::999999999999:root", "0123456789abcdef")
FOLLOWED = (
    instance("222222222222", "SUCCEEDED", status="CURRENT"),
    instance("333333333333", "SUCCEEDED", status="CURRENT"),
)


def only_members(status: str) -> Any:
    return lambda asked: stack_set(status=status) if asked["StackSetName"] == MEMBERS else NO_STACK_SET


@pytest.fixture
def off(aws: FakeAws) -> FakeAws:
    """A connection whose stack was switched off."""
    aws.answer("DescribeStacks", stack("UPDATE_COMPLETE", parameters={"Status": "Inactive"}))
    aws.answer("DescribeStackSet", only_members("Inactive"))
    aws.answer("ListStackSetOperations", {"Summaries": [operation("op-2", "SUCCEEDED", "UPDATE")]})
    aws.answer("ListStackSetOperationResults", {"Summaries": []})
    aws.answer("ListStackInstances", instances(*FOLLOWED))
    aws.answer("GetRole", role(trust=TRUST_NOBODY))
    return aws


def behind(facts: Facts) -> dict[str, str]:
    found = [one.result for one in facts.all if isinstance(one, AccountChanged)]
    return {one.account_id: one.reason.text for one in found if one.reason and one.reason.code == STILL_ON}


def test_everything_that_followed_is_told_in_one_count(run: Run, off: FakeAws, context: Context, facts: Facts) -> None:
    assert run(ConfirmStatus().run(context, facts)) == Outcome.done()
    assert (facts.said[-1], behind(facts)) == ("status.off-everywhere", {})
    assert all(not name.startswith(("Create", "Update", "Delete")) for name, _ in off.calls)


@pytest.mark.rule("R38")
def test_a_trust_that_iam_shows_late_is_waited_for(
    run: Run, off: FakeAws, context: Context, facts: Facts, clock: FakeClock
) -> None:
    off.answer("GetRole", role(trust=RIGHT), role(trust=RIGHT), role(trust=TRUST_NOBODY))
    assert run(ConfirmStatus().run(context, facts)) == Outcome.done()
    assert (facts.said[-1], sum(clock.slept)) == ("status.off-everywhere", 3.0)


@pytest.mark.rule("R39")
def test_a_role_that_goes_on_trusting_is_named_after_a_minute_at_most(
    run: Run, off: FakeAws, context: Context, facts: Facts, clock: FakeClock
) -> None:
    off.answer("GetRole", role(trust=RIGHT))
    assert run(ConfirmStatus().run(context, facts)) == Outcome.done()
    assert facts.said[-1] == "status.off-mixed"
    assert set(behind(facts)) == {"111111111111"}
    assert sum(clock.slept) <= 60


def test_accounts_of_a_stack_set_with_another_status_are_named(
    run: Run, off: FakeAws, context: Context, facts: Facts
) -> None:
    off.answer("DescribeStackSet", only_members("Active"))
    assert run(ConfirmStatus().run(context, facts)) == Outcome.done()
    assert (facts.said[-1], set(behind(facts))) == ("status.off-mixed", {"222222222222", "333333333333"})


@pytest.mark.rule("R30")
def test_only_an_account_that_had_the_role_can_be_behind(
    run: Run, off: FakeAws, context: Context, facts: Facts
) -> None:
    both = [
        instance("222222222222", "FAILED", "explicit deny"),
        instance("333333333333", "FAILED", "explicit deny"),
    ]
    off.answer("ListStackInstances", instances(*both))
    newest, first = operation("op-2", "SUCCEEDED", "UPDATE"), operation("op-1", "SUCCEEDED")
    off.answer("ListStackSetOperations", {"Summaries": [newest, first]})
    made = {"Account": "222222222222", "Region": "us-east-1", "Status": "SUCCEEDED"}
    off.answer(
        "ListStackSetOperationResults",
        lambda asked: {"Summaries": [made] if asked["OperationId"] == "op-1" else []},
    )
    assert run(ConfirmStatus().run(context, facts)) == Outcome.done()
    assert behind(facts) == {"222222222222": "explicit deny"}


def test_stop_is_heard_while_operations_run(
    run: Run, off: FakeAws, context: Context, facts: Facts, clock: FakeClock
) -> None:
    off.answer("ListStackSetOperations", {"Summaries": [operation("op-2", "RUNNING", "UPDATE")]})
    context.journal.stop_after = 5.0  # type: ignore[attr-defined]
    assert run(ConfirmStatus().run(context, facts)).kind.value == "cancelled"
    assert sum(clock.slept) < 30
