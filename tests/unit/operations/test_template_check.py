"""What AWS says of a template before anything is made, and what has its names already."""

from dataclasses import replace

import pytest

from tests.unit.operations.cloud import OURS, TRUST_NOBODY, role, stack_set
from tests.unit.operations.fakes import NO_ROLE, NO_STACK_SET, aws_error
from wizard.model.check import CheckState
from wizard.operations.checks.registry import run_check
from wizard.operations.checks.subject import CheckSubject
from wizard.providers.setting import Setting

OTHERS = {"org-wizard:connection": "c-other", "org-wizard:provider": "vendor-acme"}
TEMPLATE = """\
Parameters: {Name: {Type: String, Default: AcmeWriter}}
Resources:
  One: {Type: AWS::IAM::Role, Properties: {RoleName: AcmeReader}}
  Two: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Name}}
  Computed: {Type: AWS::IAM::Role, Properties: {RoleName: !Sub 'acme-${AWS::Region}'}}
  Members: {Type: AWS::CloudFormation::StackSet, Properties: {StackSetName: acme-members}}
"""
NAMED = {"Capabilities": ["CAPABILITY_NAMED_IAM"], "Parameters": []}


async def nobody(provider_id, root_id):
    del provider_id, root_id


@pytest.fixture
def subject(access, request_, provider, clock):
    return CheckSubject(access, request_, provider, nobody, clock, template_body=TEMPLATE)


@pytest.fixture
def check(run, subject):
    return lambda body=TEMPLATE: run(run_check("template", replace(subject, template_body=body)))


@pytest.fixture
def nothing_there(aws):
    aws.answer("GetRole", NO_ROLE)
    aws.answer("DescribeStackSet", NO_STACK_SET)
    aws.answer("GetTemplateSummary", NAMED)


def told(result):
    return result.state, result.message.key


@pytest.mark.usefixtures("nothing_there")
def test_aws_understands_it(aws, check):
    result = check()

    assert told(result) == (CheckState.PASSED, "check.template.understood")
    assert result.message.values == {"capabilities": "CAPABILITY_NAMED_IAM"}
    assert {one["RoleName"] for one in aws.asked("GetRole")} == {"AcmeReader", "AcmeWriter"}


@pytest.mark.usefixtures("nothing_there")
def test_aws_refuses_it(aws, check):
    aws.answer("GetTemplateSummary", aws_error("ValidationError", "Template format error: unresolved dependency"))
    result = check()

    assert told(result) == (CheckState.PROBLEM, "check.template.refused")
    assert "unresolved dependency" in result.message.values["reason"]


@pytest.mark.usefixtures("nothing_there")
def test_whoever_may_not_ask_is_not_held_up(aws, check):
    aws.answer("GetTemplateSummary", aws_error("AccessDenied"))

    assert told(check()) == (CheckState.UNKNOWN, "check.could-not-check")


@pytest.mark.usefixtures("nothing_there")
def test_aws_wants_more_acknowledged_than_was_computed(aws, check):
    aws.answer("GetTemplateSummary", {"Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]})
    result = check()

    assert told(result) == (CheckState.PROBLEM, "check.template.more-capabilities")
    assert result.message.values == {"capabilities": "CAPABILITY_AUTO_EXPAND"}


@pytest.mark.usefixtures("nothing_there")
def test_a_template_that_is_too_long_to_ask_is_not_asked_about(aws, check):
    assert told(check(f"Metadata: {{P: {'x' * 51_200}}}\n{TEMPLATE}")) == (
        CheckState.WARNING,
        "check.template.too-long",
    )
    assert aws.asked("GetTemplateSummary") == []


@pytest.mark.usefixtures("nothing_there")
@pytest.mark.parametrize(("owner", "key"), [({}, "foreign"), (OTHERS, "other-connection")])
def test_a_stack_set_of_its_name_is_there(aws, check, owner, key):
    aws.answer("DescribeStackSet", stack_set("acme-members", owner=owner))

    assert told(check()) == (CheckState.PROBLEM, f"check.stack-set-name.{key}")


@pytest.mark.usefixtures("nothing_there")
def test_a_role_of_its_name_is_there(aws, check):
    aws.answer("GetRole", role(trust=TRUST_NOBODY, owner={}, arn="arn:aws:iam::111111111111:role/AcmeReader"))

    assert told(check()) == (CheckState.PROBLEM, "check.role-name.foreign")


@pytest.mark.usefixtures("nothing_there")
def test_settings_that_contradict_a_rule_are_told_in_the_templates_words(aws, check):
    rule = "{Assertions: [{Assert: !Equals [!Ref Name, Other], AssertDescription: Only Other will do.}]}"
    result = check(f"Rules: {{One: {rule}}}\n{TEMPLATE}")

    assert told(result) == (CheckState.PROBLEM, "check.template.rule")
    assert result.message.values == {"reason": "Only Other will do."}
    assert aws.calls == []


@pytest.mark.usefixtures("nothing_there")
def test_what_is_ours_is_not_in_the_way(aws, check):
    aws.answer("GetRole", role(trust=TRUST_NOBODY, owner=OURS, arn="arn:aws:iam::111111111111:role/AcmeReader"))
    aws.answer("DescribeStackSet", stack_set("acme-members", owner=OURS))

    assert told(check())[0] is CheckState.PASSED


@pytest.mark.usefixtures("nothing_there")
def test_the_name_that_was_typed_counts(aws, run, subject):
    named = (*subject.provider.settings, Setting("own-name", "Name", "", parameter="Name"))
    typed = {**subject.request.settings, "own-name": "AcmeOther"}
    changed = replace(
        subject,
        provider=replace(subject.provider, settings=named),
        request=replace(subject.request, settings=typed),
    )
    run(run_check("template", changed))

    assert {one["RoleName"] for one in aws.asked("GetRole")} == {"AcmeReader", "AcmeOther"}
