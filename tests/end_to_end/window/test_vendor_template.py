"""Any vendor's template through the window: read, filled in, deployed, checked again after a restart, disconnected."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop

TEMPLATE = """\
AWSTemplateFormatVersion: 2010-09-09
Description: Lets Acme Audit read how your accounts are set up.
Metadata:
  AWS::CloudFormation::Interface:
    ParameterLabels:
      ExternalId: {default: Your Acme external ID}
Parameters:
  OrganizationalUnitId: {Type: String, AllowedPattern: '^(r|ou)-[a-z0-9-]+$', ConstraintDescription: must be a unit}
  ExternalId: {Type: String, MinLength: 4, ConstraintDescription: must have 4 characters or more}
  ApiToken: {Type: String}
  Level: {Type: String, Default: basic, AllowedValues: [basic, full]}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: AcmeAudit
      Description: !Sub 'Level ${Level}'
      AssumeRolePolicyDocument: &trust
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: {AWS: 'arn:aws:iam::PRINCIPAL:root'}
            Action: sts:AssumeRole
            Condition: {StringEquals: {sts:ExternalId: !Ref ExternalId}}
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: 2012-10-17
            Statement: [{Effect: Allow, Action: ['s3:GetBucketPolicy', 'ec2:Describe*', 'iam:PassRole'], Resource: '*'}]
Outputs:
  RoleName: {Value: !Sub 'arn:aws:iam::${AWS::AccountId}:role/AcmeAudit'}
  Level: {Value: !Ref Level}
"""


@pytest.fixture
def link(aws: EmbeddedAws) -> str:
    """Give a quick-create link to the template, which lies in a bucket that everybody may read."""
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="acme-audit-templates")
    body = TEMPLATE.replace("PRINCIPAL", asked.management_account(aws)).encode()
    s3.put_object(Bucket="acme-audit-templates", Key="v1/acme.yaml", Body=body, ACL="public-read")
    address = quote("https://acme-audit-templates.s3.amazonaws.com/v1/acme.yaml", safe="")
    return (
        "https://console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/quickcreate"
        f"?templateURL={address}&stackName=acme-audit&param_ExternalId=from-the-link&param_ApiToken=s3cret-of-the-link"
    )


async def _chooses_the_template(someone: Person, link: str) -> None:
    await someone.press("main.connect")
    await someone.hands.seen("wizard.next")
    await someone.settled()
    await someone.press("provider.another")
    await someone.pastes("provider.template-link", link)
    await someone.press("provider.template-read")
    await someone.hands.enabled("provider.template-use")


async def _reads_and_names_it(someone: Person, link: str) -> None:
    await _chooses_the_template(someone, link)
    said = someone.page_says("provider.template-summary")
    assert "https://acme-audit-templates.s3.amazonaws.com/v1/acme.yaml" in said
    assert "4 values, 3 of them without a default" in said
    assert "ApiToken" in said
    assert someone.field_text("provider.template-name") == "Acme audit"
    await someone.type("provider.template-name", "Acme Audit")
    await someone.press("provider.template-use")
    await someone.hands.until(lambda: not someone.sees("provider.template-use"), "the template to be taken")
    await someone.settled()


async def _fills_in_its_form(someone: Person, root: str) -> None:
    await someone.goes_past_the_sign_in()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the organization")
    assert not someone.sees("organization.tree")
    assert not someone.sees("organization.summary")
    await someone.next()
    assert someone.field_text("settings.organizational-unit-id") == root
    assert someone.field_text("settings.external-id") == "from-the-link"
    assert not someone.can_press("wizard.next")
    await someone.type("settings.api-token", "s3cret-typed")
    await someone.type("settings.external-id", "abc")
    assert "must have 4 characters or more" in someone.description("settings.external-id")
    await someone.type("settings.external-id", "given-by-acme")
    await someone.next()


async def _deploys_it(someone: Person, role_arn: str) -> None:
    await someone.passes_the_checks()
    await someone.next()
    said = someone.page_says()
    assert "iam:PassRole" in said
    assert "2 actions in 2 services: EC2 (1), S3 (1)." in said
    await someone.deploys()
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the role's checks to pass")
    assert someone.field_text("role.arn") == role_arn
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
    await someone.press("wizard.next")
    await someone.is_back_in_the_list()


async def _changes_the_level(someone: Person) -> None:
    await someone.press("main.change")
    await someone.hands.seen("wizard.next")
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the organization")
    assert not someone.sees("organization.tree")
    await someone.next()
    await someone.press("settings.level.full")
    await someone.next()
    await someone.settled()
    assert "Level" in someone.page_says()
    await someone.next()
    await someone.run_has_ended()
    assert "The change is applied" in someone.page_says()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the end")
    await someone.press("wizard.next")
    await someone.is_back_in_the_list()


def test_a_quick_create_link_from_reading_to_disconnecting(
    aws: EmbeddedAws, administrator: Person, link: str, tmp_path: Path
) -> None:
    someone = administrator
    management, root = asked.management_account(aws), asked.root_id(aws)
    role_arn = f"arn:aws:iam::{management}:role/AcmeAudit"

    async def connects() -> None:
        async with someone.at_the_program():
            await _reads_and_names_it(someone, link)
            await _fills_in_its_form(someone, root)
            await _deploys_it(someone, role_arn)

    async def comes_back() -> None:
        async with someone.at_the_program():
            await someone.hands.seen("main.list")
            await someone.hands.until(lambda: len(someone.table("main.list")) == 1, "the row")
            await someone.checks_again()
            assert someone.table("main.list")[0][1:5] == ["Acme Audit", _grouped(management), "Active", "Connected"]
            assert role_arn in someone.page_says("main.details")
            assert "the template of Acme Audit has none to switch at AWS" in someone.page_says("main.details")
            await _changes_the_level(someone)
            level = {"ParameterKey": "Level", "ParameterValue": "full"}
            (stack,) = aws.client("cloudformation", region="eu-west-1").describe_stacks(StackName="acme-audit")[
                "Stacks"
            ]
            assert level in stack["Parameters"]
            assert {"ParameterKey": "ApiToken", "ParameterValue": "s3cret-typed"} in stack["Parameters"]
            await someone.press("main.disconnect")
            await someone.press("main.confirm-disconnect.yes")
            await someone.hands.until(
                lambda: "is disconnected from" in someone.reads_strip("main.news"), "the row to go"
            )

    run_on_qt_loop(connects)
    (stack,) = _cloudformation(aws).describe_stacks(StackName="acme-audit")["Stacks"]
    assert {one["Key"] for one in stack["Tags"]} >= {asked.CONNECTION_TAG, asked.PROVIDER_TAG, asked.VERSION_TAG}
    assert {one["ParameterKey"]: one["ParameterValue"] for one in stack["Parameters"]} == {
        "OrganizationalUnitId": root,
        "ExternalId": "given-by-acme",
        "ApiToken": "s3cret-typed",
        "Level": "basic",
    }
    assert _files_with(tmp_path, "s3cret") == []
    run_on_qt_loop(comes_back)
    assert {one["StackStatus"] for one in _cloudformation(aws).list_stacks()["StackSummaries"]} == {"DELETE_COMPLETE"}
    assert asked.role_in(aws, management, "AcmeAudit") is None


def test_the_same_template_by_a_stack_set_in_the_accounts_that_are_chosen(
    aws: EmbeddedAws, administrator: Person, link: str
) -> None:
    someone = administrator

    async def job() -> None:
        async with someone.at_the_program():
            await _chooses_the_template(someone, link)
            await someone.press("provider.template-deploy.stack-set")
            await someone.press("provider.template-use")
            await someone.hands.until(lambda: not someone.sees("provider.template-use"), "the template to be taken")
            await someone.settled()
            await someone.goes_past_the_sign_in()
            await someone.reads_the_organization()
            await someone.press("organization.some")
            await someone.ticks("Security")
            await someone.next()
            await someone.type("settings.api-token", "s3cret-typed")
            await someone.next()
            await someone.passes_the_checks()
            await someone.next()
            assert "In every connected account." in someone.page_says("review.stands-out")
            await someone.deploys()
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
            await someone.press("wizard.next")
            await someone.is_back_in_the_list()
            await someone.checks_again()
            assert someone.table("main.list")[0][4] == "2 of 2"
            for account in asked.by_name(aws, "Log Archive", "Security Tooling"):
                assert asked.role_in(aws, account, "AcmeAudit") is not None
            await someone.press("main.disconnect")
            await someone.press("main.confirm-disconnect.yes")
            await someone.hands.until(
                lambda: "is disconnected from" in someone.reads_strip("main.news"), "the row to go"
            )

    run_on_qt_loop(job)
    for account in asked.by_name(aws, "Log Archive", "Security Tooling"):
        assert asked.role_in(aws, account, "AcmeAudit") is None


def _cloudformation(aws: EmbeddedAws) -> Any:
    """Give CloudFormation in the region that the link names."""
    return aws.client("cloudformation", region="eu-west-1")


def _grouped(account: str) -> str:
    return f"{account[:4]} {account[4:8]} {account[8:]}"


def _files_with(folder: Path, text: str) -> list[str]:
    return [str(one) for one in folder.rglob("*") if one.is_file() and text.encode() in one.read_bytes()]


def test_what_is_no_template_is_told_and_what_was_typed_stays(looker: Person) -> None:
    someone = looker

    async def job() -> None:
        async with someone.at_the_program():
            await someone.press("main.connect")
            await someone.hands.seen("wizard.next")
            await someone.settled()
            await someone.press("provider.another")
            for typed, sentence in (
                ("http://acme.s3.amazonaws.com/a.yaml", "which is not encrypted"),
                ("https://example.com/a.yaml", "example.com is not Amazon S3"),
                ("https://no-such-bucket-of-acme.s3.amazonaws.com/a.yaml", "Not everybody may read the template"),
            ):
                await someone.pastes("provider.template-link", typed)
                await someone.press("provider.template-read")
                await someone.hands.until(
                    lambda words=sentence: words in someone.reads_strip("provider.template-message"), sentence
                )
                assert someone.field_text("provider.template-link") == typed
            assert not someone.sees("provider.template-use")

    run_on_qt_loop(job)
