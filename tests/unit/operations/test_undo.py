from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.operations.cloud import (
    MEMBERS,
    STACK_ID,
    event,
    failed,
    instance,
    instances,
    newest_first,
    operation,
    stack,
    stack_set,
)
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK, NO_STACK_SET, Facts, FakeAws, FakeJournal, aws_error
from wizard.model.failure import WizardError
from wizard.model.plan import OutcomeKind
from wizard.operations.context import Context
from wizard.operations.registry import OPERATION_NAMES
from wizard.operations.registry import operation as registered
from wizard.operations.stack import MakeStack

STACK_SET = "AWS::CloudFormation::StackSet"


@pytest.fixture
def made(aws: FakeAws) -> FakeAws:
    """A stack of ours that AWS deletes at once."""
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("DELETE_COMPLETE"))
    aws.answer("DescribeStackEvents", newest_first(event(1, "MemberRoles", STACK_SET, "CREATE_COMPLETE")))
    aws.answer("DeleteStack", {})
    aws.answer("DescribeStackSet", NO_STACK_SET)
    return aws


def test_our_stack_is_deleted_by_its_id_and_watched_to_the_end(
    run: Run, made: FakeAws, context: Context, facts: Facts
) -> None:
    assert run(MakeStack().undo(context, facts)).kind is OutcomeKind.DONE
    (deleted,) = made.asked("DeleteStack")
    assert deleted == {"StackName": STACK_ID, "ClientRequestToken": "delete-1"}
    assert facts.resources == [], "what happened before is no news"


@pytest.mark.parametrize("owner", [{}, {"org-wizard:connection": "c-other"}])
def test_what_is_not_ours_is_named_and_left(
    run: Run, made: FakeAws, context: Context, facts: Facts, owner: dict[str, str]
) -> None:
    made.answer("DescribeStacks", stack("CREATE_COMPLETE", owner=owner))
    assert run(MakeStack().undo(context, facts)).kind is OutcomeKind.DONE
    assert made.asked("DeleteStack") == []
    assert facts.said == ["stack.not-ours"]


def test_nothing_to_take_back_is_done(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    aws.answer("DescribeStacks", NO_STACK)
    assert run(MakeStack().undo(context, facts)).kind is OutcomeKind.DONE


@pytest.mark.rule("R20")
def test_a_used_up_delete_token_is_replaced(run: Run, made: FakeAws, context: Context, facts: Facts) -> None:
    made.answer("DeleteStack", aws_error("TokenAlreadyExistsException"), {})
    assert run(MakeStack().undo(context, facts)).kind is OutcomeKind.DONE
    assert [one["ClientRequestToken"] for one in made.asked("DeleteStack")] == ["delete-1", "delete-2"]


@pytest.mark.rule("R31")
def test_only_where_the_stack_stays_its_stack_sets_go_by_hand_instances_first(
    run: Run, made: FakeAws, context: Context, facts: Facts
) -> None:
    made.answer(
        "DescribeStacks",
        stack("CREATE_COMPLETE"),
        stack("CREATE_COMPLETE"),
        stack("DELETE_FAILED"),
        stack("DELETE_FAILED"),
        stack("DELETE_COMPLETE"),
    )
    resource = {
        "LogicalResourceId": "MemberRoles",
        "PhysicalResourceId": f"{MEMBERS}:1",
        "ResourceType": STACK_SET,
        "ResourceStatus": "DELETE_FAILED",
    }
    made.answer("ListStackResources", {"StackResourceSummaries": [resource]})
    made.answer("DescribeStackSet", stack_set())
    both = instances(
        instance("222222222222", "SUCCEEDED", status="CURRENT", ou="ou-ab12-11111111"),
        instance("444444444444", "SKIPPED_SUSPENDED_ACCOUNT"),
    )
    gone: set[str] = set()

    def delete(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        gone.update(asked["DeploymentTargets"]["Accounts"])
        return {"OperationId": asked["OperationId"]}

    made.answer(
        "ListStackInstances", lambda _: instances(*[one for one in both["Summaries"] if one["Account"] not in gone])
    )
    made.answer("DeleteStackInstances", delete)
    made.answer(
        "ListStackSetOperations",
        lambda _: {
            "Summaries": [operation(one["OperationId"], "SUCCEEDED") for one in made.asked("DeleteStackInstances")]
        },
    )
    made.answer("DeleteStackSet", {})
    assert run(MakeStack().undo(context, facts)).kind is OutcomeKind.DONE
    suspended, reachable = made.asked("DeleteStackInstances")
    assert reachable["DeploymentTargets"] == {
        "OrganizationalUnitIds": ["ou-ab12-11111111"],
        "Accounts": ["222222222222"],
        "AccountFilterType": "INTERSECTION",
    }
    assert (reachable["RetainStacks"], suspended["RetainStacks"]) == (False, True)
    order = [name for name, _ in made.calls if name.startswith("Delete")]
    assert order == ["DeleteStack", "DeleteStackInstances", "DeleteStackInstances", "DeleteStackSet", "DeleteStack"]


@pytest.mark.rule("R22")
def test_a_stack_that_stays_for_good_is_told_with_its_reason(
    run: Run, made: FakeAws, context: Context, facts: Facts
) -> None:
    made.answer("DescribeStacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("DELETE_FAILED"))
    made.answer("ListStackResources", {"StackResourceSummaries": []})
    stays = event(9, "ManagementRole", "AWS::IAM::Role", "DELETE_FAILED", reason="Cannot delete entity, must detach")
    made.answer("DescribeEvents", failed(stays))
    outcome = run(MakeStack().undo(context, facts))
    assert outcome.kind is OutcomeKind.FIXABLE
    assert outcome.failure is not None
    assert outcome.failure.text == "Cannot delete entity, must detach"


def test_termination_protection_is_for_the_runner_to_judge(
    run: Run, made: FakeAws, context: Context, facts: Facts
) -> None:
    made.answer("DeleteStack", aws_error("ValidationError", "cannot be deleted while TerminationProtection is enabled"))
    with pytest.raises(WizardError, match="TerminationProtection"):
        run(MakeStack().undo(context, facts))


def test_stop_is_heard_while_the_stack_goes(
    run: Run, made: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    made.answer("DescribeStacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("DELETE_IN_PROGRESS"))
    journal.stop_after = 4
    assert run(MakeStack().undo(context, facts)).kind is OutcomeKind.CANCELLED


@pytest.mark.parametrize("name", [one for one in OPERATION_NAMES if not one.startswith("stack")])
def test_the_other_operations_take_nothing_back_and_ask_nothing(
    run: Run, aws: FakeAws, context: Context, facts: Facts, name: str
) -> None:
    assert run(registered(name).undo(context, facts)).kind is OutcomeKind.DONE
    assert aws.calls == []
