"""The entry for a vendor's file, from a connection."""

from dataclasses import replace
from datetime import UTC, datetime

from wizard.handover.values import handed_over, target_entry
from wizard.model.connection import Connection, Health, Names, Phase, Status
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection
from wizard.providers.catalogue import load_provider

READER = load_provider("raito")
SETTINGS = {"target-name": "acme", "profile-name": "", "identity-store-id": "d-1234567890"}
ROW = Connection(
    connection_id="c-1",
    provider_id="raito",
    provider_name="Raito",
    identity=OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "012345678901", "Acme"),
    profile="acme-sso",
    region="eu-central-1",
    partition="aws",
    phase=Phase.CONNECTED,
    status=Status.ACTIVE,
    names=Names("", "", "", ""),
    selection=Selection.whole("r-ab12"),
    settings=SETTINGS,
    role_arn="",
    health=Health(),
    created_at=datetime(2026, 12, 1, tzinfo=UTC),
)


def test_it_says_where_to_read_and_with_what() -> None:
    assert target_entry(ROW, READER) == {
        "name": "acme",
        "connector-name": "raito-io/cli-plugin-aws-organization",
        "identity-store-id": "d-1234567890",
        "aws-account-id": "012345678901",
        "aws-profile": "acme-sso",
        "aws-region": "eu-central-1",
    }


def test_a_profile_of_its_own_comes_first_and_none_is_no_line() -> None:
    own = replace(ROW, settings={**SETTINGS, "profile-name": "raito-sync"})
    assert target_entry(own, READER)["aws-profile"] == "raito-sync"
    assert "aws-profile" not in target_entry(replace(ROW, profile=""), READER)


def test_the_same_values_are_there_one_by_one() -> None:
    shown = {one.id: (one.shown, one.copied) for one in handed_over(ROW, READER)}
    assert shown == {
        "identity-store-id": ("d-1234567890", "d-1234567890"),
        "management-account": ("0123 4567 8901", "012345678901"),
        "region": ("eu-central-1", "eu-central-1"),
    }
