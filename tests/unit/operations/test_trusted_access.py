import pytest

from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import Facts, FakeAws, FakeJournal
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.context import Context
from wizard.operations.mends import TURN_ON_TRUSTED_ACCESS, mend_plan
from wizard.operations.trusted_access import TurnOnTrustedAccess

pytestmark = pytest.mark.rule("R11")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("ENABLED", FindingKind.DONE),
        ("DISABLED", FindingKind.NEEDED),
        ("DISABLED_PERMANENTLY", FindingKind.IN_THE_WAY),
    ],
)
def test_looking_asks_cloudformation(run: Run, aws: FakeAws, context: Context, status: str, kind: FindingKind) -> None:
    aws.answer("DescribeOrganizationsAccess", {"Status": status})
    assert run(TurnOnTrustedAccess().look(context)).kind is kind


def test_turning_on_waits_until_aws_says_so(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    aws.answer("ActivateOrganizationsAccess", {})
    aws.answer("DescribeOrganizationsAccess", {"Status": "DISABLED"}, {"Status": "ENABLED"})
    assert run(TurnOnTrustedAccess().run(context, facts)).kind is OutcomeKind.DONE
    assert len(aws.asked("ActivateOrganizationsAccess")) == 1
    assert len(aws.asked("DescribeOrganizationsAccess")) == 2


def test_what_does_not_come_on_can_be_tried_again(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    aws.answer("ActivateOrganizationsAccess", {})
    aws.answer("DescribeOrganizationsAccess", {"Status": "DISABLED"})
    outcome = run(TurnOnTrustedAccess().run(context, facts))
    assert outcome.kind is OutcomeKind.RETRYABLE
    assert outcome.failure is not None


def test_stop_is_heard(run: Run, aws: FakeAws, context: Context, facts: Facts, journal: FakeJournal) -> None:
    aws.answer("ActivateOrganizationsAccess", {})
    aws.answer("DescribeOrganizationsAccess", {"Status": "DISABLED"})
    journal.stop_after = 2
    assert run(TurnOnTrustedAccess().run(context, facts)).kind is OutcomeKind.CANCELLED


def test_the_mend_is_a_plan_of_this_operation_alone(context: Context) -> None:
    plan = mend_plan(TURN_ON_TRUSTED_ACCESS, context.request, "run-1")
    assert (plan.run_id, plan.connection_id, plan.lock) == ("run-1", "c-1", "r-ab12")
    assert plan.operations == ("trusted-access",)
