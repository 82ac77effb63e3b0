"""The console way, without a window: what is typed and ticked becomes answers, and AWS is never asked."""

import stat
from dataclasses import replace

import pytest

from tests.unit.flow.console_data import BY_HAND, console_answers, console_answers_to_the_end
from tests.unit.flow.data import MANAGEMENT, PROVIDER, ROLE_ARN, ROOT, SETTINGS, connection, definition, explain, failed
from wizard.flow.answers import Answers, ProviderAnswers
from wizard.flow.drafts import draft_of
from wizard.flow.navigation import Navigation
from wizard.flow.pages.connected import ConnectedPage
from wizard.flow.pages.console_checks import ConsoleChecksPage
from wizard.flow.pages.console_deploy import ConsoleDeployPage, Instruction
from wizard.flow.pages.console_organization import ConsoleOrganizationPage, IdField
from wizard.flow.pages.console_role import ConsoleRolePage
from wizard.flow.pages.settings import SettingsPage
from wizard.flow.pages.sign_in import SignInPage
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import Health, Phase, Status, Way
from wizard.model.typed_scope import ScopeList, TypedScope
from wizard.providers.template_reader import read_template
from wizard.store.encoding import decode, encode

PROVIDED = Answers(provider=ProviderAnswers(PROVIDER), sign_in=BY_HAND)
SOME = TypedScope(False, {"filtered-units": "ou-ab12-11111111", "excluded-accounts": "2222 2222 2222"})


async def organization_page(desk, answers=PROVIDED):
    page = ConsoleOrganizationPage(desk.sign_in, desk.connections, explain)
    await page.load(answers)
    return page


async def filled_in(desk, **other):
    page = await organization_page(desk)
    typed = {IdField.ROOT: ROOT, IdField.MANAGEMENT_ACCOUNT: MANAGEMENT, IdField.NAME: "Acme Corp"}
    for field, text in {**typed, **{IdField(key.replace("_", "-")): one for key, one in other.items()}}.items():
        page.type_id(field, text)
    await page.look_up()
    return page


def test_the_steps_follow_from_the_choice_and_are_called_the_same():
    navigation = Navigation(PROVIDED)
    steps = [entry.step_id for entry in navigation.rail()]
    usual = [entry.step_id for entry in Navigation().rail()]
    assert [step.usual for step in steps] == usual
    assert StepId.CONSOLE_DEPLOY in steps
    assert StepId.DEPLOY not in steps


def test_doing_it_by_hand_needs_no_profile_and_nothing_that_is_missing_is_in_the_way(run, desk):
    async def job():
        desk.sign_in.found = []
        page = SignInPage(desk.sign_in, explain)
        await page.load(Answers())
        await page.settled()
        assert page.found_none
        assert not page.valid
        page.choose_by_hand()
        assert page.valid
        assert page.collect() == BY_HAND
        again = SignInPage(desk.sign_in, explain)
        await again.load(Answers(sign_in=BY_HAND))
        await again.settled()
        assert again.by_hand
        assert again.error is None
        for one in (page, again):
            await one.leave()

    run(job())


def test_typed_ids_become_the_organization(run, desk):
    async def job():
        page = await filled_in(desk, management_account=" 1111 2222 3333 ", root_id=f" {ROOT} ")
        page.choose_region("eu-west-1")
        assert page.valid
        answers = page.collect()
        assert answers.identity.root_id == ROOT
        assert answers.identity.management_account_id == MANAGEMENT
        assert answers.identity.name == "Acme Corp"
        assert answers.targets.whole_units == (ROOT,)
        assert (answers.partition, answers.region) == ("aws", "eu-west-1")

    run(job())


@pytest.mark.parametrize(
    ("field", "text", "key"),
    [
        (IdField.ROOT, "o-a1b2c3d4e5", "root-id.is-organization"),
        (IdField.ROOT, MANAGEMENT, "root-id.is-account"),
        (IdField.MANAGEMENT_ACCOUNT, "12345", "management-account.not-one"),
        (IdField.MANAGEMENT_ACCOUNT, ROOT, "management-account.not-one"),
        (IdField.ORGANIZATION, ROOT, "organization-id.not-one"),
    ],
)
def test_a_wrong_kind_of_id_is_named(run, desk, field, text, key):
    async def job():
        page = await filled_in(desk, **{field.value.replace("-", "_"): text})
        assert page.id_problem(field).key == key
        assert not page.valid

    run(job())


@pytest.mark.parametrize("missing", [IdField.ROOT, IdField.MANAGEMENT_ACCOUNT, IdField.NAME])
def test_without_a_needed_id_nobody_goes_on(run, desk, missing):
    async def job():
        page = await filled_in(desk)
        page.type_id(missing, " ")
        assert page.id_problem(missing) is None
        assert not page.valid

    run(job())


def test_an_organization_that_is_in_the_list_is_not_connected_twice(run, desk):
    async def job():
        request = connect_request(console_answers(), definition())
        desk.connections.row = connection(request, ROLE_ARN, Phase.CONNECTED, Health(4, 4))
        page = await filled_in(desk)
        assert page.already_connected.key == "organization.already-connected"
        assert not page.valid
        page.type_id(IdField.ROOT, "r-zz99")
        await page.look_up()
        assert page.already_connected is None

    run(job())


def test_a_list_that_cannot_be_read_is_said(run, desk):
    async def job():
        async def broken(*_):
            raise failed("the disk is gone")

        desk.connections.find = broken
        page = await filled_in(desk)
        assert page.error.title == "Explained: the disk is gone"

    run(job())


def test_another_partition_has_its_own_regions(run, desk):
    async def job():
        page = await filled_in(desk)
        await page.choose_partition("aws-cn")
        assert page.region == "cn-north-1"

    run(job())


def test_what_was_typed_is_restored_exactly(run, desk):
    async def job():
        page = await organization_page(desk, console_answers(SOME))
        again = page.collect()
        assert again == console_answers(SOME).organization
        assert page.lists[ScopeList.EXCLUDED_ACCOUNTS] == "2222 2222 2222"

    run(job())


def test_settings_take_the_region_that_was_typed(run, desk):
    async def job():
        page = SettingsPage(desk.catalogue, desk.sign_in, explain)
        await page.load(replace(console_answers(partition="aws-cn", region="cn-north-1"), settings=None))
        assert page.region_typed
        assert page.region == "cn-north-1"

    run(job())


def test_checks_are_ticked_or_gone_past_with_a_warning(run, desk):
    async def job():
        page = ConsoleChecksPage(desk.catalogue)
        await page.load(console_answers())
        assert {one.check for one in page.things} == set(definition().checks) - {"targets"}
        assert not page.valid
        for one in page.things[1:]:
            page.tick(one.check, done=True)
        assert not page.valid
        page.skip(rest=True)
        assert page.valid
        first = page.things[0].check
        assert page.collect().warned == {first}
        page.skip(rest=False)
        page.tick(first, done=True)
        assert page.valid
        assert page.collect().warned == frozenset()

    run(job())


def test_what_is_looked_at_in_aws_opens_in_the_right_region(run, desk):
    async def job():
        page = ConsoleChecksPage(desk.catalogue)
        await page.load(console_answers(partition="aws-us-gov", region="us-gov-west-1"))
        addresses = {one.check: one.address for one in page.things}
        start = "https://console.amazonaws-us-gov.com/cloudformation/home?region=us-gov-west-1#/"
        assert addresses["stack-name"] == f"{start}stacks"
        assert addresses["trusted-access"] == f"{start}stacksets"
        assert addresses["already-connected"] == ""

    run(job())


def test_the_template_carries_what_was_chosen(run, desk):
    async def job():
        page = ConsoleDeployPage(desk.catalogue, explain)
        await page.load(console_answers(SOME))
        assert page.valid
        defaults = {name: one.default for name, one in read_template(page.filled.text).parameters.items()}
        assert defaults["TrustedPrincipal"] == SETTINGS["trusted-principal"]
        assert defaults["ConnectionId"] == "c0ffee"
        assert defaults["FilteredUnitIds"] == "ou-ab12-11111111"
        assert defaults["ExcludedAccountIds"] == "222222222222"
        assert defaults["OrganizationalUnitIds"] == ""
        assert page.address.endswith("?region=eu-west-1#/stacks/create")
        assert page.to_type == ()

    run(job())


def test_the_file_is_for_its_owner_alone_even_over_one_that_was_open_to_all(run, desk, tmp_path):
    async def job():
        page = ConsoleDeployPage(desk.catalogue, explain)
        await page.load(console_answers())
        path = tmp_path / page.file_name
        path.write_text("old")
        path.chmod(0o644)
        await page.save(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text(encoding="utf-8") == page.filled.text
        assert page.saved.key == "console-deploy.saved"
        assert Instruction.SAVE in page.ticked
        await page.save(tmp_path / "nowhere" / "file.yaml")
        assert page.saved.key == "console-deploy.not-saved"

    run(job())


def test_ticks_stay_while_nothing_changed_and_go_with_another_choice(run, desk):
    async def job():
        page = ConsoleDeployPage(desk.catalogue, explain)
        await page.load(console_answers())
        page.tick(Instruction.OPEN, done=True)
        await page.load(console_answers())
        assert page.ticked == {Instruction.OPEN}
        await page.load(console_answers(SOME))
        assert page.ticked == frozenset()

    run(job())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (ROLE_ARN.replace(MANAGEMENT, "4" * 12), "role.wrong-account"),
        (ROLE_ARN.replace("arn:aws:", "arn:aws-cn:"), "role.wrong-partition"),
        (ROLE_ARN.replace("CloudEntitlementsReadOnly", "Other"), "role.other-name"),
        (ROOT, "role.is-root-id"),
        (ROLE_ARN.replace(":role/", ":user/"), "role.is-user"),
    ],
)
def test_a_wrong_role_arn_is_named(run, desk, text, key):
    async def job():
        page = ConsoleRolePage(desk.catalogue, explain)
        await page.load(replace(console_answers_to_the_end(), role=None))
        await page.type_role_arn(text)
        await page.settled()
        assert key in {one.message.key for one in page.results.values()}
        assert not page.valid

    run(job())


def test_white_space_in_a_pasted_role_arn_is_forgiven_and_nothing_counts_as_verified(run, desk):
    async def job():
        page = ConsoleRolePage(desk.catalogue, explain)
        await page.load(replace(console_answers_to_the_end(), role=None))
        await page.type_role_arn(f"  {ROLE_ARN[:30]}\n{ROLE_ARN[30:]} ")
        await page.settled()
        assert page.valid
        assert page.collect().role_arn == ROLE_ARN
        assert not page.collect().verified
        assert desk.roles.asked == []

    run(job())


def test_the_row_says_that_nobody_has_verified_it(run, desk):
    async def job():
        page = ConnectedPage(desk.catalogue, desk.connections, explain)
        await page.load(console_answers_to_the_end())
        assert desk.connections.finished == []
        ((request, role_arn),) = desk.connections.noted
        assert role_arn == ROLE_ARN
        assert request.profile == ""
        assert page.connection.way is Way.CONSOLE
        assert page.connection.status is Status.UNKNOWN

    run(job())


def test_a_draft_lives_until_the_role_arn_is_there():
    whole = console_answers_to_the_end(SOME)
    waiting = replace(whole, role=None)
    draft = draft_of(waiting)
    assert draft == replace(waiting, deploy=None)
    assert decode(Answers, encode(draft)) == draft
    assert draft_of(whole) is None
