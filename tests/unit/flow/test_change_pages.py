"""The pages of a change: what is connected now, what is chosen, and the difference."""

import asyncio
from dataclasses import replace

import pytest

from tests.unit.flow.change_services import ROLE, WORK_ACCOUNTS, ChangeDesk, connected
from tests.unit.flow.conftest import Run
from tests.unit.flow.data import ROOT, account, explain, failed, ou
from wizard.flow.answers import Answers, ChangeAnswers
from wizard.flow.change_start import answers_to_change
from wizard.flow.navigation import Navigation
from wizard.flow.pages.change import ChangePage, SettingChange
from wizard.flow.pages.change_organization import ChangeOrganizationPage
from wizard.flow.pages.change_settings import ChangeSettingsPage
from wizard.flow.steps import CHANGE_STEPS, StepId
from wizard.model.connection import Connection
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.planned_change import StackPreview
from wizard.model.scope_change import ScopeChange
from wizard.model.targets import Selection


@pytest.fixture
def desk() -> ChangeDesk:
    return ChangeDesk()


def organization_page(desk: ChangeDesk, row: Connection) -> ChangeOrganizationPage:
    return ChangeOrganizationPage(desk.organizations, desk.connections, explain, row)


async def organization(desk: ChangeDesk, row: Connection, *ticks: tuple[str, bool]) -> Answers:
    """Give the answers behind the first page, after some ticks."""
    page, answers = organization_page(desk, row), answers_to_change(row)
    await page.load(answers)
    for node, included in ticks:
        page.set_included(node, included=included)
    return replace(answers, organization=page.collect())


async def difference(desk: ChangeDesk, row: Connection, answers: Answers) -> ChangePage:
    page = ChangePage(desk.catalogue, desk.changes, explain, row)
    await page.load(answers)
    await page.settled()
    return page


def test_what_is_connected_is_ticked_and_the_connection_keeps_its_id(run: Run, desk: ChangeDesk) -> None:
    row = connected()
    desk.connections.row = row

    async def work() -> None:
        page = organization_page(desk, row)
        await page.load(answers_to_change(row))
        assert page.selection == row.selection
        assert page.targets.connected == WORK_ACCOUNTS
        assert page.already_connected is None
        assert page.valid
        answers = page.collect()
        assert answers.connection_id == "c0ffee"
        assert answers.unfinished is None
        assert answers.scope == ScopeChange()
        assert desk.organizations.asked == [("acme", "eu-west-1")]

    run(work())


def test_back_keeps_what_was_ticked(run: Run, desk: ChangeDesk) -> None:
    row = connected()

    async def work() -> None:
        page = organization_page(desk, row)
        answers = answers_to_change(row)
        await page.load(answers)
        page.choose_whole()
        await page.load(replace(answers, organization=page.collect()))
        assert page.whole

    run(work())


def test_another_organization_behind_the_profile_is_named(run: Run, desk: ChangeDesk) -> None:
    row = connected()
    row = replace(row, identity=replace(row.identity, root_id="r-zzzz", management_account_name="Zenith"))

    async def work() -> None:
        page = organization_page(desk, row)
        await page.load(answers_to_change(row))
        assert page.error is not None
        assert page.error.values == {"profile": "acme", "name": "Zenith", "other": "Acme Corp"}  # type: ignore[union-attr]
        assert not page.valid

    run(work())


@pytest.mark.rule("R35")
def test_the_region_stays_and_a_new_role_name_is_noticed(run: Run, desk: ChangeDesk) -> None:
    row = replace(connected(), region="eu-central-2")

    async def work() -> None:
        page = ChangeSettingsPage(desk.catalogue, desk.sign_in, explain, row)
        await page.load(await organization(desk, row))
        assert page.values == dict(row.settings)
        page.set_region("us-east-1")
        assert page.collect().region == "eu-central-2"
        assert page.valid
        assert not page.role_renamed
        page.set_value("role-name", "Another")
        assert page.role_renamed
        page.set_value("external-id", "")
        assert not page.valid

    run(work())


def test_the_difference_names_accounts_and_settings(run: Run, desk: ChangeDesk) -> None:
    row = connected()

    async def work() -> None:
        answers = await organization(desk, row, (account("1"), True), (account("3"), False))
        assert answers.settings is not None
        other = {**answers.settings.values, "external-id": "another-one", "role-name": "Another"}
        page = await difference(desk, row, replace(answers, settings=replace(answers.settings, values=other)))
        assert (page.scope.come_in, page.scope.go_out) == ((account("1"),), (account("3"),))
        # The unit Work is opened: what is left of it goes to the other StackSet, or is covered by an inner unit.
        assert set(page.scope.between) == {account("2"), account("4")}
        before, after = row.settings["external-id"], "another-one"
        assert page.settings[0] == SettingChange("External ID", before, after)
        assert page.role_renamed
        assert page.valid
        assert page.collect() == ChangeAnswers(role_renamed=True)
        assert desk.changes.asked[0].connection_id == "c0ffee"
        assert desk.changes.asked[0].names.role == "Another"

    run(work())


def test_where_cloudformation_would_change_nothing_there_is_no_way_on(run: Run, desk: ChangeDesk) -> None:
    row = connected()
    desk.changes.answer = StackPreview(())

    async def work() -> None:
        page = await difference(desk, row, await organization(desk, row))
        assert page.nothing
        assert not page.valid
        assert page.note is not None
        assert page.note.key == "change.nothing"

    run(work())


def test_what_differs_at_aws_alone_can_be_applied(run: Run, desk: ChangeDesk) -> None:
    row = connected()
    desk.changes.answer = StackPreview((ROLE,), template_renewed=True)

    async def work() -> None:
        page = await difference(desk, row, await organization(desk, row))
        assert page.valid

    run(work())


def test_while_cloudformation_is_asked_the_way_on_is_closed(run: Run, desk: ChangeDesk) -> None:
    row = connected()

    async def work() -> None:
        desk.changes.gate = asyncio.Event()
        page = ChangePage(desk.catalogue, desk.changes, explain, row)
        await page.load(await organization(desk, row))
        await asyncio.sleep(0)
        assert page.busy
        assert page.note is not None
        assert page.note.key == "change.asking"
        await page.leave()
        assert desk.changes.cancelled == 1
        assert not page.busy

    run(work())


def test_whoever_may_not_ask_can_apply_what_was_chosen(run: Run, desk: ChangeDesk) -> None:
    row = connected()
    desk.changes.refusal = WizardError(RawFailure("not authorized", code="AccessDenied"))

    async def work() -> None:
        nothing = await difference(desk, row, await organization(desk, row))
        assert not nothing.valid
        page = await difference(desk, row, await organization(desk, row, (ROOT, True)))
        assert page.valid
        assert page.note is not None
        assert page.note.key == "change.may-not-ask"

    run(work())


def test_another_failure_is_explained_and_can_be_tried_again(run: Run, desk: ChangeDesk) -> None:
    row = connected()
    desk.changes.refusal = failed("Stack is in UPDATE_IN_PROGRESS state")
    desk.changes.refusal = WizardError(replace(desk.changes.refusal.failure, code="ValidationError"))

    async def work() -> None:
        answers = await organization(desk, row, (ROOT, True))
        page = await difference(desk, row, answers)
        assert isinstance(page.error, Diagnosis)
        assert not page.valid
        desk.changes.refusal = None
        await page.load(answers)
        await page.settled()
        assert page.error is None
        assert page.valid

    run(work())


def test_the_steps_end_with_the_role_only_where_it_gets_another_name() -> None:
    navigation = Navigation(answers_to_change(connected()), CHANGE_STEPS)
    assert [one.step_id for one in navigation.rail()] == ["organization", "settings", "change", "deploy"]
    navigation.advance()
    navigation.advance()
    navigation.record(ChangeAnswers(role_renamed=True))
    assert [one.step_id for one in navigation.rail()][-1] is StepId.ROLE
    navigation.back()
    navigation.record(replace(navigation.answers.settings, region="x"))  # type: ignore[type-var]
    assert navigation.answers.change is None, "another setting makes the difference stale"


def test_a_choice_that_is_gone_from_the_tree_is_left_out(run: Run, desk: ChangeDesk) -> None:
    row = connected(Selection(frozenset({ou("work")})))
    row = replace(row, selection=Selection(frozenset({ou("work"), ou("gone")})))

    async def work() -> None:
        answers = await organization(desk, row)
        assert answers.organization is not None
        assert answers.organization.selection == Selection(frozenset({ou("work")}))

    run(work())
