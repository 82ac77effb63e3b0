import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.stub import Stubber

from wizard.aws import stacks
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotFound

Stub = Callable[[str], Stubber]
ID = "arn:aws:cloudformation:eu-west-1:111122223333:stack/x/1"
DESCRIBED = {
    "StackId": ID,
    "StackName": "x",
    "StackStatus": "CREATE_COMPLETE",
    "CreationTime": datetime(2026, 1, 2, tzinfo=UTC),
    "Parameters": [{"ParameterKey": "RoleName", "ParameterValue": "R"}],
    "Outputs": [{"OutputKey": "RoleARN", "OutputValue": "arn:aws:iam::111122223333:role/R"}],
    "Tags": [{"Key": "org-wizard:connection", "Value": "c1"}],
    "EnableTerminationProtection": True,
}
WORK = {"capabilities": ("CAPABILITY_NAMED_IAM",), "tags": {"org-wizard:connection": "c1"}, "token": "t1"}
SENT = {
    "StackName": "x",
    "Capabilities": ["CAPABILITY_NAMED_IAM"],
    "Tags": [{"Key": "org-wizard:connection", "Value": "c1"}],
    "ClientRequestToken": "t1",
}


def refuse(stubber: Stubber, operation: str, code: str, message: str) -> None:
    stubber.add_client_error(operation, service_error_code=code, service_message=message, http_status_code=400)


def test_describe(access: AwsAccess, stub: Stub) -> None:
    stub("cloudformation").add_response("describe_stacks", {"Stacks": [DESCRIBED]}, {"StackName": "x"})
    assert asyncio.run(stacks.describe(access, "x")) == stacks.Stack(
        stack_id=ID,
        name="x",
        status="CREATE_COMPLETE",
        status_reason="",
        parameters={"RoleName": "R"},
        outputs={"RoleARN": "arn:aws:iam::111122223333:role/R"},
        tags={"org-wizard:connection": "c1"},
        termination_protection=True,
        created_at=datetime(2026, 1, 2, tzinfo=UTC),
    )


def test_describe_of_no_stack_is_none(access: AwsAccess, stub: Stub) -> None:  # R19
    refuse(stub("cloudformation"), "describe_stacks", "ValidationError", "Stack with id x does not exist")
    assert asyncio.run(stacks.describe(access, "x")) is None


def test_other_refusals_are_not_taken_for_absence(access: AwsAccess, stub: Stub) -> None:
    refuse(stub("cloudformation"), "describe_stacks", "ValidationError", "1 validation error detected")
    with pytest.raises(AwsError) as caught:
        asyncio.run(stacks.describe(access, "x"))
    assert caught.value.code == "ValidationError"


def test_create(access: AwsAccess, stub: Stub) -> None:
    expected = {
        **SENT,
        "TemplateBody": "{}",
        "Parameters": [{"ParameterKey": "Status", "ParameterValue": "Active"}],
    }
    stub("cloudformation").add_response("create_stack", {"StackId": ID}, expected)
    made = stacks.create(access, name="x", template_body="{}", parameters={"Status": "Active"}, **WORK)  # type: ignore[arg-type]
    assert asyncio.run(made) == ID


@pytest.mark.parametrize(("template", "sent"), [(None, {"UsePreviousTemplate": True}), ("{}", {"TemplateBody": "{}"})])
def test_update_keeps_what_is_not_given(
    access: AwsAccess, stub: Stub, template: str | None, sent: dict[str, Any]
) -> None:
    parameters = [
        {"ParameterKey": "Status", "ParameterValue": "Inactive"},
        {"ParameterKey": "ApiKey", "UsePreviousValue": True},
    ]
    stub("cloudformation").add_response("update_stack", {"StackId": ID}, {**SENT, **sent, "Parameters": parameters})
    given = {"Status": "Inactive", "ApiKey": None}
    updated = stacks.update(access, name="x", template_body=template, parameters=given, **WORK)  # type: ignore[arg-type]
    assert asyncio.run(updated) is True


def test_update_without_tags_leaves_them_as_they_are(access: AwsAccess, stub: Stub) -> None:
    sent = {**SENT, "UsePreviousTemplate": True, "Parameters": []}
    sent.pop("Tags")
    stub("cloudformation").add_response("update_stack", {"StackId": ID}, sent)
    work = {**WORK, "tags": None}
    updated = stacks.update(access, name="x", template_body=None, parameters={}, **work)  # type: ignore[arg-type]
    assert asyncio.run(updated) is True


@pytest.mark.parametrize(
    ("message", "raised"),
    [("No updates are to be performed.", None), ("Stack [x] does not exist", NotFound), ("Stack is in …", AwsError)],
)
def test_update_with_nothing_to_change_is_no_failure(  # R21
    access: AwsAccess, stub: Stub, message: str, raised: type[AwsError] | None
) -> None:
    refuse(stub("cloudformation"), "update_stack", "ValidationError", message)
    updated = stacks.update(access, name="x", template_body=None, parameters={}, **WORK)  # type: ignore[arg-type]
    if raised is None:
        assert asyncio.run(updated) is False
    else:
        with pytest.raises(raised):
            asyncio.run(updated)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({}, {}),
        ({"retain": ("Role",)}, {"RetainResources": ["Role"]}),
        ({"force": True}, {"DeletionMode": "FORCE_DELETE_STACK"}),
    ],
)
def test_delete(access: AwsAccess, stub: Stub, given: dict[str, Any], sent: dict[str, Any]) -> None:  # R22
    stub("cloudformation").add_response(
        "delete_stack",
        {"ResponseMetadata": {"RequestId": "r", "HTTPStatusCode": 200}},
        {"StackName": ID, "ClientRequestToken": "t1", **sent},
    )
    asyncio.run(stacks.delete(access, name=ID, token="t1", **given))


def test_resources_of_all_pages(access: AwsAccess, stub: Stub) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    role = {
        "LogicalResourceId": "Role",
        "PhysicalResourceId": "R",
        "ResourceType": "AWS::IAM::Role",
        "LastUpdatedTimestamp": at,
        "ResourceStatus": "CREATE_COMPLETE",
    }
    coming = {**role, "LogicalResourceId": "Members", "ResourceType": "AWS::CloudFormation::StackSet"}
    del coming["PhysicalResourceId"]
    stubber = stub("cloudformation")
    stubber.add_response(
        "list_stack_resources", {"StackResourceSummaries": [role], "NextToken": "n"}, {"StackName": ID}
    )
    stubber.add_response(
        "list_stack_resources", {"StackResourceSummaries": [coming]}, {"StackName": ID, "NextToken": "n"}
    )
    assert asyncio.run(stacks.resources(access, ID)) == (
        stacks.StackResource("Role", "R", "AWS::IAM::Role", "CREATE_COMPLETE"),
        stacks.StackResource("Members", "", "AWS::CloudFormation::StackSet", "CREATE_COMPLETE"),
    )
