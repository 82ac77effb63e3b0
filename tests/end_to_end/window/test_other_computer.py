"""What one computer connected is taken into the list of another, which looks after it from then on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

EXTERNAL_ID = "agreed-on-the-first-computer"


@pytest.fixture
def colleague(aws: EmbeddedAws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Person]:
    """Give who makes an administrator at a computer of that name."""

    def make(name: str) -> Person:
        home = tmp_path / name
        home.mkdir()
        someone = Person(home, monkeypatch)
        someone.has_profiles(aws.exports, "AWS")
        return someone

    return make


def test_it_is_added_switched_and_disconnected_there(aws: EmbeddedAws, colleague: Callable[[str], Person]) -> None:
    principal = aws.exports["VENDOR_PRINCIPAL"]

    async def connects() -> None:
        first = colleague("first")
        async with first.at_the_program():
            await first.reaches(StepId.SETTINGS, principal)
            await first.fills_in_settings(principal, EXTERNAL_ID)
            await first.next()
            await first.passes_the_checks()
            await first.next()
            await first.deploys()
            await first.finishes()

    async def adds() -> None:
        second = colleague("second")
        async with second.at_the_program():
            await second.reaches(StepId.CHECKS, principal)
            await second.checks_are_done()
            assert "from another computer" in second.check_says("checks.already-connected")
            assert not second.can_press("wizard.next")
            await second.press("checks.fix.already-connected")
            assert "Nothing is changed at AWS" in second.page_says("checks.confirm")
            await second.press("checks.confirm.yes")
            await second.hands.until(
                lambda: "select it there" in second.check_says("checks.already-connected"), "it to be in the list"
            )
            assert not second.sees("checks.fix.already-connected")
            await second.press("wizard.cancel")
            await second.is_back_in_the_list()
            await second.hands.until(
                lambda: [row[3:5] for row in second.table("main.list")] == [["Active", "12 of 12"]], "the row"
            )
            (row,) = await second.desktop.book.all()
            assert row.settings["external-id"] == EXTERNAL_ID, "what AWS has counts, not what was typed here"
            widget = await second.hands.enabled("main.status")
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(widget, Qt.Key.Key_Space)
            await second.press("main.confirm-switch-off.yes")
            await second.hands.until(lambda: second.table("main.list")[0][3] == "Inactive", "the status to be off")
            assert not any(
                asked.vendor_can_take_on(aws, account, EXTERNAL_ID) for account in asked.active_accounts(aws)
            )
            await second.press("main.disconnect")
            await second.press("main.confirm-disconnect.yes")
            await second.hands.until(lambda: "is disconnected from" in second.page_says("main"), "the row to go")
            assert list(await second.desktop.book.all()) == []

    run_on_qt_loop(connects)
    run_on_qt_loop(adds)
    assert asked.accounts_with_the_role(aws) == set()
    assert asked.stack_sets(aws) == {}
