"""Apono for one account: its own template, its fields, and code with the keys that are known."""

from typing import Any

import hcl2
import pytest
from cfnlint import api

from wizard.flow.setting_form import SettingForm
from wizard.handover.code_template import fill_code
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.template_reader import read_template

CATALOGUE = ProviderCatalogue()
DEFINITION = CATALOGUE.load("apono-account")
TEXT = CATALOGUE.template_text("apono-account")
TEMPLATE = read_template(TEXT)
CHOSEN = {
    "connector-kind": "managed",
    "connector-installed": "true",
    "connector-id": "acme-production",
    "connector-role": "arn:aws:iam::111122223333:role/apono-connector",
    "delegated": "yes",
    "resource-types": "s3",
}


def test_it_is_part_of_the_provider_and_not_listed_beside_it() -> None:
    summaries = {one.id: one for one in CATALOGUE.summaries()}
    assert DEFINITION.id not in summaries
    assert summaries["apono"].account == DEFINITION.id


def test_one_stack_with_one_role_and_nothing_of_an_organization() -> None:
    assert TEMPLATE.resource_types == {"AWS::IAM::Role": 1}
    assert set(TEMPLATE.parameters) == {"AponoConnectorId", "ConnectorRoleArn", "RoleName", "Status", "ConnectionId"}
    assert [str(one) for one in api.lint(TEXT, regions=["us-east-1", "us-gov-west-1", "cn-north-1"])] == []
    assert not [one for needed in DEFINITION.needed_actions for one in needed.actions if "organizations:" in one]
    resources: Any = TEMPLATE.document["Resources"]
    tags = {one["Key"]: one["Value"] for one in resources["AccountRole"]["Properties"]["Tags"]}
    assert tags["org-wizard:provider"] == DEFINITION.id
    (policy,) = resources["AccountRole"]["Properties"]["Policies"]
    told = [sid for one in DEFINITION.permissions for sid in one.sids]
    assert sorted(told) == sorted(one["Sid"] for one in policy["PolicyDocument"]["Statement"])


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("connector-profile", "apono", "my profile"),
        ("connector-profile", "prod.admin", ""),
        ("rotation-days", "90", "0"),
        ("rotation-days", "", "ninety"),
        ("cleanup-days", "1", "-1"),
    ],
)
def test_each_field_has_its_rule(field: str, good: str, bad: str) -> None:
    form = SettingForm()
    form.restart(DEFINITION.settings)
    for key, value in CHOSEN.items():
        form.type(key, value)
    assert form.value("connector-profile") == "apono"
    form.type(field, good)
    assert form.valid
    form.type(field, bad)
    assert not form.valid


@pytest.mark.parametrize("cleanup", ["", "30"])
def test_the_code_has_the_keys_that_are_known(cleanup: str) -> None:
    values = {one.id: CHOSEN.get(one.id, one.default) for one in DEFINITION.settings}
    values |= {"region": "eu-west-1", "rotation-days": "90", "cleanup-days": cleanup}
    (found,) = hcl2.loads(fill_code(CATALOGUE.code_text("apono-account"), values, values))["resource"]
    ((_kind, named),) = found.items()
    ((_name, body),) = named.items()
    config = {key: value.strip('"') for key, value in body["integration_config"].items() if not key.startswith("__")}
    wanted = {"region": "eu-west-1", "profile": "apono", "credentials_rotation_period_in_days": "90"}
    assert config == wanted | ({"credentials_cleanup_period_in_days": cleanup} if cleanup else {})
    assert body["type"].strip('"') == "aws-account"
