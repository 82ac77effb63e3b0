"""Page 4: the provider's own fields."""

import json
import re
from dataclasses import replace

import pytest

from tests.unit.flow.data import (
    ADMINISTRATOR,
    PRINCIPAL,
    SETTINGS,
    answers_up_to_settings,
    connection,
    definition,
    explain,
)
from wizard.flow.answers import SettingsAnswers
from wizard.flow.pages.settings import SettingsPage
from wizard.flow.request import connect_request
from wizard.model.connection import Health, Phase
from wizard.model.identifiers import EXTERNAL_ID
from wizard.model.message import Message

BEFORE = replace(answers_up_to_settings(), settings=None)


def template(*principals, external_ids=()):
    statements = [
        {
            "Effect": "Allow",
            "Principal": {"AWS": principal},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": list(external_ids)}},
        }
        for principal in principals
    ]
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": statements}}}
    return json.dumps({"Resources": {"Role": role}})


@pytest.fixture
def page(run, desk):
    made = SettingsPage(desk.catalogue, desk.sign_in, explain)
    run(made.load(BEFORE))
    return made


def test_the_fields_are_the_providers_with_its_defaults(page):
    assert [field.id for field in page.fields] == list(SETTINGS)
    assert page.values == {"trusted-principal": "", "external-id": "", "role-name": "CloudEntitlementsReadOnly"}
    assert page.region == "eu-west-1"
    assert not page.valid
    assert page.initial_focus == "settings.trusted-principal"


def test_all_that_is_needed_makes_it_complete_and_white_space_around_does_not_count(page):
    for field_id, value in SETTINGS.items():
        page.set_value(field_id, f" {value}\n")
    assert page.valid
    assert page.collect() == SettingsAnswers(SETTINGS, "eu-west-1")
    assert page.initial_focus == "settings.region"


def test_nothing_is_said_of_a_field_until_something_was_typed(page):
    assert page.problem("trusted-principal") is None
    assert not page.missing("trusted-principal")


def test_a_value_of_the_wrong_form_is_told_in_the_providers_words(page):
    page.set_value("trusted-principal", "Acme")
    assert page.problem("trusted-principal").startswith("Type a 12-digit account ID")
    assert not page.valid
    page.set_value("trusted-principal", PRINCIPAL)
    assert page.problem("trusted-principal") is None


def test_a_needed_value_that_was_taken_away_is_missing(page):
    page.set_value("trusted-principal", PRINCIPAL)
    page.set_value("trusted-principal", " ")
    assert page.missing("trusted-principal")
    assert page.problem("trusted-principal") is None


def test_an_external_id_that_is_made_has_128_random_bits(page):
    page.generate("external-id")
    first = page.values["external-id"]
    page.generate("external-id")
    assert re.fullmatch(r"[0-9a-f]{32}", first)
    assert EXTERNAL_ID.fullmatch(first)
    assert page.values["external-id"] != first


def test_what_was_typed_is_still_there_when_the_page_comes_back(page, run):
    page.set_value("trusted-principal", PRINCIPAL)
    run(page.load(BEFORE))
    assert page.values["trusted-principal"] == PRINCIPAL


def test_earlier_answers_are_restored(page, run):
    run(page.load(replace(BEFORE, settings=SettingsAnswers(SETTINGS, "us-east-1"))))
    assert page.collect() == SettingsAnswers(SETTINGS, "us-east-1")


def test_another_provider_begins_with_its_own_defaults(page, run):
    page.set_value("role-name", "Mine")
    run(page.load(replace(BEFORE, provider=replace(BEFORE.provider, provider_id="other"))))
    assert page.values["role-name"] == "CloudEntitlementsReadOnly"
    assert not page.missing("role-name")


def test_the_region_follows_the_profile_until_it_is_chosen(page, run):
    run(page.load(replace(BEFORE, sign_in=replace(BEFORE.sign_in, region="us-east-1"))))
    assert page.region == "us-east-1"
    page.set_region("eu-west-1")
    run(page.load(replace(BEFORE, sign_in=replace(BEFORE.sign_in, region="us-east-1"))))
    assert page.region == "eu-west-1"


@pytest.mark.parametrize(("partition", "named", "region"), [("aws", "xx-1", "us-east-1"), ("aws-cn", "", "cn-north-1")])
def test_a_region_that_the_partition_does_not_have_is_left(page, run, partition, named, region):
    page.set_region("ap-nowhere-1")
    signed_in = replace(BEFORE.sign_in, region=named, caller=replace(ADMINISTRATOR, partition=partition))
    run(page.load(replace(BEFORE, sign_in=signed_in)))
    assert page.region == region


def test_a_region_that_cannot_be_chosen_does_not_do(page):
    for field_id, value in SETTINGS.items():
        page.set_value(field_id, value)
    page.set_region("mars-1")
    assert not page.valid


def test_the_vendors_template_fills_both_fields(page, run):
    run(page.read_vendor_template(template(PRINCIPAL, external_ids=["tenant-42"]), "vendor.json"))
    assert page.values["trusted-principal"] == PRINCIPAL
    assert page.values["external-id"] == "tenant-42"
    assert page.read_from == "vendor.json"
    assert page.error is None
    assert page.valid


def test_of_several_principals_the_person_chooses(page, run):
    run(page.read_vendor_template(template("111122223333", "444455556666", external_ids=["tenant-42"]), "vendor.json"))
    assert page.values["trusted-principal"] == ""
    assert page.candidates == {"trusted-principal": ("111122223333", "444455556666")}
    assert page.values["external-id"] == "tenant-42"


def test_a_template_without_a_role_is_said_to_name_nothing_and_takes_nothing_away(page, run):
    page.set_value("trusted-principal", PRINCIPAL)
    run(page.read_vendor_template(json.dumps({"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}), "bucket.json"))
    assert page.error == Message("settings.template-without-trust", {"name": "bucket.json"})
    assert page.values["trusted-principal"] == PRINCIPAL


def test_a_file_that_is_no_template_is_explained_and_the_next_one_clears_it(page, run):
    run(page.read_vendor_template("just text", "notes.txt"))
    assert page.error.title.startswith("Explained: ")
    assert not page.busy
    run(page.read_vendor_template(template(PRINCIPAL), "vendor.json"))
    assert page.error is None


def test_the_provider_and_the_sign_in_come_first(run, desk):
    with pytest.raises(ValueError, match="come first"):
        run(SettingsPage(desk.catalogue, desk.sign_in, explain).load(replace(BEFORE, provider=None)))


def test_an_unfinished_connection_is_gone_on_with_as_it_was_begun(run, desk):
    request = connect_request(answers_up_to_settings(), definition())
    begun = replace(connection(request, "", Phase.CONNECTING, Health()), settings=SETTINGS, region="us-east-1")
    assert BEFORE.organization is not None
    page = SettingsPage(desk.catalogue, desk.sign_in, explain)
    run(page.load(replace(BEFORE, organization=replace(BEFORE.organization, unfinished=begun))))
    assert page.collect() == SettingsAnswers(SETTINGS, "us-east-1")


def test_what_is_typed_is_not_overwritten_by_what_was_begun(run, desk):
    request = connect_request(answers_up_to_settings(), definition())
    begun = replace(connection(request, "", Phase.CONNECTING, Health()), settings=SETTINGS)
    assert BEFORE.organization is not None
    page = SettingsPage(desk.catalogue, desk.sign_in, explain)
    run(page.load(BEFORE))
    page.set_value("external-id", "mine")
    run(page.load(replace(BEFORE, organization=replace(BEFORE.organization, unfinished=begun))))
    assert page.values["external-id"] == "mine"
