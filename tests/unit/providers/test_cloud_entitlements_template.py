"""Our own template of Cloud Entitlements: sound, within AWS's limits, and the same inside and outside."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from cfnlint import api

import wizard
from wizard.providers.catalogue import ProviderCatalogue, load_provider
from wizard.providers.markup import read_markup
from wizard.providers.template_reader import read_template
from wizard.resources import resource

TEXT = ProviderCatalogue().template_text("cloud-entitlements")
DEFINITION = load_provider("cloud-entitlements")
MEMBER_STACK_SETS = ("MemberRoles", "FilteredMemberRoles")
READING_VERBS = ("Describe", "Get", "Is", "List")
READING_DESPITE_THE_NAME = {
    "iam:GenerateCredentialReport",
    "iam:GenerateOrganizationsAccessReport",
    "iam:GenerateServiceLastAccessedDetails",
    "iam:SimulatePrincipalPolicy",
}


def outer() -> Mapping[str, Any]:
    return read_template(TEXT).document


def properties(logical_id: str) -> Any:
    return outer()["Resources"][logical_id]["Properties"]


def inner(logical_id: str) -> Any:
    return read_markup(properties(logical_id)["TemplateBody"]).value


def statements(role: Any) -> list[Any]:
    return [one for policy in role["Policies"] for one in policy["PolicyDocument"]["Statement"]]


@pytest.mark.parametrize("text", [TEXT, properties("MemberRoles")["TemplateBody"]], ids=["outer", "inner"])
def test_cfn_lint_finds_nothing_in_any_partition(text: str) -> None:
    regions = ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"]
    assert [str(one) for one in api.lint(text, regions=regions)] == []


def test_bodies_can_be_sent_along_with_the_call() -> None:
    assert len(TEXT.encode()) <= 51_200
    for logical_id in MEMBER_STACK_SETS:
        assert len(properties(logical_id)["TemplateBody"].encode()) <= 51_200


def test_both_stack_sets_have_the_same_template() -> None:
    first, second = (properties(logical_id)["TemplateBody"] for logical_id in MEMBER_STACK_SETS)
    assert first == second


def test_members_role_is_the_management_accounts_without_the_organization() -> None:
    management, member = properties("ManagementRole"), inner("MemberRoles")["Resources"]["MemberRole"]["Properties"]
    assert member["AssumeRolePolicyDocument"] == management["AssumeRolePolicyDocument"]
    assert member["Policies"] == management["Policies"][:1]
    assert member["Tags"] == management["Tags"]
    assert member["RoleName"] == management["RoleName"] == {"Ref": "RoleName"}
    assert member["MaxSessionDuration"] == management["MaxSessionDuration"]
    assert inner("MemberRoles")["Conditions"]["IsActive"] == outer()["Conditions"]["IsActive"]


def test_only_reading_is_allowed() -> None:
    for statement in statements(properties("ManagementRole")):
        assert statement["Effect"] == "Allow"
        for action in statement["Action"]:
            verb = action.partition(":")[2]
            assert verb.startswith(READING_VERBS) or action in READING_DESPITE_THE_NAME, action
            assert "*" not in action


def test_inline_policies_stay_within_the_roles_limit() -> None:
    """IAM counts 10,240 characters over all inline policies of a role, white space left out."""
    policies = properties("ManagementRole")["Policies"]
    assert sum(len(json.dumps(one["PolicyDocument"], separators=(",", ":"))) for one in policies) <= 10_240


def test_active_trusts_the_principal_with_its_external_id_and_inactive_nobody() -> None:
    (choice,) = properties("ManagementRole")["AssumeRolePolicyDocument"]["Statement"]
    condition, active, inactive = choice["Fn::If"]
    assert outer()["Conditions"][condition] == {"Fn::Equals": [{"Ref": "Status"}, "Active"]}
    assert active["Effect"] == "Allow"
    assert active["Principal"] == {"AWS": {"Ref": "TrustedPrincipal"}}
    assert active["Condition"] == {"StringEquals": {"sts:ExternalId": {"Ref": "ExternalId"}}}
    assert inactive == {
        "Sid": "TrustNobody",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "sts:AssumeRole",
    }


@pytest.mark.parametrize("logical_id", MEMBER_STACK_SETS)
def test_stack_sets_deploy_to_all_accounts_at_once_and_stop_for_none(logical_id: str) -> None:
    stack_set = properties(logical_id)
    assert stack_set["PermissionModel"] == "SERVICE_MANAGED"
    assert stack_set["Capabilities"] == ["CAPABILITY_NAMED_IAM"]
    assert stack_set["OperationPreferences"] == {
        "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE",
        "FailureTolerancePercentage": "100",
        "MaxConcurrentPercentage": "100",
    }
    handed = {one["ParameterKey"]: one["ParameterValue"] for one in stack_set["Parameters"]}
    assert handed == {name: {"Ref": name} for name in inner(logical_id)["Parameters"]}
    groups = [one["Fn::If"][1] if "Fn::If" in one else one for one in stack_set["StackInstancesGroup"]]
    for group in groups:
        assert group["Regions"] == [{"Ref": "AWS::Region"}]


def test_automatic_deployment_is_only_for_whole_units() -> None:
    whole, filtered = (properties(logical_id) for logical_id in MEMBER_STACK_SETS)
    assert whole["AutoDeployment"] == {"Enabled": "true", "RetainStacksOnAccountRemoval": "false"}
    assert filtered["AutoDeployment"] == {"Enabled": "false"}
    (targets,) = (group["DeploymentTargets"] for group in whole["StackInstancesGroup"])
    assert targets == {"OrganizationalUnitIds": {"Ref": "OrganizationalUnitIds"}}


def test_what_is_left_out_is_targeted_by_two_filters() -> None:
    by_difference, by_intersection = (one["Fn::If"] for one in properties("FilteredMemberRoles")["StackInstancesGroup"])
    assert by_difference[1]["DeploymentTargets"] == {
        "OrganizationalUnitIds": {"Ref": "FilteredUnitIds"},
        "AccountFilterType": {"Fn::If": ["HasExcludedAccounts", "DIFFERENCE", "NONE"]},
        "Accounts": {"Fn::If": ["HasExcludedAccounts", {"Ref": "ExcludedAccountIds"}, {"Ref": "AWS::NoValue"}]},
    }
    assert by_intersection[1]["DeploymentTargets"] == {
        "OrganizationalUnitIds": {"Ref": "AccountParentIds"},
        "AccountFilterType": "INTERSECTION",
        "Accounts": {"Ref": "AccountIds"},
    }
    assert by_difference[2] == by_intersection[2] == {"Ref": "AWS::NoValue"}


def test_everything_made_carries_our_tags() -> None:
    for logical_id in ("ManagementRole", *MEMBER_STACK_SETS):
        tags = {one["Key"]: one["Value"] for one in properties(logical_id)["Tags"]}
        assert tags == {
            "org-wizard:connection": {"Ref": "ConnectionId"},
            "org-wizard:provider": "cloud-entitlements",
            "org-wizard:version": wizard.__version__,
        }


def test_the_vendors_values_have_no_default() -> None:
    parameters = read_template(TEXT).parameters
    assert {name for name, one in parameters.items() if one.required} == {
        "TrustedPrincipal",
        "ExternalId",
        "ConnectionId",
    }
    assert parameters["RoleName"].default == DEFINITION.names.role
    assert parameters["Status"].allowed_values == ("Active", "Inactive")


def test_every_parameter_is_labelled_and_grouped_for_the_console() -> None:
    for parameter in read_template(TEXT).parameters.values():
        assert parameter.label
        assert parameter.group
        assert parameter.description


def test_names_are_those_of_the_definition() -> None:
    assert [properties(one)["StackSetName"] for one in MEMBER_STACK_SETS] == [
        DEFINITION.names.stack_set,
        DEFINITION.names.stack_set_filtered,
    ]
    assert outer()["Outputs"][DEFINITION.outputs["role_arn"]]["Value"] == {"Fn::GetAtt": ["ManagementRole", "Arn"]}


def test_the_template_is_found_as_a_resource() -> None:
    assert resource("providers", "cloud-entitlements", "template.yaml").is_file()
