import pytest

from tests.unit.operations.cloud import event, newest_first, stack
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK, NO_STACK_SET, Facts, FakeAws
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.context import Context
from wizard.operations.left_over import DeleteLeftOverStack

pytestmark = pytest.mark.rule("R17")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("ROLLBACK_COMPLETE", FindingKind.NEEDED),
        ("ROLLBACK_FAILED", FindingKind.NEEDED),
        ("DELETE_FAILED", FindingKind.NEEDED),
        ("DELETE_IN_PROGRESS", FindingKind.NEEDED),
        ("CREATE_COMPLETE", FindingKind.DONE),
        ("UPDATE_IN_PROGRESS", FindingKind.DONE),
    ],
)
def test_only_what_does_not_work_is_left_over(
    run: Run, aws: FakeAws, context: Context, status: str, kind: FindingKind
) -> None:
    aws.answer("DescribeStacks", stack(status))
    assert run(DeleteLeftOverStack().look(context)).kind is kind


@pytest.mark.parametrize("owner", [{}, {"org-wizard:connection": "c-other"}])
def test_what_others_left_is_in_the_way_and_stays(
    run: Run, aws: FakeAws, context: Context, owner: dict[str, str]
) -> None:
    aws.answer("DescribeStacks", stack("ROLLBACK_COMPLETE", owner=owner))
    assert run(DeleteLeftOverStack().look(context)).kind is FindingKind.IN_THE_WAY
    assert aws.asked("DeleteStack") == []


def test_no_stack_is_done(run: Run, aws: FakeAws, context: Context) -> None:
    aws.answer("DescribeStacks", NO_STACK)
    assert run(DeleteLeftOverStack().look(context)).kind is FindingKind.DONE


def test_it_is_deleted_and_watched_to_the_end(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    aws.answer("DescribeStacks", stack("ROLLBACK_COMPLETE"), stack("ROLLBACK_COMPLETE"), stack("DELETE_COMPLETE"))
    aws.answer("DescribeStackEvents", newest_first(event(1, "ManagementRole", "AWS::IAM::Role", "DELETE_COMPLETE")))
    aws.answer("DeleteStack", {})
    aws.answer("DescribeStackSet", NO_STACK_SET)
    assert run(DeleteLeftOverStack().run(context, facts)).kind is OutcomeKind.DONE
    assert len(aws.asked("DeleteStack")) == 1
