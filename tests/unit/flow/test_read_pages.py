"""A service that reads by itself, without a window: its steps, what is found, what is shown, what is handed over."""

import asyncio
from dataclasses import replace

import pytest

from tests.unit.flow.data import IDENTITY, connection, explain, failed
from tests.unit.flow.read_data import (
    CENTER,
    MEMBERS,
    PEOPLE,
    READER,
    SETTINGS,
    FakeDirectories,
    read_answers,
    read_beginning,
)
from wizard.flow.change_start import answers_to_change
from wizard.flow.drafts import draft_of
from wizard.flow.navigation import Navigation
from wizard.flow.pages.provider import ProviderPage
from wizard.flow.pages.read_connected import ReadConnectedPage
from wizard.flow.pages.read_organization import ReadOrganizationPage
from wizard.flow.pages.read_review import ReadReviewPage
from wizard.flow.pages.settings import SettingsPage
from wizard.flow.pages.sign_in import SignInPage
from wizard.flow.request import connect_request
from wizard.flow.resumed import answers_of
from wizard.flow.steps import READ_CHANGE_STEPS, StepId
from wizard.model.connection import Health, Phase
from wizard.model.directory import FoundCenters
from wizard.model.failure import RawFailure, WizardError
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import ProviderSummary
from wizard.store.encoding import decode, encode


@pytest.fixture
def directories() -> FakeDirectories:
    return FakeDirectories()


def page_of(desk, directories, changed=None):
    return ReadOrganizationPage(desk.catalogue, directories, desk.connections, explain, changed)


def reader():
    return ProviderCatalogue().load(READER)


def row():
    return connection(connect_request(read_answers(), reader()), "", Phase.CONNECTED, Health())


def test_no_page_makes_anything():
    navigation = Navigation(read_answers())
    steps = [navigation.current]
    while not navigation.is_last:
        steps.append(navigation.advance())
    assert steps == [
        StepId.PROVIDER,
        StepId.SIGN_IN,
        StepId.READ_ORGANIZATION,
        StepId.SETTINGS,
        StepId.CHECKS,
        StepId.READ_REVIEW,
        StepId.READ_CONNECTED,
    ]
    assert not navigation.can_go_back


def test_the_choice_of_the_service_decides_which_pages_follow(desk, run):
    async def job():
        page = ProviderPage(desk.catalogue)
        desk.catalogue.listed.append(ProviderSummary(READER, "Reader", "Reads.", ("organization",), deploys=False))
        await page.load(read_beginning())
        assert (page.collect().provider_id, page.collect().deploys) == (READER, False)
        page.choose(desk.catalogue.listed[0].id)
        assert page.collect().deploys

    run(job())


def test_it_always_needs_a_profile(desk, run):
    async def job():
        page = SignInPage(desk.sign_in, explain)
        by_hand = replace(read_beginning(), sign_in=replace(read_beginning().sign_in, console=True))
        await page.load(by_hand)
        assert (page.needs_profile, page.by_hand) == (True, False)
        await page.leave()

    run(job())


def test_everybody_is_read_and_the_memberships_follow(desk, directories, run):
    async def job():
        page = page_of(desk, directories)
        directories.gate = asyncio.Event()
        await page.load(read_beginning())
        assert page.valid  # nobody waits for thousands of groups
        assert (page.center, page.directory, page.progress) == (CENTER, PEOPLE, (1, 1))
        assert page.nameless_groups == 1
        directories.gate.set()
        await page.settled()
        assert (page.members, page.memberships) == (MEMBERS, 3)
        answers = page.collect()
        assert (answers.center, answers.identity, answers.targets.connected) == (CENTER, IDENTITY, frozenset())

    run(job())


def test_what_was_read_is_kept_and_what_was_not_goes_on(desk, directories, run):
    async def job():
        page = page_of(desk, directories)
        directories.gate = asyncio.Event()
        await page.load(read_beginning())
        await asyncio.sleep(0)
        await page.leave()
        directories.gate.set()
        await page.load(read_beginning())
        await page.settled()
        assert page.members == MEMBERS
        assert [one for one in directories.asked if one.startswith("identity")] == ["identity acme eu-west-1"]
        assert [one for one in directories.asked if one.startswith("members")] == [
            "members g-1",
            "members g-2",
            "members g-3",
        ]
        await page.load(replace(read_beginning(), sign_in=replace(read_beginning().sign_in, profile="other")))
        assert directories.asked.count("identity other eu-west-1") == 1
        await page.leave()

    run(job())


def test_memberships_that_cannot_be_read_stop_nobody(desk, directories, run):
    async def job():
        page = page_of(desk, directories)
        directories.members_error = failed("not authorized to perform: identitystore:ListGroupMemberships")
        await page.load(read_beginning())
        await page.settled()
        assert page.members_trouble is not None
        assert "ListGroupMemberships" in page.members_trouble.values["reason"]
        assert page.valid

    run(job())


@pytest.mark.parametrize(("silent", "key"), [((), "directory.none"), (("eu-south-1",), "directory.unanswered")])
def test_without_identity_center_there_is_nobody_to_read(desk, directories, run, silent, key):
    async def job():
        directories.found = FoundCenters((), silent)
        page = page_of(desk, directories)
        await page.load(read_beginning())
        assert (page.error.key, page.valid) == (key, False)
        directories.found = FoundCenters((CENTER,))
        await page.load(read_beginning())
        assert (page.error, page.valid) == (None, True)
        await page.leave()

    run(job())


def test_the_organizations_own_instance_comes_before_one_of_a_single_account(desk, directories, run):
    async def job():
        single = replace(CENTER, owner="2" * 12, store_id="d-other", region="us-east-1")
        directories.found = FoundCenters((single, CENTER))
        page = page_of(desk, directories)
        await page.load(read_beginning())
        assert page.center == CENTER
        await page.leave()

    run(job())


def test_an_organization_is_connected_once_and_can_be_changed(desk, directories, run):
    async def job():
        desk.connections.row = row()
        page = page_of(desk, directories)
        await page.load(read_beginning())
        assert page.already_connected is not None
        assert not page.valid
        await page.leave()
        change = page_of(desk, directories, desk.connections.row)
        await change.load(answers_to_change(desk.connections.row))
        assert change.valid
        assert change.collect().connection_id == desk.connections.row.connection_id
        await change.leave()

    run(job())


@pytest.mark.rule(42)
@pytest.mark.parametrize(("operation", "key"), [("ListInstances", "refused"), ("ListUsers", "people-refused")])
def test_what_a_profile_lacks_is_said_with_the_policy_that_has_it(desk, directories, run, operation, key):
    async def job():
        _catalogue(desk)
        refusal = RawFailure("not authorized", code="AccessDeniedException", service="sso", operation=operation)
        if operation == "ListInstances":
            directories.centers_error = WizardError(refusal)
        else:
            directories.people_error = WizardError(refusal)
        page = page_of(desk, directories)
        await page.load(read_beginning())
        assert (page.error.key, page.error.values) == (f"directory.{key}", {"action": f"sso:{operation}"})
        assert "sso:ListInstances" in page.policy
        directories.centers_error = directories.people_error = None
        await page.load(read_beginning())
        assert (page.error, page.policy, page.valid) == (None, "", True)
        await page.leave()

    run(job())


def test_a_refusal_is_explained(desk, directories, run):
    async def job():
        directories.error = failed("denied")
        page = page_of(desk, directories)
        await page.load(read_beginning())
        assert page.error.title == "Explained: denied"
        assert not page.valid

    run(job())


def test_no_region_is_asked_for(desk, run):
    async def job():
        page = SettingsPage(_catalogue(desk), desk.sign_in, explain)
        await page.load(replace(read_answers(), settings=None))
        assert (page.valid, page.region_typed) == (True, True)
        assert page.collect().values["target-name"] == "aws-organization"
        assert page.initial_focus == "settings.target-name"

    run(job())


def test_the_request_names_nothing_that_is_made_and_where_to_read():
    request = connect_request(read_answers(), reader())
    assert not request.names.anything
    assert request.region == "eu-central-1"
    assert request.settings == {**SETTINGS, **CENTER.values}
    again = answers_of(request)
    assert again.reads_alone
    assert again.organization.center == CENTER
    assert connect_request(again, reader()) == request


def test_a_draft_comes_back_as_it_was():
    draft = draft_of(read_answers())
    assert decode(type(draft), encode(draft)) == draft


def test_the_policy_and_the_permissions_are_there_to_read(desk, run):
    async def job():
        page = ReadReviewPage(_catalogue(desk))
        await page.load(read_answers())
        assert '"sso:ListInstances"' in page.policy
        assert page.valid
        assert page.collect().acknowledged

    run(job())


def test_the_row_is_written(desk, run):
    async def job():
        page = ReadConnectedPage(_catalogue(desk), desk.connections, explain, desk.statuses)
        await page.load(read_answers())
        assert [one.connection_id for one in desk.connections.enlisted] == ["c0ffee"]
        assert page.connection.settings["identity-store-id"] == "d-1234567890"
        assert page.status.connection == page.connection

    run(job())


def test_a_list_that_cannot_be_written_is_said(desk, run):
    async def job():
        desk.connections.error = failed("The disk is full.")
        page = ReadConnectedPage(_catalogue(desk), desk.connections, explain)
        await page.load(read_answers())
        assert (page.valid, page.initial_focus) == (False, "wizard.message")

    run(job())


def test_changing_asks_for_no_more_than_what_the_row_holds():
    assert [one.step_id for one in READ_CHANGE_STEPS] == [
        StepId.READ_ORGANIZATION,
        StepId.SETTINGS,
        StepId.READ_CONNECTED,
    ]
    answers = answers_to_change(row())
    assert answers.reads_alone
    assert answers.organization.center == CENTER


def _catalogue(desk):
    desk.catalogue.defined = reader()
    return desk.catalogue
