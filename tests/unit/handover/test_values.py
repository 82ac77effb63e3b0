"""What is handed to the provider, and as code."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import hcl2
import pytest

from wizard.handover.code_template import fill_code
from wizard.handover.values import handed_over, listed, raw_values, spoken_values
from wizard.model.connection import Connection, Health, Phase, Status
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection
from wizard.providers.catalogue import ProviderCatalogue

CATALOGUE = ProviderCatalogue()
APONO = CATALOGUE.load("apono")
ROLE = "arn:aws:iam::111122223333:role/AponoAccessManagement"
CHOSEN = {
    "connector-id": "acme-production",
    "integration-name": "Acme AWS",
    "resource-types": "iam-role,permission-boundary,ec2",
    "sso-region": "eu-central-1",
    "audit": "true",
    "exclude-accounts": "444455556666 ,  555566667777",
    "custom-access-details": 'Ask the owner.\nSay "why".',
    "owner-attribute": "group",
    "owner-values": "Cloud team,security@example.com",
    "resource-owner-key": "owner",
    "resource-owner-attribute": "user",
}


def connection(provider_id: str = "apono", **settings: str) -> Connection:
    definition = CATALOGUE.load(provider_id)
    values = {key.replace("_", "-"): value for key, value in settings.items()}
    return Connection(
        connection_id="c-1",
        provider_id=provider_id,
        provider_name=definition.name,
        identity=OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "111122223333", "Acme"),
        profile="acme",
        region="eu-west-1",
        partition="aws",
        phase=Phase.CONNECTED,
        status=Status.ACTIVE,
        names=definition.connection_names({}),
        selection=Selection(frozenset({"r-ab12"}), frozenset({"ou-ab12-11111111", "222233334444", "444455556666"})),
        settings={**CHOSEN, **values},
        role_arn=ROLE,
        health=Health(3, 3),
        created_at=datetime(2026, 3, 4, tzinfo=UTC),
    )


def code(one: Connection) -> str:
    return fill_code(CATALOGUE.code_text("apono"), raw_values(one, APONO), spoken_values(one, APONO))


def resource(text: str) -> dict[str, Any]:
    (found,) = hcl2.loads(text)["resource"]
    ((_kind, named),) = found.items()
    ((_name, body),) = named.items()
    return dict(body)


def plain(value: Any) -> Any:
    return value.strip('"') if isinstance(value, str) else value


def test_every_field_of_the_vendor_gets_its_value_as_people_read_it() -> None:
    values = {one.id: one for one in handed_over(connection(), APONO)}
    assert values["role-arn"].copied == ROLE
    assert values["resource-types"].shown == "IAM roles, Permission Boundary, EC2 instances by Session Manager"
    assert (values["audit"].copied, values["audit"].yes_no) == ("true", True)
    assert (values["custom-access-details"].shown, values["custom-access-details"].copied) == (
        'Ask the owner. Say "why".',
        'Ask the owner.\nSay "why".',
    )
    assert values["excluded-units"].copied == "ou-ab12-11111111"
    assert values["excluded-accounts"].copied == "222233334444, 444455556666, 555566667777"
    assert "sso-portal" not in values


def test_an_account_is_read_in_groups_and_copied_without() -> None:
    definition = CATALOGUE.load("cloud-entitlements")
    first = definition.handover.values[0]
    shown = replace(definition.handover, values=(replace(first, value="management-account"),))
    (value,) = handed_over(connection("cloud-entitlements"), replace(definition, handover=shown))
    assert value.copied == "111122223333"
    assert value.shown.split() == ["1111", "2222", "3333"]


def test_the_code_is_terraform_with_all_that_is_known() -> None:
    body = resource(code(connection()))
    assert plain(body["name"]) == "Acme AWS"
    assert plain(body["type"]) == "aws-organization"
    assert plain(body["connector_id"]) == "acme-production"
    assert [plain(one) for one in body["owner"]["attribute_values"]] == ["Cloud team", "security@example.com"]
    assert plain(body["owners_mapping"]["key_name"]) == "owner"
    assert "Ask the owner.\\nSay" in body["custom_access_details"]


def test_what_is_not_known_is_a_comment_and_never_guessed() -> None:
    text = code(connection())
    body = resource(text)
    assert {key for key in body["integration_config"] if not key.startswith("__")} == set()
    assert "var.connected_resource_types" in str(body["connected_resource_types"])
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert any("IAM roles, Permission Boundary" in one for one in comments)
    assert f"#   Management Account Role ARN: {ROLE}" in comments
    assert "#   SSO Portal: not set" in comments
    assert len([one for one in comments if "FILL IN" in one]) >= 2


def test_optional_blocks_are_left_out_where_nothing_was_typed() -> None:
    text = code(connection(owner_attribute="", resource_owner_key="", custom_access_details=""))
    body = resource(text)
    assert {"owner", "owners_mapping", "custom_access_details"} & body.keys() == set()


@pytest.mark.parametrize("odd", ['"}', "${aws.secret}", "a\nb = 1", "\\"])
def test_nothing_typed_becomes_code(odd: str) -> None:
    body = resource(code(connection(integration_name=odd, owner_values=odd, custom_access_details=odd)))
    assert set(body) >= {"name", "type", "connector_id", "integration_config", "owner", "owners_mapping"}
    assert "b" not in body


def test_lists_are_read_with_and_without_spaces() -> None:
    assert listed("a,b , c\n a") == ("a", "b", "c")
