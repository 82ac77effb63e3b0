"""The main job without a mouse: from the main window to the review, with Tab, the arrows, Space and Enter alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

MOST_TABS = 60
"""No page has so many places for the keyboard; whoever has gone round finds no more."""


class Keyboard:
    """Sends keys to whatever has the keyboard now, and to nothing else."""

    def __init__(self, someone: Person) -> None:
        self._someone = someone

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        window = QApplication.activeWindow()
        assert window is not None, f"no window is up: {QApplication.topLevelWidgets()}"
        return window.focusWidget() or window

    async def comes_to(self, name: str) -> None:
        """Wait for a window, and bring it up as the desktop does with new windows; without a screen nobody does."""
        window = await self._someone.hands.seen(name)
        window.activateWindow()
        await self._someone.hands.until(lambda: QApplication.activeWindow() is window, f"{name} to come up")

    def key(self, key: Qt.Key) -> None:
        """Press a key."""
        QTest.keyClick(self.focused, key)

    def types(self, text: str) -> None:
        """Type into what has the keyboard."""
        QTest.keyClicks(self.focused, text)

    async def tabs_to(self, name: str) -> None:
        """Press Tab until the widget of that object name has the keyboard."""
        await self._someone.hands.enabled(name)
        way = []
        for _ in range(MOST_TABS):
            if self.focused.objectName() == name:
                return
            way.append(self.focused.objectName() or type(self.focused).__name__)
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {name}: {way}")

    async def presses_next(self) -> None:
        """Tab to the primary button, press Enter, and wait for the page that follows."""
        before = self._someone.wizard.navigation.current
        await self._someone.settled()
        await self.tabs_to("wizard.next")
        self.key(Qt.Key.Key_Return)
        await self._someone.hands.until(
            lambda: self._someone.wizard.navigation.current is not before, "the next page to come"
        )
        await self._someone.settled()


def test_to_the_review(aws: EmbeddedAws, administrator: Person) -> None:
    someone, keyboard = administrator, Keyboard(administrator)

    async def job() -> None:
        async with someone.at_the_program():
            await keyboard.comes_to("main")
            await keyboard.tabs_to("main.connect")
            keyboard.key(Qt.Key.Key_Space)
            await someone.hands.seen("wizard.next")
            await someone.settled()
            await keyboard.comes_to("wizard")
            await keyboard.tabs_to("provider.list.cloud-entitlements")
            keyboard.key(Qt.Key.Key_Space)
            await keyboard.presses_next()
            await someone.hands.until(lambda: "in account" in someone.profile_says("administrator"), "AWS to answer")
            await keyboard.presses_next()
            await someone.reads_the_organization()
            await keyboard.tabs_to("organization.whole")
            keyboard.key(Qt.Key.Key_Down)
            await someone.settled()
            await keyboard.tabs_to("organization.tree")
            for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Space):
                keyboard.key(key)
            await someone.settled()
            assert someone.can_press("wizard.next")
            await keyboard.presses_next()
            await keyboard.tabs_to("settings.trusted-principal")
            keyboard.types(aws.exports["VENDOR_PRINCIPAL"])
            await keyboard.tabs_to("settings.make.external-id")
            keyboard.key(Qt.Key.Key_Space)
            await keyboard.presses_next()
            await someone.checks_are_done()
            await keyboard.tabs_to("checks.fix.trusted-access")
            keyboard.key(Qt.Key.Key_Space)
            await keyboard.comes_to("checks.confirm")
            await keyboard.tabs_to("checks.confirm.yes")
            keyboard.key(Qt.Key.Key_Return)
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the checks to pass")
            await keyboard.comes_to("wizard")
            await keyboard.presses_next()
            assert someone.wizard.navigation.current is StepId.REVIEW
            await keyboard.tabs_to("review.acknowledge")
            keyboard.key(Qt.Key.Key_Space)
            await someone.settled()
            assert someone.can_press("wizard.next")

    run_on_qt_loop(job)
    assert asked.trusted_access(aws) == "ENABLED"
