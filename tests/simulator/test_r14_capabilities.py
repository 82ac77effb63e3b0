import json

import pytest

from tests.simulator.templates import quiet, role


@pytest.mark.rule(14)
@pytest.mark.parametrize(
    ("body", "given", "missing"),
    [
        (role("named"), [], "CAPABILITY_NAMED_IAM"),
        (role("named"), ["CAPABILITY_IAM"], "CAPABILITY_NAMED_IAM"),
        (role(), [], "CAPABILITY_IAM"),
        (quiet(Transform="AWS::Include"), [], "CAPABILITY_AUTO_EXPAND"),
    ],
)
def test_what_was_not_acknowledged_is_refused(aws, refused, body, given, missing):
    client = aws.client("cloudformation")
    code, message = refused(client.create_stack, StackName="unacknowledged", TemplateBody=body, Capabilities=given)
    assert (code, message) == ("InsufficientCapabilitiesException", f"Requires capabilities : [{missing}]")
    assert refused(client.describe_stacks, StackName="unacknowledged")[0] == "ValidationError"


@pytest.mark.rule(14)
def test_the_summary_names_the_capabilities(aws):
    summary = aws.client("cloudformation").get_template_summary(TemplateBody=role("named"))
    assert summary["Capabilities"] == ["CAPABILITY_NAMED_IAM"]
    assert summary["CapabilitiesReason"] == "The following resource(s) require capabilities: [AWS::IAM::Role]"
    assert json.loads(role("named"))["Resources"]["Role"]["Type"] in summary["ResourceTypes"]
