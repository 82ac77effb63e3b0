"""The frame of the wizard: its keys, its rail, its header, its message."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.wizard.states import (
    STATES,
    connected_unwritten,
    deploy_beginning,
    organization_busy,
    sign_in_usual,
)
from tests.unit.flow.data import ADMINISTRATOR, ROLE_ARN, answers_up_to_settings, definition, failed
from wizard.flow.answers import Answers, SettingsAnswers, SignInAnswers
from wizard.flow.request import connect_request
from wizard.flow.resumed import answers_of
from wizard.flow.steps import StepId
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import RunEnd
from wizard.ui.widgets.step_rail import StepRail
from wizard.ui.wizard.draft_offer import Draft


def header_of(opened):
    frame = opened.window._header
    return [label.text() for label in frame.findChildren(QLabel) if label.isVisible()]


def test_enter_goes_on_with_the_default_button(with_wizard):
    async def job(opened):
        opened.window.activateWindow()
        await opened.loaded()
        next_button = opened.widget("wizard.next")
        assert next_button.isDefault()
        next_button.setFocus()
        QTest.keyClick(next_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await opened.until(lambda: opened.step is StepId.SIGN_IN, "the next page")

    with_wizard(job)


def test_enter_in_a_field_goes_on_where_the_page_is_complete(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.SETTINGS, answers_up_to_settings())
        opened.window.activateWindow()
        field = opened.widget("settings.trusted-principal")
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        await opened.until(lambda: opened.step is StepId.CHECKS, "the checks")

    with_wizard(job)


def test_enter_does_nothing_while_the_page_is_not_complete(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.SETTINGS, replace(answers_up_to_settings(), settings=None))
        assert not opened.widget("wizard.next").isEnabled()
        QTest.keyClick(opened.widget("settings.trusted-principal"), Qt.Key.Key_Return)
        QTest.keyClick(opened.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await opened.drawn()
        assert opened.step is StepId.SETTINGS

    with_wizard(job)


def test_escape_closes(with_wizard):
    async def job(opened):
        await opened.loaded()
        opened.window.activateWindow()
        closed = []
        opened.window.closed.connect(lambda: closed.append("closed"))
        QTest.keyClick(opened.window, Qt.Key.Key_Escape)
        await opened.until(lambda: not opened.window.isVisible(), "the window to close")
        assert closed == ["closed"]

    with_wizard(job)


def test_closing_while_something_is_made_asks_first(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        opened.window.close()
        assert opened.window.isVisible()
        question = opened.widget("wizard.confirm-close")
        assert "AWS finishes what it has begun by itself" in question.accessibleDescription()
        QTest.mouseClick(opened.widget("wizard.confirm-close.stay"), Qt.MouseButton.LeftButton)
        assert opened.window.isVisible()
        assert not opened.desk.deployments.last.stopped
        opened.window.close()
        QTest.mouseClick(opened.widget("wizard.confirm-close.stop"), Qt.MouseButton.LeftButton)
        await opened.until(lambda: not opened.window.isVisible(), "the window to close")
        assert opened.desk.deployments.last.stopped

    with_wizard(job)


def test_the_run_goes_on_without_the_window_unless_a_person_says_otherwise(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        opened.window.activateWindow()
        opened.window.close()
        keep = opened.widget("wizard.confirm-close.keep")
        assert keep.isDefault()
        await opened.until(keep.hasFocus, "the keyboard to be on the default")
        QTest.keyClick(keep, Qt.Key.Key_Return)
        await opened.until(lambda: not opened.window.isVisible(), "the window to close")
        await opened.window.put_away()
        assert not opened.desk.deployments.last.stopped

    with_wizard(job)


def test_escape_answers_the_question_with_nothing(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        opened.window.close()
        QTest.keyClick(opened.widget("wizard.confirm-close"), Qt.Key.Key_Escape)
        assert opened.window.isVisible()
        assert opened.page.running

    with_wizard(job)


def test_the_header_knows_the_organization_as_soon_as_it_is_found(with_wizard):
    async def job(opened):
        await organization_busy(opened)
        assert opened.page.busy
        assert header_of(opened)[:2] == ["Acme Corp", "o-a1b2c3d4e5 · 1111 2222 3333"]

    with_wizard(job)


def test_practice_is_said_all_the_time(with_wizard):
    async def job(opened):
        for step in (StepId.PROVIDER, StepId.SIGN_IN, StepId.CHECKS, StepId.CONNECTED):
            await opened.go_to(step)
            assert header_of(opened)[-1] == "Practice"
        assert opened.window.windowTitle().endswith("Practice")

    with_wizard(job, practice=True)


def test_a_done_step_leads_back_and_what_was_answered_is_still_there(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.SETTINGS, answers_up_to_settings())
        rail = opened.window.findChild(StepRail)
        QTest.mouseClick(rail.buttons()[0], Qt.MouseButton.LeftButton)
        await opened.loaded()
        assert opened.step is StepId.PROVIDER
        settings = opened.window.navigation.answers.settings
        assert settings == SettingsAnswers(answers_up_to_settings().settings.values, "eu-west-1")

    with_wizard(job)


def test_nothing_leads_back_once_something_is_being_made(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        assert not opened.sees("wizard.back")
        assert opened.widget("wizard.cancel").text() == "Close"
        rail = opened.window.findChild(StepRail)
        QTest.mouseClick(rail.buttons()[0], Qt.MouseButton.LeftButton)
        await opened.drawn()
        assert opened.step is StepId.DEPLOY

    with_wizard(job)


def test_a_run_that_came_to_nothing_opens_the_way_back(with_wizard):
    async def job(opened):
        await STATES["deploy-stopped"](opened)
        opened.widget("wizard.back").click()
        await opened.loaded()
        assert opened.step is StepId.REVIEW

    with_wizard(job)


def test_a_failure_stands_in_the_message_and_its_button_tries_again(with_wizard):
    async def job(opened):
        await STATES["organization-trouble"](opened)
        assert opened.widget("wizard.message").accessibleName().startswith("Explained: You don't have permissions")
        opened.desk.organizations.error = None
        opened.widget("wizard.action.try-again").click()
        await opened.loaded()
        assert not opened.sees("wizard.message")
        assert opened.widget("wizard.next").isEnabled()

    with_wizard(job)


def test_a_row_that_could_not_be_written_is_tried_again_from_the_last_page(with_wizard):
    async def job(opened):
        await connected_unwritten(opened)
        assert not opened.widget("wizard.next").isEnabled()
        assert opened.widget("wizard.cancel").isEnabled()
        opened.desk.connections.error = None
        opened.widget("wizard.action.try-again").click()
        await opened.loaded()
        assert opened.desk.connections.finished[0][1] == ROLE_ARN
        assert opened.widget("wizard.next").isEnabled()
        assert not opened.sees("wizard.cancel")

    with_wizard(job)


def test_going_on_is_held_while_a_page_still_loads(with_wizard):
    async def job(opened):
        await organization_busy(opened)
        opened.window.go_on()
        opened.window.go_back()
        assert opened.step is StepId.ORGANIZATION
        opened.desk.organizations.gate.set()
        await opened.loaded()
        opened.window.go_on()
        await opened.until(lambda: opened.step is StepId.SETTINGS, "the settings")

    with_wizard(job)


def test_the_last_page_ends_the_wizard(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.CONNECTED)
        assert opened.widget("wizard.next").text().replace("&", "") == "Done"
        opened.widget("wizard.next").click()
        assert not opened.window.isVisible()

    with_wizard(job)


def test_a_draft_is_offered_and_taken(with_wizard):
    async def job(opened):
        await opened.loaded()
        draft = replace(answers_up_to_settings(), organization=None)
        opened.window.offer_drafts([Draft("kept", draft)])
        opened.widget("wizard.draft.restore").click()
        await opened.loaded()
        assert opened.window.navigation.answers is draft
        assert opened.window.draft_name == "kept"
        assert not opened.sees("wizard.draft")

    with_wizard(job)


def test_a_draft_that_is_not_wanted_goes_away(with_wizard):
    async def job(opened):
        await opened.loaded()
        opened.window.offer_drafts([Draft("kept", answers_up_to_settings())])
        opened.window.go_on()
        await opened.loaded()
        assert not opened.sees("wizard.draft")
        assert opened.window.navigation.answers == Answers(provider=answers_up_to_settings().provider)

    with_wizard(job)


def test_several_drafts_are_offered_by_their_names(with_wizard):
    async def job(opened):
        await opened.loaded()
        drafts = [
            Draft("new", answers_up_to_settings()),
            Draft("old", replace(answers_up_to_settings(), settings=None)),
        ]
        opened.window.offer_drafts(drafts)
        assert opened.widget("wizard.draft.restore").text() == "Go on with Acme Corp"
        opened.widget("wizard.draft.restore-2").click()
        await opened.loaded()
        assert opened.window.draft_name == "old"

    with_wizard(job)


def test_the_title_names_the_organization_once_it_is_known(with_wizard):
    async def job(opened):
        await opened.loaded()
        assert opened.window.windowTitle() == "Connect an organization"
        await organization_busy(opened)
        assert opened.window.windowTitle() == "Acme Corp – Connect an organization"

    with_wizard(job)


def test_who_is_signed_in_is_learned_later_where_it_was_not_kept(with_wizard):
    async def job(opened):
        request = connect_request(answers_up_to_settings(), definition())
        await opened.go_to(StepId.CHECKS, answers_of(request))
        assert header_of(opened) == ["Acme Corp", "o-a1b2c3d4e5 · 1111 2222 3333"]
        opened.window.learn_who(SignInAnswers("another", "eu-west-1", ADMINISTRATOR))
        assert header_of(opened) == ["Acme Corp", "o-a1b2c3d4e5 · 1111 2222 3333"]
        opened.window.learn_who(SignInAnswers("acme", "eu-west-1", ADMINISTRATOR))
        assert header_of(opened)[-1] == "signed in as admin"

    with_wizard(job)


def test_a_run_elsewhere_in_the_organization_can_be_shown(with_wizard):
    async def job(opened):
        taken = RawFailure("Something else is being done.", "runner", code="RunInProgress")
        opened.desk.deployments.error = WizardError(taken)
        wanted = []
        opened.window.run_wanted.connect(lambda: wanted.append("run"))
        await opened.go_to(StepId.DEPLOY)
        assert opened.desk.deployments.started == []
        opened.widget("wizard.action.show-run").click()
        assert wanted == ["run"]

    with_wizard(job)


def test_help_opens_one_answer_at_a_time(with_wizard):
    async def job(opened):
        await sign_in_usual(opened)
        first, second = opened.widget("wizard.help.0"), opened.widget("wizard.help.1")
        first.click()
        second.click()
        assert (first.isChecked(), second.isChecked()) == (False, True)

    with_wizard(job)


def test_a_problem_among_the_checks_is_brought_into_sight(with_wizard):
    async def job(opened):
        await opened.resize(800, 560)
        opened.desk.checks.gate = asyncio.Event()
        await STATES["checks-running"](opened)
        assert opened.window._scroll.verticalScrollBar().value() == 0
        result = replace(opened.page.results["targets"], state=type(opened.page.results["targets"].state)("problem"))
        opened.desk.checks.found["targets"] = result
        opened.desk.checks.gate.set()
        await opened.settled()
        viewport = opened.window._scroll.viewport()
        row = opened.widget("checks.targets")
        await opened.until(
            lambda: row.mapTo(viewport, QPoint(0, row.height())).y() <= viewport.height(), "the problem in sight"
        )

    with_wizard(job)


def test_what_stops_a_run_from_ending_well_is_told_from_what_ended_it(with_wizard):
    async def job(opened):
        opened.desk.deployments.error = failed("A run goes on already.")
        await opened.go_to(StepId.DEPLOY)
        assert opened.page.end is RunEnd.FAILED
        assert opened.widget("wizard.message").accessibleName() == "Explained: A run goes on already."
        assert not opened.sees("deploy.failure")

    with_wizard(job)
