"""What holds for every page, in whatever state."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton

from tests.gui.wizard.look import (
    beside_the_window,
    clipped,
    described,
    nameless,
    place_in,
    reads_before,
    rich,
    tab_order,
    takes_the_keyboard,
)
from tests.gui.wizard.states import STATES
from wizard.ui.theme import Scheme
from wizard.ui.widgets.step_rail import StepRail

SIZES = ((800, 560), (1120, 780))


@pytest.mark.parametrize("state", STATES)
def test_everything_has_a_name_fits_and_is_plain_text(state, with_wizard):
    async def job(opened):
        await STATES[state](opened)
        for size in SIZES:
            await opened.resize(*size)
            window = opened.window
            found = {
                "nameless": nameless(window),
                "rich": rich(window),
                "clipped": clipped(window),
                "beside": beside_the_window(window),
            }
            assert found == {key: [] for key in found}, size

    with_wizard(job, practice=True, practice_answers={"settings.trusted-principal": "arn:aws:iam::999988887777:root"})


@pytest.mark.parametrize("state", STATES)
def test_tab_goes_in_reading_order(state, with_wizard):
    async def job(opened):
        await STATES[state](opened)
        await opened.resize(1120, 1800)  # so that nothing scrolls away
        order = tab_order(opened.view)
        places = [(place_in(one, opened.view), described(one)) for one in order if not isinstance(one, QRadioButton)]
        disordered = [(one, two) for (first, one), (second, two) in pairwise(places) if not reads_before(first, second)]
        assert disordered == []

    with_wizard(job)


@pytest.mark.parametrize("state", STATES)
def test_the_look_turns_dark_and_back_while_the_page_is_open(state, theme, with_wizard):
    async def job(opened):
        await STATES[state](opened)
        corner = opened.window.grab().toImage().pixelColor(2, 2).name()
        for scheme in (Scheme.DARK, Scheme.LIGHT):
            theme.set_override(scheme)
            await opened.drawn()
            shown = opened.window.grab().toImage().pixelColor(2, 2).name()
            assert (shown == corner) is (scheme is Scheme.LIGHT)

    with_wizard(job)


@pytest.mark.parametrize("state", STATES)
def test_what_takes_the_keyboard_first_is_there(state, with_wizard):
    async def job(opened):
        await STATES[state](opened)
        assert opened.window.findChild(object, opened.page.initial_focus) is not None

    with_wizard(job)


def _with_trouble(state):
    return state.endswith(("-unwritten", "-nothing", "-busy"))


@pytest.mark.parametrize("state", [state for state in STATES if not _with_trouble(state)])
def test_the_keyboard_is_on_the_page_as_soon_as_it_shows(state, with_wizard):
    async def job(opened):
        opened.window.activateWindow()
        await STATES[state](opened)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert opened.view.isAncestorOf(focused)
        assert takes_the_keyboard(focused), described(focused)

    with_wizard(job)


def test_tab_goes_from_the_rail_through_the_page_to_the_buttons(with_wizard):
    async def job(opened):
        await STATES["settings-filled"](opened)
        order = [one.objectName() for one in tab_order(opened.window)]
        rail = opened.window.findChild(StepRail)
        steps = [rail.isAncestorOf(one) for one in tab_order(opened.window)]
        assert steps.index(False) == 3
        wanted = ["settings.read-template", "settings.trusted-principal", "settings.region", "wizard.next"]
        assert [name for name in order if name in wanted] == wanted
        assert order.index("wizard.cancel") > order.index("settings.region")

    with_wizard(job)
