"""Uses the window as a person would: finds widgets by their object names, presses, types, and waits."""

import asyncio
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

PATIENCE_SECONDS = 180.0
LOOK_EVERY_SECONDS = 0.02


class NotThereError(Exception):
    """What was waited for did not come; the text names it."""


class Hands:
    """Finds and uses widgets of every open window."""

    def find(self, name: str) -> QWidget | None:
        """Give the visible widget with that object name, or None."""
        for window in QApplication.topLevelWidgets():
            if not window.isVisible():
                continue
            found = [window] if window.objectName() == name else window.findChildren(QWidget, name)
            visible = [widget for widget in found if widget.isVisible()]
            if visible:
                return visible[0]
        return None

    async def seen(self, name: str) -> QWidget:
        """Wait for a widget to be there. Raises NotThereError."""
        await self.until(lambda: self.find(name) is not None, name)
        widget = self.find(name)
        if widget is None:
            raise NotThereError(name)
        return widget

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds. Raises NotThereError when patience ends."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > limit:
                raise NotThereError(f"waited in vain for {what}")
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def rest(self) -> None:
        """Let Qt lay out what was just changed: it does so when it comes back to its events."""
        await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def enabled(self, name: str) -> QWidget:
        """Wait for a widget that can be used. Raises NotThereError."""
        widget = await self.seen(name)
        await self.until(widget.isEnabled, f"{name} to be usable")
        return widget

    async def press(self, name: str) -> None:
        """Press a button, or tick a box. Raises NotThereError where it cannot be pressed."""
        widget = await self.enabled(name)
        if not isinstance(widget, QAbstractButton):
            raise NotThereError(f"{name} is no button")
        if isinstance(widget, QCheckBox | QRadioButton) and widget.isChecked():
            return
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Space)

    async def type(self, name: str, text: str) -> None:
        """Replace what stands in a field. Raises NotThereError where there is none."""
        widget = await self.enabled(name)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(widget, text)
