"""Rules of a template are judged as AWS would, as far as they speak of parameters alone (R16)."""

import pytest

from wizard.providers.template_reader import read_template
from wizard.providers.template_rules import broken_rules

TEMPLATE = """\
Parameters:
  Kind: {{Type: String, Default: small}}
  Region: {{Type: String, Default: ''}}
  Units: {{Type: CommaDelimitedList, Default: 'a, b'}}
Rules:
  One:
    {condition}
    Assertions:
      - Assert: {rule}
        AssertDescription: That does not go together.
Resources: {{R: {{Type: AWS::IAM::Role}}}}
"""


def broken(rule, condition="", **values):
    return [
        one.description for one in broken_rules(read_template(TEMPLATE.format(rule=rule, condition=condition)), values)
    ]


WRONG = ["That does not go together."]


@pytest.mark.rule("R16")
@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("!Equals [!Ref Kind, small]", False),
        ("!Equals [!Ref Kind, large]", True),
        ("!Not [!Equals [!Ref Region, '']]", True),
        ("!And [!Equals [!Ref Kind, small], !Equals [!Ref Region, x]]", True),
        ("!Or [!Equals [!Ref Kind, small], !Equals [!Ref Region, x]]", False),
        ("{'Fn::Contains': [[small, large], !Ref Kind]}", False),
        ("{'Fn::Contains': [[large], !Ref Kind]}", True),
        ("{'Fn::EachMemberIn': [!Ref Units, [a, b, c]]}", False),
        ("{'Fn::EachMemberIn': [!Ref Units, [a]]}", True),
        ("{'Fn::EachMemberEquals': [!Ref Units, a]}", True),
        ("{'Fn::EachMemberEquals': [{'Fn::ValueOf': [Vpc, Tags.Dept]}, IT]}", False),
        ("{'Fn::Contains': [{'Fn::RefAll': 'AWS::EC2::VPC::Id'}, x]}", False),
        ("!Equals [!Ref Unknown, x]", False),
        ("!Equals [one]", False),
        ("nonsense", False),
    ],
)
def test_what_a_rule_says(rule, wrong):
    assert broken(rule) == (WRONG if wrong else [])


def test_the_values_of_the_form_count():
    assert broken("!Equals [!Ref Kind, large]", Kind="large") == []
    assert broken("{'Fn::EachMemberIn': [!Ref Units, [a]]}", Units="a") == []


def test_a_rule_counts_where_its_condition_holds():
    condition = "RuleCondition: !Equals [!Ref Region, eu-west-1]"

    assert broken("!Equals [!Ref Kind, large]", condition) == []
    assert broken("!Equals [!Ref Kind, large]", condition, Region="eu-west-1") == WRONG


def test_rules_in_odd_places_are_no_rules():
    for rules in ("[]", "x", "{A: x}", "{A: {Assertions: {Assert: x}}}", "{A: {Assertions: [x]}}"):
        template = read_template(f"Rules: {rules}\nResources: {{R: {{Type: AWS::IAM::Role}}}}\n")
        assert broken_rules(template, {}) == ()
