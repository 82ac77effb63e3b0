"""Settings of every kind on the settings page."""

import asyncio
from dataclasses import replace

import pytest

from tests.unit.flow.change_services import FakeChanges
from tests.unit.flow.data import answers_up_to_settings, connection, explain, failed
from tests.unit.flow.every_kind import FILLED, SECRET, every_kind
from tests.unit.flow.services import FakeIdentityCenters
from wizard.flow.answers import SettingsAnswers
from wizard.flow.drafts import draft_of
from wizard.flow.pages.change import ChangePage
from wizard.flow.pages.change_settings import ChangeSettingsPage
from wizard.flow.pages.settings import SettingsPage
from wizard.flow.ports import SettingSources
from wizard.flow.request import connect_request
from wizard.model.connection import Health, Phase
from wizard.model.message import Message
from wizard.store.encoding import encode
from wizard.store.secrets import MemorySecrets
from wizard.store.vault import Vault

BEFORE = replace(answers_up_to_settings(), settings=None)


class ClosedKeyring(MemorySecrets):
    def get(self, _reference):
        raise failed("The keyring is locked")


@pytest.fixture
def vault():
    return Vault()


@pytest.fixture
def centers():
    return FakeIdentityCenters()


@pytest.fixture
def page(run, desk, vault, centers):
    desk.catalogue.defined = every_kind()
    made = SettingsPage(desk.catalogue, desk.sign_in, explain, SettingSources(vault, centers))

    async def load():
        await made.load(BEFORE)
        await made.settled()

    run(load())
    return made


def fill(page, **other):
    for field_id, value in {**FILLED, **other}.items():
        page.set_value(field_id, value)


def test_all_that_is_needed_makes_it_complete_and_what_is_not_asked_for_is_left_out(page):
    assert not page.valid
    fill(page)
    assert page.valid
    values = page.collect().values
    assert "version" not in values
    assert (values["types"], values["installed"], values["site"]) == ("roles,groups", "true", "two")


@pytest.mark.parametrize(
    ("field_id", "value"), [("types", ""), ("installed", "false"), ("where", ""), ("home", "mars-1"), ("site", "six")]
)
def test_each_kind_has_its_own_way_of_not_being_complete(page, field_id, value):
    fill(page, **{field_id: value})
    assert not page.valid


def test_what_depends_on_a_choice_is_asked_for_with_it_and_keeps_what_was_typed(page):
    fill(page, where="on-premises")
    assert not page.valid
    assert page.initial_focus == "settings.version"
    page.set_value("version", "1.7")
    assert page.valid
    assert page.collect().values["version"] == "1.7"
    page.set_value("where", "managed")
    assert "version" not in page.collect().values
    page.set_value("where", "on-premises")
    assert page.collect().values["version"] == "1.7"


def test_a_value_that_needs_another_one_says_which(page):
    fill(page, **{"resource-owner": "team"})
    assert page.note("resource-owner") == Message("settings.needs", {"label": "Owner"})
    assert not page.valid
    page.set_value("owner", "me")
    assert page.note("resource-owner") is None
    assert page.valid


def test_more_characters_than_are_taken_are_told_in_the_providers_words(page):
    fill(page, details="x" * 21)
    assert page.problem("details") == "At most 20."
    assert not page.valid
    page.set_value("details", "x" * 20 + "\n")
    assert page.valid


def test_a_tick_that_was_taken_back_is_missing(page):
    page.set_value("installed", "true")
    assert not page.missing("installed")
    page.set_value("installed", "false")
    assert page.missing("installed")


def test_identity_centers_region_is_found_and_can_be_changed(page, centers):
    assert centers.asked == [("acme", "eu-west-1")]
    assert page.values["home"] == "us-east-1"
    assert page.note("home") == Message("settings.identity-center-found", {"region": "us-east-1"})
    page.set_value("home", "eu-west-1")
    assert page.values["home"] == "eu-west-1"


@pytest.mark.parametrize(
    ("found", "key"),
    [("", "settings.identity-center-none"), (failed("Not allowed"), "settings.identity-center-unknown")],
)
def test_where_aws_names_no_identity_center_the_person_chooses(run, desk, found, key):
    desk.catalogue.defined = every_kind()
    page = SettingsPage(desk.catalogue, desk.sign_in, explain, SettingSources(Vault(), FakeIdentityCenters(found)))

    async def load():
        await page.load(BEFORE)
        await page.settled()

    run(load())
    assert page.values["home"] == ""
    assert page.note("home").key == key


def test_a_region_that_was_chosen_before_aws_answered_stays(run, desk, centers):
    desk.catalogue.defined = every_kind()
    page = SettingsPage(desk.catalogue, desk.sign_in, explain, SettingSources(Vault(), centers))

    async def load():
        await page.load(BEFORE)
        page.set_value("home", "eu-west-1")
        await page.settled()

    run(load())
    assert page.values["home"] == "eu-west-1"


def test_a_secret_goes_into_the_vault_and_only_a_reference_into_the_answers(page, run, vault):
    fill(page)
    answers = page.collect()
    assert SECRET not in encode(answers)
    assert asyncio.run(vault.values(answers.secrets)) == {"api-key": SECRET}
    assert page.collect() == answers
    page.set_value("api-key", "f" * 32)
    assert asyncio.run(vault.values(answers.secrets)) == {"api-key": SECRET}
    anew = page.collect()
    assert asyncio.run(vault.values(anew.secrets)) == {"api-key": "f" * 32}
    assert asyncio.run(vault.values(answers.secrets)) == {}


def test_a_secret_that_is_known_need_not_be_typed_again_and_is_not_shown(page, run):
    fill(page)
    answers = page.collect()
    page.set_value("api-key", "")
    assert page.missing("api-key")
    run(page.load(replace(BEFORE, settings=answers)))
    assert page.values["api-key"] == ""
    assert page.note("api-key") == Message("settings.secret-kept")
    assert page.valid
    assert page.collect().secrets == answers.secrets


def test_a_draft_holds_no_reference_and_asks_for_the_secret_again(page, run, desk, vault):
    fill(page)
    draft = draft_of(replace(BEFORE, settings=page.collect()))
    assert draft is not None
    assert SECRET not in encode(draft)
    assert draft.settings is not None
    assert draft.settings.secrets == {}
    again = SettingsPage(desk.catalogue, desk.sign_in, explain, SettingSources(vault))
    run(again.load(draft))
    assert not again.valid
    assert again.initial_focus == "settings.api-key"
    again.set_value("api-key", SECRET)
    assert again.valid


def test_a_keyring_that_stays_closed_is_explained_and_the_secret_asked_for_again(run, desk):
    desk.catalogue.defined = every_kind()
    page = SettingsPage(desk.catalogue, desk.sign_in, explain, SettingSources(Vault(ClosedKeyring())))
    run(page.load(replace(BEFORE, settings=SettingsAnswers(FILLED, "eu-west-1", {"api-key": "setting/1"}))))
    assert page.error is not None
    assert page.error.title == "Explained: The keyring is locked"
    assert not page.valid


def test_in_the_console_a_secret_is_typed_at_aws_alone(run, desk):
    desk.catalogue.defined = every_kind()
    page = SettingsPage(desk.catalogue, desk.sign_in, explain)
    assert BEFORE.sign_in is not None
    assert BEFORE.organization is not None
    by_hand = replace(
        BEFORE,
        sign_in=replace(BEFORE.sign_in, console=True),
        organization=replace(BEFORE.organization, partition="aws", region="eu-west-1"),
    )
    run(page.load(by_hand))
    assert "api-key" not in {one.id for one in page.fields}


def test_another_provider_forgets_what_was_typed_as_a_secret(page, run, desk, vault):
    fill(page)
    answers = page.collect()
    desk.catalogue.defined = None
    run(page.load(replace(BEFORE, provider=replace(BEFORE.provider, provider_id="other"))))
    assert asyncio.run(vault.values(answers.secrets)) == {}


def test_a_change_leaves_a_secret_as_it_is_until_another_one_is_typed(run, desk, vault, centers):
    desk.catalogue.defined = every_kind()
    settings = {key: value for key, value in FILLED.items() if key != "api-key"}
    request = connect_request(
        replace(answers_up_to_settings(), settings=SettingsAnswers(settings, "eu-west-1")), every_kind()
    )
    row = connection(request, "", Phase.CONNECTED, Health())
    page = ChangeSettingsPage(desk.catalogue, desk.sign_in, explain, row, SettingSources(vault, centers))

    async def load():
        await page.load(replace(BEFORE, settings=SettingsAnswers(row.settings, row.region)))
        await page.settled()

    run(load())
    assert page.valid
    assert page.note("api-key") == Message("settings.secret-kept")
    assert page.collect().secrets == {}
    page.set_value("api-key", "f" * 32)
    assert asyncio.run(vault.values(page.collect().secrets)) == {"api-key": "f" * 32}
    page.set_value("api-key", "too short")
    assert not page.valid


@pytest.mark.parametrize("secrets", [{}, {"api-key": "setting/new"}])
def test_the_difference_names_a_new_secret_and_shows_neither(run, desk, secrets):
    desk.catalogue.defined = every_kind()
    before = {key: value for key, value in FILLED.items() if key != "api-key"}
    answers = replace(
        answers_up_to_settings(), settings=SettingsAnswers({**before, "audit": "true"}, "eu-west-1", secrets)
    )
    known = replace(answers, settings=SettingsAnswers(before, "eu-west-1"))
    row = connection(connect_request(known, every_kind()), "", Phase.CONNECTED, Health())
    page = ChangePage(desk.catalogue, FakeChanges(), explain, row)

    async def load():
        await page.load(answers)
        await page.settled()

    run(load())
    audit, *hidden = page.settings
    assert (audit.label, audit.before, audit.after, audit.switched) == ("Audit", "false", "true", True)
    assert [(one.label, one.before, one.after, one.secret) for one in hidden] == (
        [("Api key", "", "", True)] if secrets else []
    )
