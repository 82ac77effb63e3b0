"""Pictures of every page, to be looked at: ORG_WIZARD_PICTURES=DIR keeps them."""

import os
from pathlib import Path

import pytest

from tests.gui.wizard.states import STATES
from wizard.ui.theme import Scheme

SIZES = ((1120, 780), (800, 560))


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("state", STATES)
def test_every_page_can_be_drawn_in_every_state(state, scheme, theme, with_wizard, tmp_path):
    folder = Path(os.environ.get("ORG_WIZARD_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    theme.set_override(scheme)

    async def job(opened):
        await STATES[state](opened)
        for width, height in SIZES:
            await opened.resize(width, height)
            picture = opened.window.grab()
            assert picture.save(str(folder / f"{state}-{scheme}-{width}.png"))
            footer = picture.toImage().pixelColor(picture.width() - 4, picture.height() - 4)
            assert footer.name().upper() == theme.colors.surface

    with_wizard(job, practice=state.startswith("settings"), practice_answers={"settings.trusted-principal": "9" * 12})
