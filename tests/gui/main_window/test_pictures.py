"""Pictures of the window, to be looked at: ORG_WIZARD_PICTURES=DIR keeps them."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from wizard.model.connection import Phase, Status
from wizard.ui.theme import Scheme

SIZES = (QSize(1120, 780), QSize(800, 560))
ODD_NAMES = (
    "<b>Bold</b> & <img src=x> Ltd",
    "شركة الأمثلة للتجارة",
    "Rocket 🚀 Labs 👩‍🔬",
    "The Extraordinarily Long-Named International Holding Company of Somewhere in the Far North",
)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("content", ["empty", "three", "many", "odd"])
def test_the_window_can_be_drawn_with_any_content(
    *, content, scheme, theme, book, make_window, run_async, connection, denied, tmp_path
):
    folder = Path(os.environ.get("ORG_WIZARD_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    theme.set_override(scheme)
    contents = {
        "empty": [],
        "three": [
            connection("acme", "Acme Corp", 1),
            connection("north", "Northwind", 2, 84, 87),
            connection(
                "half",
                "Half-way Ltd",
                3,
                0,
                0,
                phase=Phase.CONNECTING,
                status=Status.UNKNOWN,
                checked_at=None,
                role_arn="",
            ),
        ],
        "many": [
            connection(f"c-{number}", f"Organization {number}", number, number % 7 + 200, 206, status=status)
            for number, status in zip(range(200), list(Status) * 100, strict=False)
        ],
        "odd": [connection(f"c-{number}", name, number) for number, name in enumerate(ODD_NAMES)],
    }
    book.rows = contents[content]
    book.missing["north"] = (denied("log-archive", 444455556666), denied("audit", 2), denied("sandbox-<i>1</i>", 3))
    book.missing["c-0"] = tuple(denied(f"member-{number}", number) for number in range(40))
    if content == "odd":
        book.rows[1] = replace(book.rows[1], provider_name="An Extraordinarily Long Provider Name GmbH & Co. KG")

    async def draw():
        window = make_window(practice=content == "many")
        await window.reload()
        window.select("north")
        await asyncio.sleep(0.01)
        for size in SIZES:
            window.resize(size)
            QApplication.processEvents()
            picture = window.grab()
            assert picture.size() == size * picture.devicePixelRatio()
            assert picture.save(str(folder / f"{content}-{scheme}-{size.width()}.png"))

    run_async(draw())
