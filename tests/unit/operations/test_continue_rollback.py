import pytest

from tests.unit.operations.cloud import STACK_ID, event, failed, newest_first, stack
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK, Facts, FakeAws
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.context import Context
from wizard.operations.continue_rollback import ContinueRollback

OTHERS = {"org-wizard:connection": "c-other"}


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (NO_STACK, FindingKind.DONE),
        (stack("UPDATE_COMPLETE"), FindingKind.DONE),
        (stack("ROLLBACK_FAILED"), FindingKind.DONE),
        (stack("UPDATE_ROLLBACK_FAILED"), FindingKind.NEEDED),
        (stack("UPDATE_ROLLBACK_IN_PROGRESS"), FindingKind.NEEDED),
        (stack("UPDATE_ROLLBACK_FAILED", owner=OTHERS), FindingKind.IN_THE_WAY),
    ],
)
def test_only_our_stack_that_is_stuck_is_looked_after(
    run: Run, aws: FakeAws, context: Context, found: object, kind: FindingKind
) -> None:
    aws.answer("DescribeStacks", found)
    assert run(ContinueRollback().look(context)).kind is kind


def test_it_goes_on_and_is_watched_to_its_end(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    stuck = event(1, "Role", "AWS::IAM::Role", "UPDATE_FAILED", reason="denied")
    back = event(2, "Role", "AWS::IAM::Role", "UPDATE_COMPLETE")
    states = ("UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE")
    aws.answer("DescribeStacks", *(stack(one) for one in states))
    aws.answer("DescribeStackEvents", newest_first(stuck), newest_first(stuck, back))
    aws.answer("ContinueUpdateRollback", {})
    assert run(ContinueRollback().run(context, facts)).kind is OutcomeKind.DONE
    (asked,) = aws.asked("ContinueUpdateRollback")
    assert asked["StackName"] == STACK_ID
    assert asked["ClientRequestToken"]
    assert facts.resources == [("Role", "UPDATE_COMPLETE")]


def test_one_that_gets_stuck_again_says_why(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    stuck = event(1, "Role", "AWS::IAM::Role", "UPDATE_FAILED", reason="denied by a service control policy")
    aws.answer("DescribeStacks", stack("UPDATE_ROLLBACK_FAILED"), stack("UPDATE_ROLLBACK_FAILED"))
    aws.answer("DescribeStackEvents", newest_first(stuck))
    aws.answer("DescribeEvents", failed(stuck))
    aws.answer("ContinueUpdateRollback", {})
    outcome = run(ContinueRollback().run(context, facts))
    assert outcome.kind is OutcomeKind.FIXABLE
    assert outcome.failure is not None
    assert outcome.failure.text == "denied by a service control policy"
