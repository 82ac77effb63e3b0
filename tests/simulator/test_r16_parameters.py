import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import pairs, quiet

BODY = quiet(
    Parameters={
        "Id": {"Type": "String", "AllowedPattern": "r-[a-z]+", "ConstraintDescription": "must be a root ID"},
        "Level": {"Type": "String", "AllowedValues": ["low", "high"], "Default": "low"},
        "Short": {"Type": "String", "MinLength": 2, "MaxLength": 4, "Default": "abc"},
        "Number": {"Type": "Number", "MinValue": 1, "MaxValue": 9, "Default": 5},
        "List": {"Type": "CommaDelimitedList", "AllowedPattern": "[a-z]*", "Default": ""},
        "Secret": {"Type": "String", "NoEcho": True, "Default": "hidden"},
    },
    Rules={
        "HighNeedsNumber": {
            "RuleCondition": {"Fn::Equals": [{"Ref": "Level"}, "high"]},
            "Assertions": [
                {"Assert": {"Fn::Equals": [{"Ref": "Number"}, "9"]}, "AssertDescription": "High needs the number 9"}
            ],
        }
    },
)


@pytest.mark.rule(16)
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Parameters: [Id] must have values"),
        ({"Id": "r-a", "Other": "x"}, "Parameters: [Other] do not exist in the template"),
        ({"Id": "x r-a"}, "Parameter Id failed to satisfy constraint: must be a root ID"),
        ({"Id": "r-a", "Level": "middle"}, "Parameter 'Level' must be one of AllowedValues [low, high]"),
        ({"Id": "r-a", "Short": "a"}, "Parameter 'Short' must contain at least 2 characters"),
        ({"Id": "r-a", "Short": "abcde"}, "Parameter 'Short' must contain at most 4 characters"),
        ({"Id": "r-a", "Number": "x"}, "Parameter 'Number' must be a number"),
        ({"Id": "r-a", "Number": "10"}, "Parameter 'Number' must be a number not greater than 9"),
        ({"Id": "r-a", "List": "ab,C"}, "Parameter 'List' must match pattern [a-z]*"),
    ],
)
def test_values_outside_the_constraints_are_refused(aws, refused, values, said):
    client = aws.client("cloudformation")
    asked = {"StackName": "constrained", "TemplateBody": BODY, "Parameters": pairs(**values)}
    assert refused(client.create_stack, **asked) == ("ValidationError", said)


@pytest.mark.rule(16)
def test_rules_are_evaluated_before_anything_is_made(aws, refused):
    client = aws.client("cloudformation")
    asked = {"StackName": "ruled", "TemplateBody": BODY, "Parameters": pairs(Id="r-a", Level="high")}
    code, message = refused(client.create_stack, **asked)
    assert (code, "High needs the number 9" in message) == ("ValidationError", True)
    assert refused(client.describe_stacks, StackName="ruled")[0] == "ValidationError"


@pytest.mark.rule(16)
def test_no_echo_values_come_back_hidden(aws):
    client = aws.client("cloudformation")
    stack = client.create_stack(StackName="echo", TemplateBody=BODY, Parameters=pairs(Id="r-a", Secret="very-secret"))
    shown = {
        one["ParameterKey"]: one["ParameterValue"] for one in settled_stack(client, stack["StackId"])["Parameters"]
    }
    assert (shown["Secret"], shown["Id"], shown["Number"]) == ("****", "r-a", "5")
