"""Apono's definition and template: the vendor's contract, ours beside it, and the rules of its fields."""

import json
from typing import Any

import pytest
from cfnlint import api

from tests.unit.handover.test_values import CHOSEN
from wizard.flow.setting_form import SettingForm
from wizard.model.targets import Targets
from wizard.operations.parameters import target_parameters
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import Where
from wizard.providers.markup import read_markup
from wizard.providers.template_reader import read_template

CATALOGUE = ProviderCatalogue()
DEFINITION = CATALOGUE.load("apono")
TEXT = CATALOGUE.template_text("apono")
TEMPLATE = read_template(TEXT)
CONNECTOR = "arn:aws:iam::111122223333:role/apono-connector"
NEEDED = {
    **CHOSEN,
    "connector-kind": "own",
    "connector-installed": "true",
    "connector-role": CONNECTOR,
    "delegated": "yes",
}


def properties(logical_id: str) -> Any:
    resources: Any = TEMPLATE.document["Resources"]
    return resources[logical_id]["Properties"]


def inner(logical_id: str) -> Any:
    return read_markup(properties(logical_id)["TemplateBody"]).value


def form(**values: str) -> SettingForm:
    made = SettingForm()
    made.regions = ("eu-central-1", "eu-west-1")
    made.restart(DEFINITION.settings)
    for key, value in {**NEEDED, **{key.replace("_", "-"): value for key, value in values.items()}}.items():
        made.type(key, value)
    return made


def test_it_keeps_the_vendors_contract() -> None:
    assert {"AponoConnectorId", "ConnectorRoleArn", "OrganizationalUnitId"} <= TEMPLATE.parameters.keys()
    assert {name for name, one in TEMPLATE.parameters.items() if one.required} == {
        "AponoConnectorId",
        "ConnectorRoleArn",
    }
    outputs: Any = TEMPLATE.document["Outputs"]
    assert outputs["ManagementAccountRoleArnOutput"]["Value"] == {"Fn::GetAtt": ["ManagementRole", "Arn"]}
    assert DEFINITION.names.stack == "apono-aws-organization-integration"


@pytest.mark.parametrize("text", [TEXT, properties("MemberRoles")["TemplateBody"]], ids=["outer", "inner"])
def test_cfn_lint_finds_nothing_in_any_partition(text: str) -> None:
    regions = ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"]
    assert [str(one) for one in api.lint(text, regions=regions)] == []


def test_it_can_be_sent_along_and_its_role_holds_its_policies() -> None:
    assert len(TEXT.encode()) <= 51_200
    documents = [one["PolicyDocument"] for one in properties("ManagementRole")["Policies"]]
    assert sum(len(json.dumps(one, separators=(",", ":"))) for one in documents) <= 10_240


def test_members_get_the_same_role_without_the_organization() -> None:
    first, second = (properties(one)["TemplateBody"] for one in ("MemberRoles", "FilteredMemberRoles"))
    assert first == second
    management, member = properties("ManagementRole"), inner("MemberRoles")["Resources"]["MemberRole"]["Properties"]
    assert member["AssumeRolePolicyDocument"] == management["AssumeRolePolicyDocument"]
    assert member["Policies"] == management["Policies"][:1]
    assert member["Tags"] == management["Tags"]


def test_everything_made_is_tagged_and_named_as_the_definition_says() -> None:
    for logical_id in ("ManagementRole", "MemberRoles", "FilteredMemberRoles"):
        tags = {one["Key"]: one["Value"] for one in properties(logical_id)["Tags"]}
        assert tags["org-wizard:connection"] == {"Ref": "ConnectionId"}
        assert tags["org-wizard:provider"] == DEFINITION.id
    names = [properties(one)["StackSetName"] for one in ("MemberRoles", "FilteredMemberRoles")]
    assert names == [DEFINITION.names.stack_set, DEFINITION.names.stack_set_filtered]
    assert TEMPLATE.parameters["RoleName"].default == DEFINITION.names.role


def test_one_unit_is_enough_for_who_knows_the_vendors_contract_and_a_list_takes_its_place() -> None:
    (group,) = properties("MemberRoles")["StackInstancesGroup"]
    assert group["DeploymentTargets"] == {
        "OrganizationalUnitIds": {
            "Fn::If": ["HasUnitList", {"Ref": "OrganizationalUnitIds"}, [{"Ref": "OrganizationalUnitId"}]]
        }
    }
    told = target_parameters(Targets(whole_units=("ou-ab12-11111111", "ou-ab12-22222222")), DEFINITION.unit_parameter)
    assert told["OrganizationalUnitId"] == "ou-ab12-11111111"
    assert target_parameters(Targets(), DEFINITION.unit_parameter)["OrganizationalUnitId"] == ""


def test_every_statement_is_explained_once_and_where_it_holds() -> None:
    everywhere, management = (
        {statement["Sid"] for statement in one["PolicyDocument"]["Statement"]}
        for one in properties("ManagementRole")["Policies"]
    )
    told = {where: [sid for one in DEFINITION.permissions if one.where is where for sid in one.sids] for where in Where}
    assert sorted(told[Where.EVERY_ACCOUNT]) == sorted(everywhere)
    assert sorted(told[Where.MANAGEMENT_ACCOUNT]) == sorted(management)


def test_the_parameters_take_what_the_fields_take() -> None:
    for setting in DEFINITION.settings:
        assert not setting.parameter or setting.parameter in TEMPLATE.parameters


def test_a_whole_form_is_complete() -> None:
    assert form().valid


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("integration-name", "Acme AWS_1-a", "Acme/AWS"),
        ("integration-name", "a", " "),
        ("sso-portal", "https://acme.awsapps.com/start", "http://acme.awsapps.com/start"),
        ("sso-portal", "https://d-1234567890.awsapps.com", "acme.awsapps.com"),
        ("exclude-units", "ou-ab12-11111111,ou-ab12-22222222", "ou-ab12-11111111;ou-ab12-22222222"),
        ("exclude-units", "ou-ab12-11111111 ,  ou-ab12-22222222", "r-ab12"),
        ("exclude-accounts", "111122223333", "11112222333"),
        ("exclude-accounts", "111122223333, 012345678901", "111122223333, 1234"),
        ("custom-access-details", "x" * 400, "x" * 401),
        ("resource-types", "permission-boundary", ""),
        ("resource-types", "s3,iam-role", "s3,nothing"),
        ("connector-id", "acme-production", "acme production"),
        ("connector-role", CONNECTOR, "arn:aws:iam::111122223333:user/apono"),
        ("connector-installed", "true", "false"),
        ("sso-region", "eu-west-1", "mars-1"),
    ],
)
def test_each_field_has_its_rule(field: str, good: str, bad: str) -> None:
    made = form()
    made.type(field, good)
    assert made.valid
    made.type(field, bad)
    assert not made.valid


def test_a_resource_owner_needs_an_integration_owner() -> None:
    made = form(owner_attribute="", owner_values="")
    assert made.needs("resource-owner-key") == "Integration owner: attribute"
    assert not made.valid
    assert form(owner_attribute="", owner_values="", resource_owner_key="", resource_owner_attribute="").valid
    assert not form(owner_values="").valid


@pytest.mark.parametrize(
    ("choice", "value", "asked"),
    [("delegated", "no", "delegated-later"), ("resource-types", "s3,eks", "eks-entries")],
)
def test_what_needs_a_person_is_asked_for_where_it_is_needed(choice: str, value: str, asked: str) -> None:
    assert asked not in {one.id for one in form().shown}
    made = form()
    made.type(choice, value)
    assert not made.valid
    made.type(asked, "true")
    assert made.valid
