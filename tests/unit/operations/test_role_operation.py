from tests.unit.operations.cloud import ROLE_ARN, stack
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK, Facts, FakeAws, FakeJournal
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.context import Context
from wizard.operations.role import FindRole, find_role_arn


def test_the_role_arn_is_read_from_the_stacks_output_and_noted(
    run: Run, aws: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE"))
    assert run(FindRole().look(context)).kind is FindingKind.NEEDED
    assert run(FindRole().run(context, facts)).kind is OutcomeKind.DONE
    assert journal.notes == {"role-arn": ROLE_ARN}
    assert run(FindRole().look(context)).kind is FindingKind.DONE
    assert run(find_role_arn(context.access, context.request, context.provider)) == ROLE_ARN


def test_a_stack_without_the_output_is_told(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    aws.answer("DescribeStacks", NO_STACK)
    outcome = run(FindRole().run(context, facts))
    assert outcome.kind is OutcomeKind.FIXABLE
    assert outcome.failure is not None
    assert "no output RoleARN" in outcome.failure.text
    assert run(find_role_arn(context.access, context.request, context.provider)) == ""
