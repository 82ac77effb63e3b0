"""Datadog's definition and template: the vendor's contract, the rules of its fields, and what a StackSet takes."""

from typing import Any

import pytest
from cfnlint import api

from wizard.flow.setting_form import SettingForm
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import Deploy
from wizard.providers.template_reader import read_template

CATALOGUE = ProviderCatalogue()
DEFINITION = CATALOGUE.load("datadog")
TEXT = CATALOGUE.template_text("datadog")
TEMPLATE = read_template(TEXT)
API_KEY, APP_KEY = "0123456789abcdef" * 2, "0123456789abcdef0123" * 2
CONTRACT = {
    "DatadogApiKey",
    "DatadogAppKey",
    "DatadogSite",
    "IAMRoleName",
    "DisableMetricCollection",
    "DisableResourceCollection",
    "CloudSecurityPostureManagement",
}


def resource(logical_id: str) -> Any:
    resources: Any = TEMPLATE.document["Resources"]
    return resources[logical_id]["Properties"]


def form(**values: str) -> SettingForm:
    made = SettingForm()
    made.restart(DEFINITION.settings)
    given = {"api-key": API_KEY, "app-key": APP_KEY, **{key.replace("_", "-"): one for key, one in values.items()}}
    for key, value in given.items():
        made.type(key, value)
    return made


def test_it_has_the_vendors_parameters_and_no_others() -> None:
    assert TEMPLATE.parameters.keys() == CONTRACT
    assert {one.parameter for one in DEFINITION.settings} == CONTRACT
    assert {name for name, one in TEMPLATE.parameters.items() if one.no_echo} == {"DatadogApiKey", "DatadogAppKey"}


@pytest.mark.rule("R32")
def test_a_service_managed_stack_set_takes_it_and_every_partition_too() -> None:
    assert DEFINITION.deploy is Deploy.STACK_SET
    assert len(TEXT.encode()) <= 51_200
    assert "Transform" not in TEMPLATE.document
    regions = ["us-east-1", "eu-central-1", "us-gov-west-1"]
    assert [str(one) for one in api.lint(TEXT, regions=regions)] == []


def test_the_code_that_registers_an_account_fits_and_can_be_read() -> None:
    code = resource("Registrar")["Code"]["ZipFile"]
    assert len(code) <= 4096
    compile(code, "index.py", "exec")


def test_the_role_trusts_the_account_of_the_site_with_the_external_id_that_was_given() -> None:
    (statement,) = resource("IntegrationRole")["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Condition"] == {
        "StringEquals": {"sts:ExternalId": {"Fn::GetAtt": ["Registration", "ExternalId"]}}
    }
    sites = {one.value for one in DEFINITION.setting("site").options}
    mappings: Any = TEMPLATE.document["Mappings"]
    assert sites == mappings["AccountBySite"].keys()
    assert sites == set(TEMPLATE.parameters["DatadogSite"].allowed_values)


@pytest.mark.parametrize("app_key", [APP_KEY, APP_KEY.upper(), "ddapp_" + "aB3" * 11 + "x"])
def test_keys_of_the_right_form_are_taken(app_key: str) -> None:
    assert form(app_key=app_key).valid


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("api-key", ""),
        ("api-key", API_KEY[:-1]),
        ("api-key", APP_KEY),
        ("api-key", "z" * 32),
        ("app-key", ""),
        ("app-key", API_KEY),
        ("app-key", "ddapp_" + "a" * 33),
        ("app-key", "a" * 34),
    ],
)
def test_keys_of_another_form_are_refused_while_they_are_typed(field: str, value: str) -> None:
    typed = form(**{field.replace("-", "_"): value})
    assert not typed.valid
    assert bool(typed.problem(field)) is bool(value)


def test_posture_without_resources_cannot_be_chosen() -> None:
    typed = form(posture="true", no_resources="true")
    assert "posture" not in {one.id for one in typed.shown}
    assert "posture" not in typed.answers()
    typed.type("no-resources", "false")
    assert typed.answers()["posture"] == "true"
