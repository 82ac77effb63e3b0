import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.operations.cloud import (
    MEMBERS,
    OURS,
    TRUST_NOBODY,
    event,
    failed,
    instance,
    instances,
    newest_first,
    operation,
    role,
    stack,
    stack_set,
    trust,
)
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_ROLE, NO_STACK, NO_STACK_SET, Facts, FakeAws, FakeJournal
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.model.plan import FindingKind, OutcomeKind, RunKind
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.left_behind import TRUST_NOBODY as LEFT_TRUST
from wizard.operations.plans import plan_for
from wizard.operations.registry import operation as registered
from wizard.operations.stack_removal import remove_stack

ROLE_TYPE = "AWS::IAM::Role"
SOMEBODY = {"org-wizard:connection": "c-other"}
MENDS = ("leave-accounts", "leave-role", "stop-stack-set-operation", "turn-off-termination-protection")
EVENTS = newest_first(event(1, "ManagementRole", ROLE_TYPE, "CREATE_COMPLETE"))


@pytest.fixture
def gone(aws: FakeAws) -> FakeAws:
    """Nothing of the connection is there."""
    aws.answer("DescribeStacks", NO_STACK)
    aws.answer("DescribeStackSet", NO_STACK_SET)
    aws.answer("GetRole", NO_ROLE)
    return aws


def messages(facts: Facts) -> list[Message]:
    return [one.message for one in facts.all if isinstance(one, Said)]


def test_both_ways_of_removing_take_the_same_operations_and_each_is_there(context: Context) -> None:
    disconnect, over = (
        plan_for(kind, context.request, context.provider, "r-1").operations
        for kind in (RunKind.DISCONNECT, RunKind.START_OVER)
    )
    assert disconnect == over
    assert [registered(name).key for name in disconnect] == list(disconnect)


@pytest.mark.parametrize("name", ["settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone", *MENDS])
def test_undoing_asks_nothing(run: Run, aws: FakeAws, context: Context, facts: Facts, name: str) -> None:
    assert run(registered(name).undo(context, facts)).kind is OutcomeKind.DONE
    assert aws.calls == []


@pytest.mark.rule("R20")
def test_after_a_deletion_that_failed_aws_is_asked_with_a_new_token(
    run: Run, aws: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    journal.tokens["delete"] = "delete-1"
    aws.answer("DescribeStacks", stack("DELETE_FAILED"), stack("DELETE_FAILED"), stack("DELETE_COMPLETE"))
    aws.answer("DescribeStackEvents", EVENTS)
    aws.answer("DescribeStackSet", NO_STACK_SET)
    aws.answer("DeleteStack", {})
    assert run(remove_stack(context, facts)).kind is OutcomeKind.DONE
    assert [one["ClientRequestToken"] for one in aws.asked("DeleteStack")] == ["delete-2"]


def test_a_deletion_under_way_is_followed_and_not_asked_for_again(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    going = stack("DELETE_IN_PROGRESS")
    aws.answer("DescribeStacks", going, going, going, stack("DELETE_COMPLETE"))
    aws.answer("DescribeStackEvents", EVENTS)
    aws.answer("DescribeStackSet", NO_STACK_SET)
    assert run(remove_stack(context, facts)).kind is OutcomeKind.DONE
    assert aws.asked("DeleteStack") == []


@pytest.mark.rule("R22")
def test_a_protected_stack_is_not_even_asked_to_go(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    protected = stack("CREATE_COMPLETE")
    protected["Stacks"][0]["EnableTerminationProtection"] = True
    aws.answer("DescribeStacks", protected)
    outcome = run(remove_stack(context, facts))
    assert (outcome.kind, aws.asked("DeleteStack")) == (OutcomeKind.FIXABLE, [])
    assert outcome.failure.text.endswith("cannot be deleted while TerminationProtection is enabled")


@pytest.mark.parametrize(
    ("owner", "protection", "kind"),
    [
        (OURS, True, FindingKind.NEEDED),
        (OURS, False, FindingKind.DONE),
        (SOMEBODY, True, FindingKind.IN_THE_WAY),
        ({}, True, FindingKind.IN_THE_WAY),
    ],
)
def test_only_our_own_protection_is_turned_off(
    run: Run, aws: FakeAws, context: Context, owner: dict[str, str], *, protection: bool, kind: FindingKind
) -> None:
    described = stack("CREATE_COMPLETE", owner=owner)
    described["Stacks"][0]["EnableTerminationProtection"] = protection
    aws.answer("DescribeStacks", described)
    assert run(registered("turn-off-termination-protection").look(context)).kind is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("CREATE_COMPLETE", FindingKind.DONE),
        ("UPDATE_IN_PROGRESS", FindingKind.NEEDED),
        ("DELETE_IN_PROGRESS", FindingKind.DONE),
        ("REVIEW_IN_PROGRESS", FindingKind.DONE),
    ],
)
def test_what_is_at_work_is_waited_for_unless_it_deletes(
    run: Run, aws: FakeAws, context: Context, status: str, kind: FindingKind
) -> None:
    aws.answer("DescribeStacks", stack(status))
    aws.answer("DescribeStackSet", NO_STACK_SET)
    assert run(registered("settle-stack-sets").look(context)).kind is kind


@pytest.mark.rule("R27")
@pytest.mark.parametrize("owner", [OURS, SOMEBODY])
def test_only_operations_of_our_own_stack_sets_are_stopped(
    run: Run, gone: FakeAws, context: Context, facts: Facts, owner: dict[str, str]
) -> None:
    gone.answer("DescribeStackSet", stack_set(owner=owner), NO_STACK_SET)
    ours = owner == OURS
    gone.answer("ListStackSetOperations", {"Summaries": [operation("o-1", "RUNNING", "UPDATE")]})
    assert run(registered("stop-stack-set-operation").look(context)).kind is (
        FindingKind.NEEDED if ours else FindingKind.DONE
    )


@pytest.mark.rule("R20")
@pytest.mark.parametrize(("known", "token"), [(False, 1), (True, 2)])
def test_deleting_instances_is_the_same_operation_until_aws_knows_it(
    run: Run, gone: FakeAws, context: Context, facts: Facts, journal: FakeJournal, *, known: bool, token: int
) -> None:
    step = f"delete-instances:{MEMBERS}:delete"
    journal.tokens[step] = f"{step}-1"
    gone.answer("DescribeStackSet", lambda asked: stack_set() if asked["StackSetName"] == MEMBERS else NO_STACK_SET)
    left = [instance("222222222222", "SUCCEEDED", status="CURRENT")]
    gone.answer("ListStackInstances", lambda _: instances(*left))
    done = [operation(f"{step}-1", "FAILED", "DELETE")] if known else []
    gone.answer("ListStackSetOperations", lambda _: {"Summaries": done})

    def delete(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        left.clear()
        done.append(operation(asked["OperationId"], "SUCCEEDED", "DELETE"))
        return {"OperationId": asked["OperationId"]}

    gone.answer("DeleteStackInstances", delete)
    gone.answer("DeleteStackSet", {})
    journal_of = replace(context, journal=journal)
    assert run(registered("remove-stack-sets").run(journal_of, facts)).kind is OutcomeKind.DONE
    assert [one["OperationId"] for one in gone.asked("DeleteStackInstances")] == [f"{step}-{token}"]
    assert len(gone.asked("DeleteStackSet")) == 1


@pytest.mark.rule("R22")
def test_the_trust_goes_before_the_stack_and_only_the_stuck_role_is_retained(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    aws.answer("DescribeStacks", stack("DELETE_FAILED"), stack("DELETE_FAILED"), stack("DELETE_COMPLETE"))
    aws.answer("DescribeStackEvents", EVENTS)
    aws.answer("DescribeStackSet", NO_STACK_SET)
    resources = [
        {"LogicalResourceId": "ManagementRole", "ResourceStatus": "DELETE_FAILED"},
        {"LogicalResourceId": "OtherRole", "ResourceStatus": "DELETE_COMPLETE"},
    ]
    summaries = [{**one, "PhysicalResourceId": "Reader", "ResourceType": ROLE_TYPE} for one in resources]
    aws.answer("ListStackResources", {"StackResourceSummaries": summaries})
    aws.answer("UpdateAssumeRolePolicy", {})
    aws.answer("DeleteStack", {})
    assert run(registered("leave-role").run(context, facts)).kind is OutcomeKind.DONE
    changing = [name for name, _ in aws.calls if name in ("UpdateAssumeRolePolicy", "DeleteStack")]
    assert changing == ["UpdateAssumeRolePolicy", "DeleteStack"]
    assert aws.asked("DeleteStack")[0]["RetainResources"] == ["ManagementRole"]
    statements = json.loads(aws.asked("UpdateAssumeRolePolicy")[0]["PolicyDocument"])["Statement"]
    assert [one["Effect"] for one in statements] == ["Deny"]
    assert messages(facts)[-1] == Message(
        "gone.left-role", {"role": "Reader", "account": grouped_account_id("111111111111")}
    )


@pytest.mark.parametrize("owner", [{}, SOMEBODY])
def test_the_role_of_somebody_elses_stack_is_never_touched(
    run: Run, aws: FakeAws, context: Context, owner: dict[str, str]
) -> None:
    aws.answer("DescribeStacks", stack("DELETE_FAILED", owner=owner))
    assert run(registered("leave-role").look(context)).kind is FindingKind.IN_THE_WAY


def test_a_policy_of_others_is_named_with_its_role_and_account(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("DELETE_FAILED"))
    aws.answer("DescribeStackEvents", EVENTS)
    aws.answer("DescribeStackSet", NO_STACK_SET)
    aws.answer("DeleteStack", {})
    aws.answer("ListStackResources", {"StackResourceSummaries": []})
    stays = event(9, "ManagementRole", ROLE_TYPE, "DELETE_FAILED", reason="Cannot delete entity", physical="Reader")
    aws.answer("DescribeEvents", failed(stays))
    aws.answer("ListRolePolicies", {"PolicyNames": ["by-hand"]})
    policy = {"PolicyName": "Backup", "PolicyArn": "arn:aws:iam::aws:policy/Backup"}
    aws.answer("ListAttachedRolePolicies", {"AttachedPolicies": [policy]})
    failure = run(remove_stack(context, facts)).failure
    assert failure.account == "111111111111"
    for named in ("role/Reader", "by-hand", "arn:aws:iam::aws:policy/Backup"):
        assert named in failure.text


def test_all_gone_is_said(run: Run, gone: FakeAws, context: Context, facts: Facts) -> None:
    assert run(registered("confirm-gone").run(context, facts)).kind is OutcomeKind.DONE
    assert facts.said == ["gone.asking", "gone.all"]


def test_what_is_not_ours_is_named_and_does_not_stop_the_end(
    run: Run, gone: FakeAws, context: Context, facts: Facts
) -> None:
    gone.answer("DescribeStacks", stack("CREATE_COMPLETE", owner={}))
    gone.answer("DescribeStackSet", stack_set(owner=SOMEBODY), NO_STACK_SET)
    gone.answer("GetRole", role(trust=trust("999999999999", "x"), owner={}))
    assert run(registered("confirm-gone").run(context, facts)).kind is OutcomeKind.DONE
    assert [one.values["what"].split()[0] for one in messages(facts)[1:]] == ["stack", "StackSet", "role"]


@pytest.mark.parametrize("left", ["stack", "stack-set", "role", "inactive role"])
def test_what_is_ours_and_there_is_a_failure(
    run: Run, gone: FakeAws, context: Context, facts: Facts, left: str
) -> None:
    answers = {
        "stack": ("DescribeStacks", stack("ROLLBACK_COMPLETE")),
        "stack-set": ("DescribeStackSet", stack_set()),
        "role": ("GetRole", role(trust=trust("999999999999", "x"))),
        "inactive role": ("GetRole", role(trust=TRUST_NOBODY)),
    }
    gone.answer(*answers[left])
    outcome = run(registered("confirm-gone").run(context, facts))
    assert outcome.kind is OutcomeKind.FIXABLE
    assert "still there, in account 111111111111" in outcome.failure.text


def test_what_was_left_on_purpose_is_told_once_more(run: Run, gone: FakeAws, context: Context, facts: Facts) -> None:
    gone.answer("GetRole", role(trust=LEFT_TRUST))

    async def remembered(operation: str, step: str) -> Sequence[str]:
        notes = {("leave-accounts", "left-behind"): ['["Build (222222222222)"]', '["Audit (333333333333)"]']}
        return notes.get((operation, step), [])

    asked = replace(context, remembered=remembered)
    assert run(registered("confirm-gone").run(asked, facts)).kind is OutcomeKind.DONE
    assert facts.said == ["gone.asking", "gone.left-role", "gone.left-accounts"]
    assert messages(facts)[-1].values["accounts"] == "Build (222222222222), Audit (333333333333)"
