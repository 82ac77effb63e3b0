import json

import pytest

from tests.embedded_aws import settled_stack


def template(kind):
    return json.dumps(
        {
            "Resources": {"Vendor": {"Type": kind, "Properties": {"ServiceToken": "arn:aws:lambda:x"}}},
            "Outputs": {"Given": {"Value": {"Fn::GetAtt": ["Vendor", "ExternalId"]}}},
        }
    )


@pytest.mark.rule(48)
def test_what_a_custom_resource_does_is_declared_by_the_scenario(shared):
    aws = shared("vendor-code-fails")
    client = aws.client("cloudformation")
    client.create_stack(StackName="registers", TemplateBody=template("Custom::VendorRegistration"))
    assert settled_stack(client, "registers")["Outputs"][0]["OutputValue"] == "vendor-given-id"
    client.create_stack(StackName="breaks", TemplateBody=template("AWS::CloudFormation::CustomResource"))
    assert settled_stack(client, "breaks")["StackStatus"] == "ROLLBACK_COMPLETE"
    failed = client.describe_events(StackName="breaks", Filters={"FailedEvents": True})["OperationEvents"][0]
    assert failed["ResourceStatusReason"].startswith(
        "Received response status [FAILED] from custom resource. Message returned: Exception during processing: "
        "HTTP Error 403: Forbidden (RequestId: "
    )


@pytest.mark.rule(49)
def test_early_validation_shows_in_describe_events_alone(fresh, refused):
    aws = fresh("early-validation")
    client = aws.client("cloudformation")
    properties = {"RoleName": "CloudEntitlementsReadOnly", "AssumeRolePolicyDocument": {}}
    body = json.dumps({"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}})
    client.create_stack(StackName="early", TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"])
    stack = settled_stack(client, "early")
    assert stack["StackStatusReason"].startswith("Validation failed with 1 error(s). Call DescribeEvents")
    assert stack["DetailedStatus"] == "VALIDATION_FAILED"
    found = client.describe_events(StackName="early", Filters={"FailedEvents": True})["OperationEvents"]
    assert [(one["EventType"], one["LogicalResourceId"]) for one in found] == [("VALIDATION_ERROR", "Role")]
    assert "already exists" in found[0]["ValidationStatusReason"]
    events = client.describe_stack_events(StackName="early")["StackEvents"]
    assert {one["LogicalResourceId"] for one in events} == {"early"}
