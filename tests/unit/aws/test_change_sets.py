import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from botocore.stub import Stubber

from wizard.aws import change_sets
from wizard.aws.access import AwsAccess
from wizard.aws.change_sets import ChangeSetState
from wizard.aws.errors import AwsError, NotAwsReply, NotFound
from wizard.model.planned_change import Action, PlannedChange, Replacement

Stub = Callable[[str], Stubber]
ID = "arn:aws:cloudformation:eu-west-1:111122223333:changeSet/preview/1"
EMPTY = "The submitted information didn't contain changes. Submit different information to create a change set."
ASK: dict[str, Any] = {
    "stack": "x",
    "name": "preview",
    "capabilities": ("CAPABILITY_NAMED_IAM",),
    "tags": {"org-wizard:connection": "c1"},
    "token": "t1",
}


def change(action: str, name: str, **more: str) -> dict[str, Any]:
    resource = {"Action": action, "LogicalResourceId": name, "ResourceType": "AWS::IAM::Role", **more}
    return {"Type": "Resource", "ResourceChange": resource}


@pytest.mark.rule("R21")
def test_a_change_set_is_always_one_for_a_stack_that_is_there(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_response(
        "create_change_set",
        {"Id": ID, "StackId": "x"},
        {
            "StackName": "x",
            "ChangeSetName": "preview",
            "ChangeSetType": "UPDATE",
            "UsePreviousTemplate": True,
            "Parameters": [
                {"ParameterKey": "Status", "UsePreviousValue": True},
                {"ParameterKey": "RoleName", "ParameterValue": "R"},
            ],
            "Capabilities": ["CAPABILITY_NAMED_IAM"],
            "Tags": [{"Key": "org-wizard:connection", "Value": "c1"}],
            "ClientToken": "t1",
        },
    )
    parameters = {"Status": None, "RoleName": "R"}
    assert asyncio.run(change_sets.create(access, **ASK, template_body=None, parameters=parameters)) == ID


def test_without_a_stack_it_says_so(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_client_error("create_change_set", "ValidationError", "Stack [x] does not exist")
    with pytest.raises(NotFound):
        asyncio.run(change_sets.create(access, **ASK, template_body="{}", parameters={}))


def test_changes_come_in_pages(access: AwsAccess, stub: Stub) -> None:
    stubber = stub("cloudformation")
    first = [change("Modify", "Role", PhysicalResourceId="R", Replacement="True"), change("Add", "Members")]
    second = [change("Remove", "Old", PhysicalResourceId="O"), change("Dynamic", "Odd"), {"Type": "Hook"}]
    status = {"Status": "CREATE_COMPLETE"}
    stubber.add_response("describe_change_set", {**status, "Changes": first, "NextToken": "n"}, {"ChangeSetName": ID})
    stubber.add_response("describe_change_set", {**status, "Changes": second}, {"ChangeSetName": ID, "NextToken": "n"})
    found = asyncio.run(change_sets.describe(access, ID))
    assert found.state is ChangeSetState.READY
    kind = "AWS::IAM::Role"
    assert found.changes == (
        PlannedChange(Action.MODIFY, "Role", "R", kind, Replacement.YES),
        PlannedChange(Action.ADD, "Members", "", kind),
        PlannedChange(Action.REMOVE, "Old", "O", kind),
        PlannedChange(Action.OTHER, "Odd", "", kind),
    )


@pytest.mark.rule("R46")
def test_the_same_page_twice_is_not_aws(access: AwsAccess, stub: Stub) -> None:
    stubber = stub("cloudformation")
    for _ in range(2):
        stubber.add_response("describe_change_set", {"Status": "CREATE_COMPLETE", "Changes": [], "NextToken": "n"})
    with pytest.raises(NotAwsReply):
        asyncio.run(change_sets.describe(access, ID))


@pytest.mark.parametrize(
    ("status", "reason", "state"),
    [
        ("CREATE_PENDING", "", ChangeSetState.AT_WORK),
        ("CREATE_IN_PROGRESS", "", ChangeSetState.AT_WORK),
        ("FAILED", EMPTY, ChangeSetState.UNCHANGED),
        ("FAILED", "No updates are to be performed.", ChangeSetState.UNCHANGED),
        ("FAILED", "Template error", ChangeSetState.FAILED),
    ],
)
@pytest.mark.rule("R21")
def test_states(access: AwsAccess, stub: Stub, status: str, reason: str, state: ChangeSetState) -> None:
    stub("cloudformation").add_response("describe_change_set", {"Status": status, "StatusReason": reason})
    found = asyncio.run(change_sets.describe(access, ID))
    assert (found.state, found.reason) == (state, reason)


def test_one_that_is_gone_is_not_found(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_client_error("describe_change_set", "ChangeSetNotFound", "ChangeSet [x] does not exist")
    with pytest.raises(NotFound):
        asyncio.run(change_sets.describe(access, ID))


def test_deleting_one_that_is_gone_is_done(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_client_error("delete_change_set", "ChangeSetNotFound", "ChangeSet [x] does not exist")
    asyncio.run(change_sets.delete(access, "preview", "x"))


def test_another_refusal_of_the_deletion_is_told(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_client_error("delete_change_set", "AccessDenied", "not authorized")
    with pytest.raises(AwsError):
        asyncio.run(change_sets.delete(access, "preview", "x"))
