"""An open wizard, and the ways of a test through it."""

import asyncio
import time

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.unit.flow.data import answers_after_deployment
from tests.unit.flow.services import Desk
from wizard.flow.answers import Answers
from wizard.flow.page import Page
from wizard.flow.steps import StepId
from wizard.ui.wizard.build import build_wizard
from wizard.ui.wizard.page_view import PageView

PATIENCE = 20.0


class Opened:
    """The window at its first page.

    widget(name): the widget with that object name
    """

    def __init__(self, desk: Desk, crashes: list[BaseException], *, size: QSize | None = None, **options) -> None:
        self.desk = desk
        options = {"practice": False, **options}
        self.window = build_wizard(desk.services, crashes.append, **options)
        self.window.resize(size or QSize(1120, 780))
        self.window.show()
        self.window.start()

    async def close(self) -> None:
        self.window.hide()
        await self.window.put_away()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    async def until(self, condition, what="a condition") -> None:
        limit = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < limit, f"waited in vain for {what}"
            await asyncio.sleep(0.005)

    async def loaded(self) -> None:
        """Wait until the page has begun to show itself, whatever it still waits for."""
        await self.until(lambda: not self.window.loading, "the page to be loaded")
        await self.drawn()

    async def drawn(self) -> None:
        await self.until(lambda: not self.view.stale, "the page to be drawn")
        await asyncio.sleep(0)
        QApplication.sendPostedEvents()  # processEvents would run steps of other tasks inside this one, and lose them

    async def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        await self.drawn()

    async def go_to(self, step: StepId, answers: Answers | None = None, *, wait: bool = True) -> PageView:
        """Stand on a step as if all before it had been answered."""
        await self.loaded()
        await self.page.leave()
        navigation = self.window.navigation
        navigation.answers = answers or answers_after_deployment()
        while navigation.current is not step:
            navigation.advance()
        self.window._enter()
        if wait:
            await self.loaded()
            await self.settled()
        return self.view

    async def settled(self) -> None:
        """Wait for what the page does in the background."""
        settled = getattr(self.page, "settled", None)
        if settled is not None and self.step is not StepId.DEPLOY:
            await settled()
        await self.drawn()

    @property
    def step(self) -> StepId:
        return self.window.navigation.current

    @property
    def page(self) -> Page:
        return self.window.page

    @property
    def view(self) -> PageView:
        return self.window.view

    def widget(self, name: str) -> QWidget:
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        assert found, f"{name} is not to be seen"
        return found[0]

    def sees(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))
