"""The person's browser: it keeps which addresses the program opens, and a test answers the pages."""

import asyncio

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tests.simulator.sign_in.browser import Page, visit

ADMINISTRATOR = "anna.berg"


class Browser:
    """Opens nothing by itself.

    opened: the addresses that the program opened, in order
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, there: bool = True) -> None:
        self.opened: list[str] = []
        self._there = there
        monkeypatch.setattr(QDesktopServices, "openUrl", self._open)

    def _open(self, url: QUrl) -> bool:
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return self._there

    async def answers(self, address: str, button: str = "approved", **filled: str) -> Page:
        """Open an address, press a button of its page, and go where that leads; gives the last page."""
        page = await asyncio.to_thread(visit, address)
        after: Page = await asyncio.to_thread(lambda: page.press(button, **filled))
        if after.status in (302, 303):
            after = await asyncio.to_thread(visit, after.address)
        return after
