"""How AWS words its replies, for the tests of operations."""

from collections.abc import Mapping
from typing import Any

from tests.unit.operations.fakes import START

STACK_ID = "arn:aws:cloudformation:us-east-1:111111111111:stack/org-wizard-cloud-entitlements/1"
MEMBERS = "org-wizard-cloud-entitlements-members"
FILTERED = "org-wizard-cloud-entitlements-members-filtered"
ROLE_ARN = "arn:aws:iam::111111111111:role/CloudEntitlementsReadOnly"
OURS = {"org-wizard:connection": "c-1", "org-wizard:provider": "cloud-entitlements"}


def tags(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


def stack(
    status: str, *, owner: Mapping[str, str] = OURS, parameters: Mapping[str, str] | None = None
) -> dict[str, Any]:
    described = {
        "StackId": STACK_ID,
        "StackName": "org-wizard-cloud-entitlements",
        "StackStatus": status,
        "CreationTime": START,
        "Tags": tags(owner),
        "Parameters": [{"ParameterKey": key, "ParameterValue": one} for key, one in (parameters or {}).items()],
    }
    if status == "CREATE_COMPLETE":
        described["Outputs"] = [{"OutputKey": "RoleARN", "OutputValue": ROLE_ARN}]
    return {"Stacks": [described]}


def event(
    number: int, logical_id: str, resource_type: str, status: str, *, reason: str = "", physical: str = ""
) -> dict[str, Any]:
    return {
        "EventId": f"e-{number}",
        "StackId": STACK_ID,
        "StackName": "org-wizard-cloud-entitlements",
        "LogicalResourceId": logical_id,
        "PhysicalResourceId": physical,
        "ResourceType": resource_type,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
        "Timestamp": START,
    }


def newest_first(*events: Mapping[str, Any]) -> dict[str, Any]:
    return {"StackEvents": list(reversed(events))}


def failed(*events: Mapping[str, Any]) -> dict[str, Any]:
    """What DescribeEvents says of failed events."""
    return {"OperationEvents": [{**one, "OperationId": "o-1", "EventType": "STACK_EVENT"} for one in reversed(events)]}


def instance(
    account: str, detailed: str, reason: str = "", status: str = "OUTDATED", ou: str = "r-ab12"
) -> dict[str, Any]:
    return {
        "Account": account,
        "Region": "us-east-1",
        "OrganizationalUnitId": ou,
        "Status": status,
        "StackInstanceStatus": {"DetailedStatus": detailed},
        "StatusReason": reason,
    }


def instances(*found: Mapping[str, Any]) -> dict[str, Any]:
    return {"Summaries": list(found)}


def stack_set(name: str = MEMBERS, *, owner: Mapping[str, str] = OURS, status: str = "Active") -> dict[str, Any]:
    return {
        "StackSet": {
            "StackSetName": name,
            "StackSetId": f"{name}:1",
            "Status": "ACTIVE",
            "Tags": tags(owner),
            "Parameters": [{"ParameterKey": "Status", "ParameterValue": status}],
        }
    }


def operation(operation_id: str, status: str, action: str = "CREATE", failed_count: int = 0) -> dict[str, Any]:
    return {
        "OperationId": operation_id,
        "Action": action,
        "Status": status,
        "CreationTimestamp": START,
        "StatusDetails": {"FailedStackInstancesCount": failed_count},
    }


def role(*, trust: Mapping[str, Any], owner: Mapping[str, str] = OURS, arn: str = ROLE_ARN) -> dict[str, Any]:
    path, name = arn.split(":role")[1].rsplit("/", 1)
    return {
        "Role": {
            "Arn": arn,
            "RoleName": name,
            "Path": path + "/",
            "CreateDate": START,
            "AssumeRolePolicyDocument": trust,
            "Tags": tags(owner),
        }
    }


def trust(principal: str, external_id: str | None) -> dict[str, Any]:
    statement: dict[str, Any] = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}
    if external_id:
        statement["Condition"] = {"StringEquals": {"sts:ExternalId": external_id}}
    return {"Version": "2012-10-17", "Statement": [statement]}


TRUST_NOBODY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}
