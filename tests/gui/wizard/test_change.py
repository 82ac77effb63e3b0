"""The window that changes a connection, in every state, as people see and use it."""

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.wizard import change_states as states
from tests.gui.wizard.change_states import CHANGE_STATES
from tests.gui.wizard.look import beside_the_window, clipped, nameless, place_in, reads_before, rich, tab_order, visible
from tests.gui.wizard.opened import Opened
from tests.qt_loop import run_on_qt_loop
from tests.unit.flow.change_services import ChangeDesk, connected, connected_request
from tests.unit.flow.data import PRINCIPAL, ROLE_ARN, ROOT
from wizard.flow.steps import StepId
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.ui.theme import Scheme
from wizard.ui.wizard.build_change import build_change

SIZES = ((1120, 780), (800, 560))


class OpenedChange(Opened):
    """The window at its first page."""

    def __init__(self, desk, crashes, row):
        self.desk = desk
        self.window = build_change(desk.services, row, crashes.append, practice=False)
        self.window.resize(QSize(1120, 780))
        self.window.show()
        self.window.start()


@pytest.fixture
def with_change(theme):
    del theme

    def run(job, row=None):
        crashes = []

        async def whole():
            opened = OpenedChange(ChangeDesk(), crashes, row or connected())
            try:
                await job(opened)
            finally:
                await opened.close()

        run_on_qt_loop(whole)
        assert crashes == []

    return run


def texts(widget):
    return [one.text() for one in visible(widget) if isinstance(one, QLabel) and one.text()]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("state", CHANGE_STATES)
def test_every_page_of_a_change_can_be_drawn_and_used(state, scheme, theme, with_change, tmp_path):
    folder = Path(os.environ.get("ORG_WIZARD_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    theme.set_override(scheme)

    async def job(opened):
        await CHANGE_STATES[state](opened)
        for width, height in SIZES:
            await opened.resize(width, height)
            assert opened.window.grab().save(str(folder / f"{state}-{scheme}-{width}.png"))
            assert nameless(opened.window) == []
            assert rich(opened.window) == []
            assert clipped(opened.window) == []
            assert beside_the_window(opened.window) == []
        order = [place_in(one, opened.view) for one in tab_order(opened.view)]
        assert all(reads_before(first, second) for first, second in pairwise(order))

    with_change(job)


def test_the_window_says_what_it_is_for_and_whose(with_change):
    async def job(opened):
        await states.at_organization(opened)
        assert opened.window.windowTitle() == "Acme Corp – Change a connection"
        assert [one.step_id for one in opened.window.navigation.rail()] == [
            "organization",
            "settings",
            "change",
            "deploy",
        ]

    with_change(job)


def test_the_difference_is_said_in_words(with_change):
    async def job(opened):
        await states.difference(opened)
        said = texts(opened.window)
        assert "Comes in: 1 · Goes out: 1 · Without the role for a few minutes: 2" in said
        assert "CloudEntitlementsReadOnly  →  AnotherReader" in said
        stack = texts(opened.widget("change.stack"))
        assert "The stack gets the template of this version of Org Wizard with it." in stack
        lines = list(pairwise(stack))
        anew = "The role in the management account (ManagementRole): a new one is made, then the old one is deleted"
        assert ("Replaced", anew) in lines
        assert ("Changed", "The StackSet of member accounts (MemberRoles)") in lines
        assert ("New", "The StackSet of member accounts (FilteredMemberRoles)") in lines
        assert ("Deleted", "AWS::SNS::Topic (Topic)") in lines
        assert any("has another RoleARN" in one for one in said)
        model = opened.widget("change.accounts").model()
        rows = [tuple(model.index(row, column).data() for column in (0, 2)) for row in range(model.rowCount())]
        assert rows[0] == ("account-3", "Goes out")
        assert rows[-1] == ("account-1", "Comes in")
        assert opened.widget("wizard.next").text() == "&Apply the change"

    with_change(job)


def test_with_nothing_to_change_the_button_is_off_and_says_why(with_change):
    async def job(opened):
        await states.difference_nothing(opened)
        assert not opened.widget("wizard.next").isEnabled()
        assert opened.widget("change.message").problem() == "Everything at AWS is already as you chose it."
        assert not opened.sees("change.stack")

    with_change(job)


def test_back_keeps_all_that_was_chosen(with_change):
    async def job(opened):
        await states.difference(opened)
        opened.window.go_back()
        await opened.loaded()
        assert opened.page.values["role-name"] == "AnotherReader"
        opened.window.go_back()
        await opened.loaded()
        assert "3" * 12 not in opened.page.targets.connected
        await states.on_to_the_difference(opened)
        assert "Comes in: 1 · Goes out: 1 · Without the role for a few minutes: 2" in texts(opened.window)
        assert len(opened.desk.changes.asked) == 2

    with_change(job)


def test_applying_hands_over_the_request_and_ends_with_the_new_role_arn(with_change):
    async def job(opened):
        await states.new_role(opened)
        (request, run) = opened.desk.changes.started[0]
        assert (request.connection_id, request.names.role) == ("c0ffee", "AnotherReader")
        assert request.settings["trusted-principal"] != PRINCIPAL
        assert run.role_arn == ROLE_ARN
        assert opened.step is StepId.ROLE
        assert opened.widget("role.arn").text() == ROLE_ARN
        assert any("still knows the old RoleARN" in one for one in texts(opened.widget("change.handover")))
        opened.widget("wizard.next").click()
        assert not opened.window.isVisible()

    with_change(job)


def test_without_another_role_name_the_run_is_the_end(with_change):
    async def job(opened):
        await states.at_organization(opened)
        opened.page.choose_whole()
        await states.on_to_the_difference(opened)
        opened.window.go_on()
        await opened.loaded()
        assert opened.view.primary_text == "&Done"
        assert opened.window.navigation.is_last

    with_change(job)


def test_a_change_that_failed_leads_back_and_offers_to_try_again(with_change):
    async def job(opened):
        await states.rolled_back(opened)
        assert opened.view.title == "The change could not be applied"
        assert opened.sees("deploy.failure")
        assert opened.sees("wizard.back")
        opened.window.go_back()
        await opened.loaded()
        assert opened.step is StepId.CHANGE

    with_change(job)


def test_opened_while_a_change_is_applied_it_shows_that_and_nothing_else(with_change):
    async def job(opened):
        await opened.loaded()
        run = await opened.desk.changes.start(connected_request())
        opened.desk.changes.known["c0ffee"] = run
        run.say(OperationChanged("apply-change", OperationState.RUNNING))
        again = OpenedChange(opened.desk, [], connected())
        await again.loaded()
        assert again.step is StepId.DEPLOY
        assert again.view.title == "Applying the change"
        assert not again.sees("wizard.back")
        run.finish(RunEnd.FAILED)
        await again.drawn()
        assert not again.sees("wizard.back"), "what was chosen is not known here"
        await again.close()
        assert len(opened.desk.changes.started) == 1
        third = OpenedChange(opened.desk, [], connected())
        await third.loaded()
        assert third.step is StepId.ORGANIZATION, "a change that failed leaves the choice open"
        await third.close()

    with_change(job)


def test_the_region_is_shown_and_cannot_be_changed(with_change):
    async def job(opened):
        await states.at_settings(opened)
        region = opened.widget("settings.region")
        assert region.currentText() == "eu-west-1"
        assert not region.isEnabled()
        assert any("cannot be changed" in one for one in texts(opened.view))

    with_change(job)


def test_ten_thousand_accounts_do_not_hold_the_window(with_change):
    async def job(opened):
        await states.difference_large(opened, 10_000)
        view, began = opened.view, time.thread_time()
        view._shown = (None, None)
        view.refresh()
        QCoreApplication.sendPostedEvents()
        assert time.thread_time() - began < 0.5
        model = opened.widget("change.accounts").model()
        assert model.rowCount() == 10_000
        began = time.thread_time()
        QTest.keyClicks(opened.widget("change.search"), "workload-0042")
        assert time.thread_time() - began < 1.5
        assert model.rowCount() == 1
        model.search("2000 0000 0037")
        assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["workload-0002"]
        assert ROOT in opened.window.navigation.answers.organization.selection.chosen

    with_change(job)
