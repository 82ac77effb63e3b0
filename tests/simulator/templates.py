"""Templates and organization helpers that the rule tests share."""

import json
from typing import Any

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}
QUIET = "AWS::CloudFormation::WaitConditionHandle"
NAMED = ["CAPABILITY_NAMED_IAM"]
ALL_AT_ONCE = {
    "MaxConcurrentPercentage": 100,
    "FailureTolerancePercentage": 100,
    "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE",
}


def quiet(**more: Any) -> str:
    """A template whose one resource does nothing."""
    return json.dumps({"Resources": {"Handle": {"Type": QUIET}}, **more})


def role(name: str = "", **properties: Any) -> str:
    """A template with one role."""
    named = {"RoleName": name} if name else {}
    resource = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST, **named, **properties}}
    return json.dumps({"Resources": {"Role": resource}, "Outputs": {"Arn": {"Value": {"Fn::GetAtt": "Role.Arn"}}}})


def stack_set_resource(name: str, member_template: str, group: dict[str, Any], **more: Any) -> str:
    """A template that holds a service-managed StackSet."""
    properties = {
        "StackSetName": name,
        "PermissionModel": "SERVICE_MANAGED",
        "AutoDeployment": {"Enabled": False},
        "Capabilities": NAMED,
        "TemplateBody": member_template,
        "StackInstancesGroup": [group],
        "OperationPreferences": ALL_AT_ONCE,
        **more,
    }
    return json.dumps({"Resources": {"Members": {"Type": "AWS::CloudFormation::StackSet", "Properties": properties}}})


def pairs(**values: str) -> list[dict[str, str]]:
    """Parameters as a call sends them."""
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]


def root_of(aws: Any) -> str:
    """The root ID."""
    found: str = aws.client("organizations").list_roots()["Roots"][0]["Id"]
    return found


def units(aws: Any) -> dict[str, str]:
    """All OUs by their names."""
    client = aws.client("organizations")
    found: dict[str, str] = {}
    waiting = [root_of(aws)]
    while waiting:
        pages = client.get_paginator("list_organizational_units_for_parent").paginate(ParentId=waiting.pop())
        for page in pages:
            for unit in page["OrganizationalUnits"]:
                found[unit["Name"]] = unit["Id"]
                waiting.append(unit["Id"])
    return found


def accounts(aws: Any) -> dict[str, str]:
    """All accounts by their names."""
    pages = aws.client("organizations").get_paginator("list_accounts").paginate()
    return {account["Name"]: account["Id"] for page in pages for account in page["Accounts"]}


def new_stack_set(aws: Any, name: str, body: str, **more: Any) -> Any:
    """A service-managed StackSet; gives the client."""
    client = aws.client("cloudformation")
    arguments: dict[str, Any] = {"AutoDeployment": {"Enabled": False}, "Capabilities": NAMED, **more}
    client.create_stack_set(StackSetName=name, TemplateBody=body, PermissionModel="SERVICE_MANAGED", **arguments)
    return client


def deploy(client: Any, name: str, targets: dict[str, Any], **more: Any) -> str:
    """Starts CreateStackInstances in us-east-1, all accounts at once; gives the operation's ID."""
    arguments: dict[str, Any] = {"Regions": ["us-east-1"], "OperationPreferences": ALL_AT_ONCE, **more}
    answer = client.create_stack_instances(StackSetName=name, DeploymentTargets=targets, **arguments)
    operation: str = answer["OperationId"]
    return operation


def instances(client: Any, name: str) -> dict[str, dict[str, Any]]:
    """The instances of a StackSet by account."""
    pages = client.get_paginator("list_stack_instances").paginate(StackSetName=name)
    return {one["Account"]: one for page in pages for one in page["Summaries"]}
