"""What people do on single pages, and what they see of it."""

import gc
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTreeView

from tests.gui.wizard.look import spoken
from tests.gui.wizard.states import (
    MARKUP,
    STATES,
    checks_trouble,
    connected_partly,
    crowd,
    denial,
    deploy_beginning,
    deploy_partly,
    organization,
    organization_odd,
    provider_several,
    settings_empty,
)
from tests.unit.flow.data import account, large_tree, result
from wizard.flow.steps import StepId
from wizard.model.check import CheckResult, CheckState
from wizard.model.progress import AccountChanged, AccountProgress, Counted
from wizard.ui.widgets.expander import DisclosureButton
from wizard.ui.widgets.picture_label import PictureLabel
from wizard.ui.widgets.raw_text import RawText
from wizard.ui.wizard.check_row import CheckRow

DISPLAY, SPOKEN, TICK = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.CheckStateRole,
)


def rows(tree: QTreeView, role=DISPLAY):
    """What the tree shows in its first column, top to bottom."""
    found, index = [], tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data(role))
        index = tree.indexBelow(index)
    return found


def row(tree: QTreeView, text):
    index = tree.model().index(0, 0)
    while index.data() != text:
        index = tree.indexBelow(index)
    return index


def texts(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def test_each_provider_shows_its_own_icon_where_it_has_one(with_wizard):
    async def job(opened):
        await provider_several(opened)
        assert len([one for one in opened.view.findChildren(PictureLabel) if one.isVisible()]) == 1

    with_wizard(job)


def test_the_tree_says_in_words_who_is_in_and_who_is_out(with_wizard):
    async def job(opened):
        await organization(opened)
        opened.page.set_included(account("3"), included=False)
        await opened.drawn()
        tree = opened.widget("organization.tree")
        tree.expandAll()
        assert rows(tree, SPOKEN) == [
            "Root, partly in",
            "Sandbox, in",
            "account-5 (suspended), in",
            "Work, partly in",
            "Team, in",
            "account-4, in",
            "account-2, in",
            "account-3, left out",
            "account-1, in",
            "Acme Corp (management account)",
        ]

    with_wizard(job)


def test_the_space_bar_ticks_and_the_summary_follows(with_wizard):
    async def job(opened):
        await organization(opened)
        opened.window.activateWindow()
        tree = opened.widget("organization.tree")
        tree.setCurrentIndex(row(tree, "Work"))
        tree.setFocus()
        QTest.keyClick(tree, Qt.Key.Key_Space)
        await opened.drawn()
        assert row(tree, "Work").data(TICK) == Qt.CheckState.Unchecked
        assert row(tree, "Root").data(TICK) == Qt.CheckState.PartiallyChecked
        assert "1 account in" in opened.widget("organization.summary").accessibleDescription()
        assert opened.widget("organization.some").isChecked()
        QTest.keyClick(tree, Qt.Key.Key_Space)
        await opened.drawn()
        assert opened.widget("organization.whole").isChecked()

    with_wizard(job)


def test_the_management_account_cannot_be_ticked(with_wizard):
    async def job(opened):
        await organization(opened)
        tree = opened.widget("organization.tree")
        index = row(tree, "Acme Corp (management account)")
        assert not index.flags() & Qt.ItemFlag.ItemIsUserCheckable
        assert index.data(TICK) is None

    with_wizard(job)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("account-3", ["Root", "Work", "account-3"]),
        ("3333 3333", ["Root", "Work", "account-3"]),
        ("TEAM", ["Root", "Work", "Team", "account-4"]),
        ("sandbox", ["Root", "Sandbox", "account-5 (suspended)"]),
        ("nobody", []),
    ],
)
def test_searching_shows_what_was_sought_and_the_way_to_it(with_wizard, sought, found):
    async def job(opened):
        await organization(opened)
        tree, field = opened.widget("organization.tree"), opened.widget("organization.search")
        whole = rows(tree)
        QTest.keyClicks(field, sought)
        assert rows(tree) == found
        if found:
            tree.model().setData(row(tree, found[-1]), Qt.CheckState.Unchecked.value, TICK)
            assert not opened.page.whole
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert rows(tree) == whole

    with_wizard(job)


def test_a_search_stays_while_the_tree_is_read_again(with_wizard):
    async def job(opened):
        await organization(opened)
        tree = opened.widget("organization.tree")
        QTest.keyClicks(opened.widget("organization.search"), "account-3")
        await opened.page.reload()
        opened.view.refresh()
        tree.expandAll()
        assert rows(tree) == ["Root", "Work", "account-3"]

    with_wizard(job)


def test_the_found_root_id_can_be_put_back_with_a_button(with_wizard):
    async def job(opened):
        await organization_odd(opened)
        opened.widget("organization.use-found").click()
        await opened.drawn()
        assert opened.widget("organization.root-id").text() == "r-ab12"
        assert not opened.sees("organization.use-found")

    with_wizard(job)


def test_thousands_left_out_are_counted_not_listed(with_wizard):
    async def job(opened):
        await STATES["review-large"](opened)
        assert max(len(text) for text in texts(opened.view)) < 500

    with_wizard(job)


def test_practice_offers_whom_to_trust(with_wizard):
    principal = "arn:aws:iam::999988887777:root"

    async def job(opened):
        await settings_empty(opened)
        offer = opened.widget("settings.practice.trusted-principal")
        assert offer.text() == f"In practice, use {principal}"
        offer.click()
        await opened.drawn()
        assert opened.widget("settings.trusted-principal").text() == principal
        assert not opened.sees("settings.practice.trusted-principal")

    with_wizard(job, practice=True, practice_answers={"settings.trusted-principal": principal, "role.arn": "x"})


def test_outside_of_practice_nothing_is_offered(with_wizard):
    async def job(opened):
        await settings_empty(opened)
        assert not opened.sees("settings.practice.trusted-principal")

    with_wizard(job)


def test_a_check_that_needs_the_person_says_so_in_words_and_keeps_aws_own_behind_details(with_wizard):
    async def job(opened):
        await checks_trouble(opened)
        check = opened.widget("checks.permissions")
        assert isinstance(check, CheckRow)
        assert check.property("tone") == "problem"
        assert spoken(check) == "You may do everything that is needed: Problem"
        assert opened.widget("checks.signed-in").property("tone") == ""
        assert check._raw.text().count("\n") == 11

    with_wizard(job)


def test_a_mend_is_confirmed_first(with_wizard):
    async def job(opened):
        await checks_trouble(opened)
        opened.desk.checks.after_mend = {"trusted-access": CheckResult("trusted-access", CheckState.PASSED)}
        opened.widget("checks.fix.trusted-access").click()
        opened.widget("checks.confirm.no").click()
        assert opened.desk.checks.mended == []
        await opened.drawn()
        opened.widget("checks.fix.trusted-access").click()
        opened.widget("checks.confirm.yes").click()
        await opened.until(lambda: opened.desk.checks.mended == ["turn-on-trusted-access"], "the mend")
        await opened.until(lambda: not opened.sees("checks.fix.trusted-access"), "the check to pass")

    with_wizard(job)


def test_the_selected_account_is_explained_under_the_table(with_wizard):
    async def job(opened):
        await deploy_partly(opened)
        why = opened.widget("deploy.why")
        assert why.problem() == f"{MARKUP} (2222 2222 2222): A policy of your organization denies it."
        assert why.cause().startswith("A service control policy denies iam:CreateRole")
        assert "explicit deny in a service control policy" in why._raw.text()
        why._details.click()
        why._raw.copy_button.click()
        assert "111111111111" in QGuiApplication.clipboard().text()
        opened.widget("deploy.why.ticket").click()
        ticket = QGuiApplication.clipboard().text().split("\n")
        assert len(ticket) == 10
        assert ticket[0] == "Doing: Connect an organization › Deploy"
        assert ticket[1].startswith("For: Acme Corp (o-")
        assert "explicit deny in a service control policy" in ticket[6]
        table = opened.widget("deploy.accounts")
        table.selectRow(table.model().rowCount() - 1)
        assert not why.isVisible()

    with_wizard(job)


def test_whoever_is_selected_stays_selected_when_rows_move(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        say = opened.desk.deployments.last.say
        for digit in "1234":
            say(AccountChanged(result(digit, AccountProgress.RUNNING)))
        await opened.drawn()
        table = opened.widget("deploy.accounts")
        table.selectRow(2)
        say(AccountChanged(result("1", AccountProgress.SUCCEEDED)))
        say(AccountChanged(denial("4")))
        say(AccountChanged(result("5", AccountProgress.PENDING)))
        await opened.drawn()
        names = [table.model().index(line, 1).data() for line in range(table.model().rowCount())]
        assert names == ["account-4", "account-2", "account-3", "account-5", "account-1"]
        assert [one.siblingAtColumn(1).data() for one in table.selectionModel().selectedRows()] == ["account-3"]
        say(AccountChanged(denial("3")))
        await opened.drawn()
        assert opened.widget("deploy.why").problem().startswith("account-3 (3333 3333 3333)")

    with_wizard(job)


def test_an_account_that_aws_never_came_to_is_explained_too(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        opened.desk.deployments.last.say(AccountChanged(result("1", AccountProgress.CANCELLED)))
        await opened.drawn()
        opened.widget("deploy.accounts").selectRow(0)
        assert opened.widget("deploy.why").cause() == "AWS stopped before it came to this account."

    with_wizard(job)


def test_a_running_operation_says_how_long_it_has_been_at_work(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        assert any(text == "Running · 0 s" for text in texts(opened.widget("deploy.operations")))
        opened.page.state._clock = lambda: 10.0**9
        opened.view._time_passed()
        assert any(" min " in text for text in texts(opened.widget("deploy.operations")))

    with_wizard(job)


def test_the_time_left_shows_once_it_is_known(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        assert not opened.sees("deploy.time-left")
        now = [0.0]
        opened.page.state._clock = lambda: now[0]
        say = opened.desk.deployments.last.say
        now[0] = 10.0
        say(Counted(1, 100))
        now[0] = 30.0
        say(Counted(10, 100))
        await opened.drawn()
        assert opened.widget("deploy.time-left").text() == "about 3 min left"

    with_wizard(job)


def test_stop_stops(with_wizard):
    async def job(opened):
        await deploy_beginning(opened)
        opened.widget("deploy.stop").click()
        await opened.page.settled()
        await opened.drawn()
        assert opened.view.title == "Stopped"
        assert not opened.sees("deploy.stop")

    with_wizard(job)


def test_of_many_that_failed_a_few_stand_there_and_the_rest_one_click_away(with_wizard):
    async def job(opened):
        await connected_partly(opened, 3000, 400)
        card = opened.widget("connected.missing")
        assert len([text for text in texts(card) if text.startswith("workload-")]) == 8
        assert "400 accounts: A policy of your organization denies it." in texts(card)
        more = next(one for one in card.findChildren(DisclosureButton) if one.text() == "and 392 more")
        more.click()
        rest = next(one.text() for one in card.findChildren(RawText) if one.isVisible())
        assert rest.count("\n") == 391
        assert "workload-0400" in rest

    with_wizard(job)


def test_each_value_is_copied_as_the_provider_wants_it(with_wizard):
    async def job(opened):
        await opened.go_to(StepId.CONNECTED)
        for value, copied in (("root-id", "r-ab12"), ("role-arn", opened.page.connection.role_arn)):
            opened.widget(f"connected.copy-{value}").click()
            assert QGuiApplication.clipboard().text() == copied

    with_wizard(job)


def test_ten_thousand_accounts_never_hold_the_window_for_long(with_wizard):
    limit = 0.15  # seconds: three times what is aimed at, because this computer may be busy

    async def job(opened):
        took = {}

        def measure(what, step):
            begun = time.thread_time()  # of this thread alone: other programs may want the processor too
            step()
            took[what] = time.thread_time() - begun

        await organization(opened, large_tree(10_000))
        tree, field = opened.widget("organization.tree"), opened.widget("organization.search")
        tree.expandAll()
        await opened.drawn()
        measure("tick", lambda: opened.page.set_included("ou-ab12-a0000003", included=False))
        measure("draw ticks", opened.view.refresh)
        measure("search", lambda: field.setText("workload-77"))
        await opened.go_to(StepId.DEPLOY)
        accounts, everyone = opened.page.state.accounts, crowd(10_000, 50)
        accounts.update({one.account_id: replace(one, progress=AccountProgress.RUNNING) for one in everyone})
        measure("first accounts", opened.view.refresh)
        accounts.update({one.account_id: one for one in everyone[:500]})
        measure("more accounts", opened.view.refresh)
        assert {what: seconds for what, seconds in took.items() if seconds > limit} == {}

    gc.collect()
    gc.freeze()  # what thousands of other tests have left is not this window's to look through
    try:
        with_wizard(job)
    finally:
        gc.unfreeze()
