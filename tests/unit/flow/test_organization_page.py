"""Page 3: which organization, and which of its accounts."""

import asyncio
from dataclasses import replace

import pytest

from tests.unit.flow.data import (
    IDENTITY,
    MANAGEMENT,
    PROVIDER,
    ROLE_ARN,
    ROOT,
    account,
    answers_up_to_settings,
    connection,
    definition,
    explain,
    failed,
    ou,
    small_tree,
    until,
)
from wizard.flow.pages.organization import NodeState, OrganizationPage
from wizard.flow.request import connect_request
from wizard.model.connection import Health, Phase
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection

IN, PARTLY, OUT = NodeState.IN, NodeState.PARTLY, NodeState.OUT
ALL = (ROOT, ou("work"), ou("team"), ou("sandbox"), *(account(digit) for digit in "12345"))
SIGNED_IN = replace(answers_up_to_settings(), organization=None, settings=None)


def page_of(desk):
    return OrganizationPage(desk.organizations, desk.connections, explain)


@pytest.fixture
def loaded(run, desk):
    page = page_of(desk)
    run(page.load(SIGNED_IN))
    return page


def row(phase):
    return connection(connect_request(answers_up_to_settings(), definition()), ROLE_ARN, phase, Health(4, 4))


def test_the_organization_is_found_and_all_of_it_is_chosen(loaded, desk):
    assert desk.organizations.asked == [("acme", "eu-west-1")]
    assert loaded.root_id == ROOT
    assert loaded.root_id_message.key == "root-id.belongs"
    assert loaded.found_identity == IDENTITY
    assert loaded.whole
    assert loaded.valid
    assert not loaded.busy
    assert loaded.initial_focus == "organization.whole"


def test_what_is_collected_names_every_account_and_the_units_of_the_targets(loaded):
    collected = loaded.collect()
    assert collected.identity == IDENTITY
    assert collected.selection == Selection.whole(ROOT)
    assert collected.targets.connected == {account(digit) for digit in "1234"}
    assert collected.targets.suspended == {account("5")}
    assert collected.account_names[account("2")] == "account-2"
    assert collected.unit_names == {ROOT: "Root"}


def test_while_it_reads_it_is_busy_counts_and_knows_the_organization_already(run, desk):
    async def job():
        desk.organizations.gate = asyncio.Event()
        page = page_of(desk)
        loading = asyncio.create_task(page.load(SIGNED_IN))
        await until(page, lambda: page.progress == (2, 3))
        assert page.busy
        assert not page.valid
        assert page.progress == (2, 3)
        assert page.found_identity == IDENTITY
        assert page.state(account("1")) is OUT
        page.set_included(account("1"), included=True)
        assert page.selection == Selection(frozenset())
        desk.organizations.gate.set()
        await loading
        assert page.progress == (4, 6)

    run(job())


def test_before_anything_is_known_the_root_id_has_the_keyboard(desk):
    page = page_of(desk)
    assert page.initial_focus == "organization.root-id"
    assert page.found_identity is None
    with pytest.raises(ValueError, match="not read yet"):
        page.collect()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "root-id.is-empty"),
        ("   ", "root-id.is-empty"),
        ("o-a1b2c3d4e5", "root-id.is-organization"),
        ("ou-ab12-12345678", "root-id.is-organizational-unit"),
        ("111122223333", "root-id.is-account"),
        ("1111 2222 3333", "root-id.is-account"),
        ("arn:aws:organizations::111122223333:root/o-a1b2c3d4e5/r-ab12", "root-id.is-arn"),
        ("R-AB12", "root-id.is-almost-root"),
        ("r-ab", "root-id.is-almost-root"),
        ("Acme Corp", "root-id.is-unknown"),
        ("r-zz99", "root-id.other-organization"),
        (f"  {ROOT}\n", "root-id.belongs"),
    ],
)
def test_every_kind_of_id_gets_its_own_sentence(loaded, text, key):
    loaded.type_root_id(text)
    assert loaded.root_id_message.key == key
    assert loaded.valid is (key == "root-id.belongs")


def test_the_root_id_that_was_found_can_be_put_back(loaded):
    loaded.type_root_id("o-a1b2c3d4e5")
    loaded.use_found_root_id()
    assert loaded.root_id == ROOT
    assert loaded.valid


def test_a_root_id_typed_before_aws_answers_stays_typed(run, desk):
    page = page_of(desk)
    page.type_root_id("r-zz99")
    assert page.root_id_message.key == "root-id.well-formed"
    run(page.load(SIGNED_IN))
    assert page.root_id == "r-zz99"
    assert page.root_id_message.key == "root-id.other-organization"


def test_another_sign_in_brings_its_own_organization_and_its_own_root_id(loaded, run, desk):
    first = loaded.collect().connection_id
    other = OrganizationIdentity("o-zzzzzzzzzz", "r-zz99", MANAGEMENT, "Northwind")
    desk.organizations.read = replace(
        small_tree(), identity=other, units={"r-zz99": replace(small_tree().units[ROOT], ou_id="r-zz99")}, accounts={}
    )
    run(loaded.load(replace(SIGNED_IN, sign_in=replace(SIGNED_IN.sign_in, profile="north"))))
    assert loaded.root_id == "r-zz99"
    assert loaded.root_id_message.key == "root-id.belongs"
    assert not loaded.valid  # no account is in it
    assert loaded.collect().connection_id != first


def test_coming_back_reads_nothing_again_and_restores_the_ticks(loaded, run, desk):
    loaded.set_included(ou("work"), included=False)
    collected = loaded.collect()
    loaded.choose_whole()
    run(loaded.load(replace(SIGNED_IN, organization=collected)))
    assert len(desk.organizations.asked) == 1
    assert loaded.collect() == collected


def test_another_provider_is_looked_up_in_the_list_anew(loaded, run, desk):
    desk.connections.row = row(Phase.CONNECTED)
    run(loaded.load(replace(SIGNED_IN, provider=replace(SIGNED_IN.provider, provider_id="other"))))
    assert loaded.existing is not None


def test_reading_again_keeps_the_ticks_except_on_what_is_gone(loaded, run, desk):
    loaded.choose_none()
    loaded.set_included(ou("sandbox"), included=True)
    loaded.set_included(account("2"), included=True)
    tree = small_tree()
    desk.organizations.read = replace(
        tree,
        units={key: one for key, one in tree.units.items() if key != ou("sandbox")},
        accounts={key: one for key, one in tree.accounts.items() if key != account("5")},
    )
    run(loaded.reload())
    assert loaded.selection == Selection(frozenset({account("2")}))
    assert len(desk.organizations.asked) == 2


def test_reloading_before_anything_was_read_does_nothing(run, desk):
    run(page_of(desk).reload())
    assert desk.organizations.asked == []


def test_what_aws_refuses_is_explained_and_loading_again_tries_again(run, desk):
    desk.organizations.error = failed("no organization")
    page = page_of(desk)
    run(page.load(SIGNED_IN))
    assert page.error.title == "Explained: no organization"
    assert not page.busy
    assert not page.valid
    desk.organizations.error = None
    run(page.load(SIGNED_IN))
    assert page.error is None
    assert page.valid


def test_the_provider_and_the_sign_in_come_first(run, desk):
    with pytest.raises(ValueError, match="come first"):
        run(page_of(desk).load(replace(SIGNED_IN, sign_in=None)))


@pytest.mark.parametrize("phase", [Phase.CONNECTED, Phase.PARTLY_CONNECTED])
def test_an_organization_that_is_connected_already_is_refused_with_where_it_is(run, desk, phase):
    desk.connections.row = row(phase)
    page = page_of(desk)
    run(page.load(SIGNED_IN))
    assert not page.valid
    values = {"name": "Acme Corp", "provider": "Cloud Entitlements", "date": "2026-03-04"}
    assert page.already_connected == Message("organization.already-connected", values)


@pytest.mark.parametrize("phase", [Phase.CONNECTING, Phase.FAILED])
def test_an_unfinished_connection_is_gone_on_with(run, desk, phase):
    desk.connections.row = row(phase)
    page = page_of(desk)
    run(page.load(SIGNED_IN))
    assert page.already_connected is None
    assert page.valid
    assert page.collect().connection_id == "c0ffee"


def test_nothing_chosen_is_not_enough(loaded):
    loaded.choose_none()
    assert not loaded.valid
    assert not loaded.whole
    assert loaded.initial_focus == "organization.some"
    assert {loaded.state(one) for one in ALL} == {OUT}


def test_only_what_is_suspended_is_not_enough(loaded):
    loaded.choose_none()
    loaded.set_included(ou("sandbox"), included=True)
    assert loaded.state(account("5")) is IN
    assert not loaded.valid


def test_a_tick_takes_all_that_is_inside_with_it(loaded):
    loaded.choose_none()
    loaded.set_included(ou("work"), included=True)
    states = [loaded.state(one) for one in ALL]
    assert states == [PARTLY, IN, IN, OUT, OUT, IN, IN, IN, OUT]


def test_an_account_left_out_makes_every_unit_above_it_partly_in(loaded):
    loaded.set_included(account("4"), included=False)
    states = [loaded.state(one) for one in ALL]
    assert states == [PARTLY, PARTLY, PARTLY, IN, IN, IN, IN, OUT, IN]
    assert loaded.targets.left_out == {account("4")}
    assert not loaded.whole


def test_a_tick_above_wins_over_earlier_ones_inside(loaded):
    loaded.set_included(account("4"), included=False)
    loaded.set_included(ou("team"), included=False)
    loaded.set_included(ou("work"), included=True)
    assert {loaded.state(one) for one in ALL} == {IN}
    assert loaded.whole
    assert loaded.selection == Selection.whole(ROOT)


def test_everything_ticked_one_by_one_is_not_the_whole_organization_yet(loaded):
    loaded.choose_none()
    for one in (ou("work"), ou("sandbox"), account("1"), MANAGEMENT):
        loaded.set_included(one, included=True)
    assert loaded.valid
    assert not loaded.whole  # who joins directly under the root was not asked for
    loaded.set_included(ROOT, included=True)
    assert loaded.whole


def test_an_account_can_be_let_in_again_inside_a_unit_that_is_out(loaded):
    loaded.set_included(ou("work"), included=False)
    loaded.set_included(account("3"), included=True)
    assert loaded.state(ou("work")) is PARTLY
    assert loaded.targets.connected == {account("1"), account("3")}
    loaded.set_included(account("3"), included=False)
    assert loaded.state(ou("work")) is OUT
    assert loaded.targets.connected == {account("1")}


def test_whoever_follows_is_told_of_every_tick(loaded):
    told = []
    loaded.changed.subscribe(lambda: told.append(loaded.selection))
    loaded.set_included(account("1"), included=False)
    assert told == [Selection(frozenset({ROOT}), frozenset({account("1")}))]


def test_the_provider_is_asked_for_by_its_id(run, desk):
    asked = []

    class Watched(type(desk.connections)):
        async def find(self, provider_id, root_id):
            asked.append((provider_id, root_id))

    desk.connections = Watched()
    run(page_of(desk).load(SIGNED_IN))
    assert asked == [(PROVIDER, ROOT)]
