"""The definition of Cloud Entitlements agrees with its template, with AWS's actions, and with what people must know."""

import json
from importlib.resources import files
from typing import Any

import pytest

from wizard.model.connection import Names
from wizard.operations.registry import operation
from wizard.providers.catalogue import ProviderCatalogue, list_providers, load_provider, provider_ids
from wizard.providers.definition import Deploy, Scope, Where
from wizard.providers.setting import Generated, Source
from wizard.providers.template_reader import read_template

DEFINITION = load_provider("cloud-entitlements")
TEMPLATE = read_template(ProviderCatalogue().template_text("cloud-entitlements"))
NAMES = Names("the-stack", "the-set", "the-filtered-set", "TheRole")


def sids_by_policy() -> list[set[str]]:
    role: Any = TEMPLATE.document["Resources"]
    policies = role["ManagementRole"]["Properties"]["Policies"]
    return [{statement["Sid"] for statement in one["PolicyDocument"]["Statement"]} for one in policies]


def test_it_is_in_the_catalogue() -> None:
    assert DEFINITION.id in provider_ids()
    summary = list_providers()[0]
    assert (summary.name, summary.scopes) == ("Cloud Entitlements", (Scope.ORGANIZATION,))
    assert ProviderCatalogue().icon("cloud-entitlements").startswith(b"<svg")


def test_every_statement_is_explained_once_and_where_it_holds() -> None:
    everywhere, management_only = sids_by_policy()
    explained = {
        where: [sid for one in DEFINITION.permissions if one.where is where for sid in one.sids] for where in Where
    }
    assert sorted(explained[Where.EVERY_ACCOUNT]) == sorted(everywhere)
    assert sorted(explained[Where.MANAGEMENT_ACCOUNT]) == sorted(management_only)


def test_settings_feed_parameters_with_the_same_form() -> None:
    assert [one.id for one in DEFINITION.settings] == ["trusted-principal", "external-id", "role-name"]
    for setting in DEFINITION.settings:
        parameter = TEMPLATE.parameters[setting.parameter]
        assert (parameter.default or "") == setting.default
        if parameter.max_length:
            assert setting.accepts("a" * int(parameter.max_length))
            assert not setting.accepts("a" * (int(parameter.max_length) + 1))


@pytest.mark.parametrize(
    ("setting_id", "good", "bad"),
    [
        ("trusted-principal", "012345678901", "12345678901"),
        ("trusted-principal", "arn:aws-us-gov:iam::012345678901:role/path/Reader", "arn:aws:s3:::bucket"),
        ("trusted-principal", "arn:aws:iam::012345678901:root", "arn:aws:iam::012345678901:group/readers"),
        ("trusted-principal", "arn:aws-cn:iam::012345678901:user/reader", "*"),
        ("external-id", "a1:b/c@d", "with space"),
        ("external-id", "ab", "a"),
        ("role-name", "Reader+1", "path/Reader"),
        ("role-name", "Reader", "Reader\n"),
    ],
)
def test_settings_take_what_aws_takes(setting_id: str, good: str, bad: str) -> None:
    setting = DEFINITION.setting(setting_id)
    assert setting.accepts(good)
    assert not setting.accepts(bad)
    assert setting.message
    assert not setting.accepts("")


def test_vendor_values_are_typed_or_read_and_only_the_external_id_can_be_made() -> None:
    principal, external_id, role_name = DEFINITION.settings
    assert principal.source is external_id.source is Source.VENDOR_TEMPLATE
    assert (principal.generated, external_id.generated) == (Generated.NOTHING, Generated.EXTERNAL_ID)
    assert (principal.default, external_id.default, role_name.advanced) == ("", "", True)


def test_names_follow_the_role_name_that_was_typed() -> None:
    assert DEFINITION.connection_names({}).role == "CloudEntitlementsReadOnly"
    assert DEFINITION.connection_names({"role-name": "Reader"}) == Names(
        "org-wizard-cloud-entitlements",
        "org-wizard-cloud-entitlements-members",
        "org-wizard-cloud-entitlements-members-filtered",
        "Reader",
    )


def test_status_values_are_those_of_the_template() -> None:
    assert DEFINITION.deploy is Deploy.STACK
    assert DEFINITION.status is not None
    parameter = TEMPLATE.parameters[DEFINITION.status.parameter]
    assert parameter.allowed_values == (DEFINITION.status.active, DEFINITION.status.inactive)
    assert parameter.default == DEFINITION.status.active


def test_needed_actions_exist_at_aws() -> None:
    known = json.loads(files("cfnlint").joinpath("data", "AdditionalSpecs", "Policies.json").read_text("utf-8"))
    for needed in DEFINITION.needed_actions:
        for action in needed.actions:
            service, _, name = action.partition(":")
            assert name.lower() in {one.lower() for one in known[service]["Actions"]}, action
        assert not needed.operation or operation(needed.operation).key == needed.operation


def test_needed_actions_name_only_what_is_ours() -> None:
    arns = {
        arn
        for needed in DEFINITION.needed_actions
        for arn in needed.arns(NAMES, "aws-cn", "cn-north-1", "111122223333")
        if arn != "*" and "aws-service-role" not in arn
    }
    assert arns == {
        "arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/the-stack/*",
        "arn:aws-cn:cloudformation:cn-north-1:111122223333:stackset/the-set:*",
        "arn:aws-cn:cloudformation:cn-north-1:111122223333:stackset/the-filtered-set:*",
        "arn:aws-cn:cloudformation:cn-north-1:111122223333:stackset-target/the-set:*",
        "arn:aws-cn:cloudformation:cn-north-1:111122223333:stackset-target/the-filtered-set:*",
        "arn:aws-cn:cloudformation:cn-north-1::type/resource/AWS-IAM-Role",
        "arn:aws-cn:iam::111122223333:role/TheRole",
    }
