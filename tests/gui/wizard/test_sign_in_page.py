"""The Sign-in page with many profiles, and what a card says of the time that is left."""

import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.gui.wizard.states import sign_in_usual
from tests.unit.flow.data import ADMINISTRATOR
from wizard.flow.answers import Answers
from wizard.flow.steps import StepId
from wizard.model.profile import Profile, ProfileKind
from wizard.ui.widgets.radio_card import RadioCard

MANY = 500
OPENS_SECONDS, KEY_SECONDS, CHOOSES_SECONDS = 6.0, 0.5, 0.5
"""CPU time of the Qt thread, many times what is needed: a busy machine makes it grow, a page that is slow fails."""


def cards(opened) -> dict[str, RadioCard]:
    shown = (one for one in opened.view.findChildren(RadioCard) if one.isVisible())
    return {one.choice_id: one for one in shown if one.objectName() != "sign-in.console-way"}


def many(opened) -> None:
    desk = opened.desk.sign_in
    desk.found = [Profile(f"team-{number:03}", ProfileKind.IDENTITY_CENTER, "eu-west-1") for number in range(MANY)]
    desk.answers = {one.name: ADMINISTRATOR for one in desk.found}


def test_with_five_hundred_profiles_it_opens_and_the_first_can_be_used(with_wizard):
    async def job(opened):
        many(opened)
        await opened.loaded()
        began = time.thread_time()
        await opened.go_to(StepId.SIGN_IN, Answers())
        took = time.thread_time() - began
        assert len(opened.desk.sign_in.asked) == MANY
        assert next(iter(cards(opened))) == "team-000"
        assert len(cards(opened)) < MANY / 10, "the others are found by searching"
        QTest.mouseClick(cards(opened)["team-000"], Qt.MouseButton.LeftButton)
        await opened.drawn()
        assert opened.page.chosen == "team-000"
        assert opened.widget("wizard.next").isEnabled()
        assert took < OPENS_SECONDS

    with_wizard(job)


def test_with_five_hundred_profiles_typing_and_choosing_are_quick(with_wizard):
    async def job(opened):
        many(opened)
        await opened.go_to(StepId.SIGN_IN, Answers())
        search = opened.widget("sign-in.search")
        assert isinstance(search, QLineEdit)
        search.setFocus()
        for typed in "team-49":
            began = time.thread_time()
            QTest.keyClicks(search, typed)
            await opened.drawn()
            took = time.thread_time() - began
            assert took < KEY_SECONDS, f"the key {typed!r}"
        assert set(cards(opened)) == {f"team-49{digit}" for digit in range(8)}
        began = time.thread_time()
        QTest.mouseClick(cards(opened)["team-497"], Qt.MouseButton.LeftButton)
        await opened.drawn()
        took = time.thread_time() - began
        assert opened.page.chosen == "team-497"
        assert opened.widget("wizard.next").isEnabled()
        assert took < CHOOSES_SECONDS

    with_wizard(job)


def test_the_card_of_a_profile_says_how_long_its_credentials_last(with_wizard):
    async def job(opened):
        desk = opened.desk.sign_in
        desk.ends["acme"] = datetime.now(UTC) + timedelta(minutes=43, seconds=50)
        await sign_in_usual(opened)
        said = cards(opened)["acme"].accessibleDescription()
        assert said.startswith("Identity Center · ")
        assert said.endswith(" · ends in 43 min")
        opened.page.ends["acme"] -= timedelta(minutes=40)
        opened.page.let_time_pass()
        await opened.drawn()
        assert cards(opened)["acme"].accessibleDescription().endswith(" · ends in 3 min")

    with_wizard(job)


def test_the_card_of_a_profile_whose_end_is_not_known_says_nothing_of_it(with_wizard):
    async def job(opened):
        await sign_in_usual(opened)
        said = cards(opened)["acme"].accessibleDescription()
        assert " ends " not in said
        assert "has ended" not in said

    with_wizard(job)
