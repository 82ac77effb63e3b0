"""Several wizards at once: each with a draft of its own, and each found again."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.qt_loop import run_on_qt_loop
from tests.unit.flow.data import answers_up_to_settings, connection, definition
from tests.unit.flow.services import Desk
from wizard.flow.answers import Answers
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import Health, Phase
from wizard.ui.desktop.drafts import OFFERED, DraftKeeper
from wizard.ui.desktop.manner import Manner
from wizard.ui.desktop.wizards import Wizards
from wizard.ui.tasks import Tasks
from wizard.ui.theme import Theme


class DraftShelf:
    """Keeps drafts as the database does, the one that was begun last first."""

    def __init__(self) -> None:
        self.kept: dict[str, Answers] = {}

    async def save(self, name: str, draft: object) -> None:
        self.kept[name] = draft

    async def load(self, name: str, kind: type) -> Answers | None:
        assert kind is Answers
        return self.kept.get(name)

    async def names(self) -> tuple[str, ...]:
        return tuple(reversed(self.kept))

    async def remove(self, name: str) -> None:
        self.kept.pop(name, None)


class Office:
    """Wizards on services that answer what a test says."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.shelf = DraftShelf()
        self.tasks = Tasks()
        self.crashes: list[BaseException] = []
        self.tasks.crashed.connect(self.crashes.append)
        self.wizards = Wizards(self.desk.services, DraftKeeper(self.shelf), self.tasks, Manner())

    async def settled(self) -> None:
        """Wait for what the wizards do in the background."""
        while self.tasks._running:
            await asyncio.wait(set(self.tasks._running))
        for window in self.wizards.open:
            await self.until(lambda window=window: not window.loading)

    async def until(self, condition: Callable[[], bool]) -> None:
        limit = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < limit
            await asyncio.sleep(0.005)


@pytest.fixture
def with_office(theme: Theme) -> Callable[..., None]:
    """Run a coroutine function with wizards; bugs of their tasks fail the test."""
    del theme

    def run(job: Callable) -> None:
        async def whole() -> None:
            office = Office()
            try:
                await job(office)
            finally:
                await office.tasks.cancel()
                await office.wizards.put_away()
            assert office.crashes == []

        run_on_qt_loop(whole)

    return run


def request():
    return connect_request(answers_up_to_settings(), definition())


def of_another_profile(answers: Answers, profile: str) -> Answers:
    return replace(answers, sign_in=replace(answers.sign_in, profile=profile))


def test_each_press_opens_another_wizard(with_office):
    async def job(office):
        first, second = office.wizards.open_new(), office.wizards.open_new()
        await office.settled()
        assert first is not second
        assert first.draft_name != second.draft_name
        assert first.isVisible()
        assert second.isVisible()

    with_office(job)


def test_a_draft_is_offered_unless_an_open_wizard_goes_on_with_it(with_office):
    async def job(office):
        office.shelf.kept["last"] = answers_up_to_settings()
        first = office.wizards.open_new()
        await office.settled()
        first._draft.taken.emit(first._draft._drafts["restore"])
        await office.settled()
        assert first.draft_name == "last"
        second = office.wizards.open_new()
        await office.settled()
        assert not second._draft.isVisible()
        first.close()
        await office.until(lambda: office.wizards.open == (second,))
        third = office.wizards.open_new()
        await office.settled()
        assert third._draft.isVisible()

    with_office(job)


def test_what_is_typed_into_each_wizard_is_kept_apart(with_office):
    async def job(office):
        for profile in ("one", "two"):
            window = office.wizards.open_new()
            await office.settled()
            window.navigation.answers = of_another_profile(answers_up_to_settings(), profile)
            window.turned.emit()
        await office.settled()
        assert sorted(one.sign_in.profile for one in office.shelf.kept.values()) == ["one", "two"]

    with_office(job)


def test_a_run_is_shown_once(with_office):
    async def job(office):
        first = office.wizards.open_run(request())
        await office.settled()
        assert first.navigation.current is StepId.DEPLOY
        assert office.wizards.open_run(request()) is first
        assert len(office.wizards.open) == 1
        assert first.navigation.answers.sign_in.caller.name == "admin", "AWS was asked who it is"

    with_office(job)


def test_the_open_wizard_begins_again_with_all_it_knows(with_office):
    async def job(office):
        window = office.wizards.open_run(request())
        await office.settled()
        assert office.wizards.open_to_start_over(request()) is window
        await office.settled()
        assert window.navigation.current is StepId.CHECKS
        assert window.navigation.answers.sign_in.caller.name == "admin"
        assert window.draft_name in office.shelf.kept

    with_office(job)


def test_a_wizard_comes_back_where_none_is_open(with_office):
    async def job(office):
        window = office.wizards.open_to_start_over(request())
        await office.settled()
        assert window.navigation.current is StepId.CHECKS
        assert connect_request(window.navigation.answers, definition()) == request()
        assert window.navigation.jump(StepId.PROVIDER) is StepId.PROVIDER

    with_office(job)


def test_whoever_wants_to_see_the_run_names_the_organization(with_office):
    async def job(office):
        wanted = []
        office.wizards.run_wanted.connect(wanted.append)
        window = office.wizards.open_run(request())
        await office.settled()
        window.run_wanted.emit()
        assert wanted == ["r-ab12"]

    with_office(job)


def test_the_newest_drafts_are_offered_and_one_of_each_organization_is_kept(with_office):
    async def job(office):
        keeper = DraftKeeper(office.shelf)
        for number in range(OFFERED + 2):
            draft = of_another_profile(answers_up_to_settings(), f"profile-{number}")
            await keeper.keep(f"draft-{number}", draft, StepId.SETTINGS, ())
        assert [one.name for one in await keeper.offers(["draft-4"])] == ["draft-3", "draft-2", "draft-1"]
        again = of_another_profile(answers_up_to_settings(), "profile-0")
        await keeper.keep("again", again, StepId.SETTINGS, ["draft-0"])
        assert "draft-0" in office.shelf.kept, "an open wizard uses it"
        await keeper.keep("again", again, StepId.SETTINGS, ())
        assert "draft-0" not in office.shelf.kept

    with_office(job)


@pytest.mark.parametrize("step", [StepId.REVIEW, StepId.CONNECTED])
def test_from_the_review_on_the_row_holds_it(with_office, step):
    async def job(office):
        keeper = DraftKeeper(office.shelf)
        await keeper.keep("mine", answers_up_to_settings(), StepId.CHECKS, ())
        await keeper.keep("mine", answers_up_to_settings(), step, ())
        assert office.shelf.kept == {}

    with_office(job)


def test_going_back_from_a_run_keeps_no_draft(with_office):
    async def job(office):
        await DraftKeeper(office.shelf).keep("mine", answers_up_to_settings(), StepId.DEPLOY, ())
        assert office.shelf.kept == {}

    with_office(job)


def test_a_closed_wizard_is_told_of_once_it_is_gone(with_office):
    async def job(office):
        gone = []
        office.wizards.closed.connect(lambda: gone.append("gone"))
        window = office.wizards.open_new()
        await office.settled()
        window.close()
        await office.until(lambda: gone == ["gone"])
        assert office.wizards.open == ()

    with_office(job)


def test_nobody_is_found_for_a_connection_that_no_wizard_is_about(with_office):
    async def job(office):
        row = connection(request(), "", Phase.CONNECTING, Health())
        assert office.wizards.of_connection(row.connection_id) is None
        window = office.wizards.open_run(request())
        assert office.wizards.of_connection(row.connection_id) is window
        await office.settled()

    with_office(job)
