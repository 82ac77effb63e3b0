from typing import Any

import pytest

from tests.unit.operations.cloud import MEMBERS, STACK_ID, event, failed, instances, newest_first, operation, stack
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK, Facts, FakeAws, FakeJournal, aws_error
from wizard.model.plan import FindingKind, Outcome, OutcomeKind
from wizard.model.progress import Counted
from wizard.operations.context import Context
from wizard.operations.switch import SwitchOff, SwitchOn

ROLE = "AWS::IAM::Role"
ACTIVE, INACTIVE = {"Status": "Active", "RoleName": "Reader"}, {"Status": "Inactive", "RoleName": "Reader"}


def as_it_is(status: str, parameters: dict[str, str]) -> dict[str, Any]:
    return stack(status, parameters=parameters)


@pytest.fixture
def cloud(aws: FakeAws) -> FakeAws:
    aws.answer("DescribeStackEvents", newest_first(event(1, "Role", ROLE, "CREATE_COMPLETE")))
    aws.answer("ListStackSetOperations", {"Summaries": [operation("op-1", "SUCCEEDED")]})
    aws.answer("ListStackInstances", instances())
    aws.answer("UpdateStack", {"StackId": STACK_ID})
    return aws


def test_only_the_status_changes_and_everything_else_stays(
    run: Run, cloud: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    cloud.answer(
        "DescribeStacks",
        as_it_is("CREATE_COMPLETE", ACTIVE),
        as_it_is("UPDATE_IN_PROGRESS", INACTIVE),
        as_it_is("UPDATE_COMPLETE", INACTIVE),
    )
    assert run(SwitchOff().run(context, facts)) == Outcome.done()
    (asked,) = cloud.asked("UpdateStack")
    assert asked["UsePreviousTemplate"] is True
    assert "Tags" not in asked
    assert asked["Parameters"] == [
        {"ParameterKey": "Status", "ParameterValue": "Inactive"},
        {"ParameterKey": "RoleName", "UsePreviousValue": True},
    ]
    assert asked["ClientRequestToken"] == journal.tokens["switch:update"]
    assert journal.notes["switch:before"] == "Active"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (as_it_is("UPDATE_COMPLETE", INACTIVE), FindingKind.DONE),
        (as_it_is("UPDATE_COMPLETE", ACTIVE), FindingKind.NEEDED),
        (as_it_is("UPDATE_ROLLBACK_COMPLETE", ACTIVE), FindingKind.NEEDED),
        (as_it_is("UPDATE_IN_PROGRESS", INACTIVE), FindingKind.NEEDED),
        (as_it_is("UPDATE_ROLLBACK_FAILED", ACTIVE), FindingKind.IN_THE_WAY),
        (as_it_is("ROLLBACK_COMPLETE", ACTIVE), FindingKind.IN_THE_WAY),
        (as_it_is("CREATE_COMPLETE", {"RoleName": "Reader"}), FindingKind.IN_THE_WAY),
        (stack("CREATE_COMPLETE", owner={}, parameters=ACTIVE), FindingKind.IN_THE_WAY),
        (NO_STACK, FindingKind.IN_THE_WAY),
    ],
)
def test_looking_tells_what_is_so(run: Run, cloud: FakeAws, context: Context, answer: Any, kind: FindingKind) -> None:
    cloud.answer("DescribeStacks", answer)
    finding = run(SwitchOff().look(context))
    assert (finding.kind, finding.obstacle is not None) == (kind, kind is FindingKind.IN_THE_WAY)


@pytest.mark.rule("R18")
@pytest.mark.rule("R20")
def test_what_is_rolled_back_says_why_and_the_next_try_is_another_update(
    run: Run, cloud: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    cloud.answer(
        "DescribeStacks",
        as_it_is("CREATE_COMPLETE", ACTIVE),
        as_it_is("UPDATE_ROLLBACK_IN_PROGRESS", ACTIVE),
        as_it_is("UPDATE_ROLLBACK_COMPLETE", ACTIVE),
    )
    cloud.answer("DescribeEvents", failed(event(7, "Role", ROLE, "UPDATE_FAILED", reason="not authorized")))
    outcome = run(SwitchOff().run(context, facts))
    assert (outcome.kind, outcome.failure.text) == (OutcomeKind.FIXABLE, "not authorized")
    first = cloud.asked("UpdateStack")[0]["ClientRequestToken"]
    cloud.answer(
        "DescribeStacks",
        as_it_is("UPDATE_ROLLBACK_COMPLETE", ACTIVE),
        as_it_is("UPDATE_IN_PROGRESS", INACTIVE),
        as_it_is("UPDATE_COMPLETE", INACTIVE),
    )
    assert run(SwitchOff().run(context, facts)) == Outcome.done()
    assert cloud.asked("UpdateStack")[1]["ClientRequestToken"] != first
    assert journal.notes["switch:before"] == "Active"


@pytest.mark.rule("R45")
def test_a_call_that_was_lost_but_carried_out_is_not_repeated(
    run: Run, cloud: FakeAws, context: Context, facts: Facts
) -> None:
    cloud.answer("UpdateStack", aws_error("ReadTimeoutError"))
    cloud.answer(
        "DescribeStacks",
        as_it_is("CREATE_COMPLETE", ACTIVE),
        as_it_is("UPDATE_IN_PROGRESS", INACTIVE),
        as_it_is("UPDATE_COMPLETE", INACTIVE),
    )
    assert run(SwitchOff().run(context, facts)) == Outcome.done()
    assert len(cloud.asked("UpdateStack")) == 1


@pytest.mark.rule("R20")
def test_a_process_that_was_killed_before_the_call_makes_it_with_the_same_token(
    run: Run, cloud: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    journal.notes.update({"switch:before": "Active", "switch:begun": "e-1"})
    journal.tokens["switch:update"] = "kept-1"
    cloud.answer(
        "DescribeStacks",
        as_it_is("CREATE_COMPLETE", ACTIVE),
        as_it_is("UPDATE_IN_PROGRESS", INACTIVE),
        as_it_is("UPDATE_COMPLETE", INACTIVE),
    )
    assert run(SwitchOff().run(context, facts)) == Outcome.done()
    assert [one["ClientRequestToken"] for one in cloud.asked("UpdateStack")] == ["kept-1"]


def test_a_process_that_was_killed_after_the_call_only_watches(
    run: Run, cloud: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    journal.notes.update({"switch:before": "Active", "switch:begun": "e-1"})
    cloud.answer("DescribeStacks", as_it_is("UPDATE_IN_PROGRESS", INACTIVE), as_it_is("UPDATE_COMPLETE", INACTIVE))
    assert run(SwitchOff().run(context, facts)) == Outcome.done()
    assert cloud.asked("UpdateStack") == []
    assert facts.resources == [], "old events were told as news"


def test_putting_back_gives_the_value_from_before_and_nothing_where_nothing_was_begun(
    run: Run, cloud: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    cloud.answer("DescribeStacks", as_it_is("UPDATE_COMPLETE", ACTIVE))
    assert run(SwitchOn().undo(context, facts)) == Outcome.done()
    assert cloud.asked("UpdateStack") == []
    journal.notes["switch:before"] = "Inactive"
    cloud.answer(
        "DescribeStacks",
        as_it_is("UPDATE_COMPLETE", ACTIVE),
        as_it_is("UPDATE_COMPLETE", ACTIVE),
        as_it_is("UPDATE_IN_PROGRESS", INACTIVE),
        as_it_is("UPDATE_COMPLETE", INACTIVE),
    )
    assert run(SwitchOn().undo(context, facts)) == Outcome.done()
    assert {"ParameterKey": "Status", "ParameterValue": "Inactive"} in cloud.asked("UpdateStack")[0]["Parameters"]


def test_an_account_counts_only_once_the_new_operation_came_to_it(
    run: Run, cloud: FakeAws, context: Context, facts: Facts
) -> None:
    def followed(account: str, by: str) -> dict[str, Any]:
        return {
            "Account": account,
            "Region": "us-east-1",
            "Status": "CURRENT",
            "StackInstanceStatus": {"DetailedStatus": "SUCCEEDED"},
            "LastOperationId": by,
        }

    begun = event(2, "Members", "AWS::CloudFormation::StackSet", "UPDATE_IN_PROGRESS", physical=f"{MEMBERS}:1")
    created = event(1, "Role", ROLE, "CREATE_COMPLETE")
    cloud.answer("DescribeStackEvents", newest_first(created), newest_first(created, begun))
    old, new = operation("op-1", "SUCCEEDED"), operation("op-2", "RUNNING")
    cloud.answer("ListStackSetOperations", {"Summaries": [old]}, {"Summaries": [new, old]})
    cloud.answer(
        "ListStackInstances",
        instances(followed("222222222222", "op-2"), followed("333333333333", "op-1")),
        instances(followed("222222222222", "op-2"), followed("333333333333", "op-2")),
    )
    cloud.answer(
        "DescribeStacks",
        as_it_is("CREATE_COMPLETE", ACTIVE),
        as_it_is("UPDATE_IN_PROGRESS", INACTIVE),
        as_it_is("UPDATE_IN_PROGRESS", INACTIVE),
        as_it_is("UPDATE_COMPLETE", INACTIVE),
    )
    assert run(SwitchOff().run(context, facts)) == Outcome.done()
    done = [one for one in facts.accounts if one[1] == "SUCCEEDED"]
    assert done == [("222222222222", "SUCCEEDED"), ("333333333333", "SUCCEEDED")]
    assert [(one.done, one.total) for one in facts.all if isinstance(one, Counted)] == [(0, 2), (1, 2), (2, 2)]
