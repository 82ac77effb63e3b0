"""A person at a computer of their own, using the real window; everything they do goes through widgets."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QTreeView,
    QWidget,
)
from shiboken6 import isValid

from tests.end_to_end.window.computer import Computer
from wizard.app import open_desktop
from wizard.flow.pages.role import RolePage
from wizard.flow.steps import StepId
from wizard.options import Options
from wizard.ui.desktop.desktop import Desktop
from wizard.ui.tour import hands
from wizard.ui.widgets.message_strip import MessageStrip
from wizard.ui.widgets.radio_card import RadioCard
from wizard.ui.wizard.window import WizardWindow


class OneWindowHands(hands.Hands):
    """Hands that keep to one window, and its dialogs, where the person looks at that one alone."""

    window: QWidget | None = None

    def find(self, name: str) -> QWidget | None:
        """Give the visible widget with that object name, or None."""
        if self.window is None or not isValid(self.window) or not self.window.isVisible():
            return super().find(name)
        if self.window.objectName() == name:
            return self.window
        return next((one for one in self.window.findChildren(QWidget, name) if one.isVisible()), None)


class Person(Computer):
    """Opens the program on a data folder under `home` and uses it."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(home, monkeypatch)
        self.hands = OneWindowHands()
        self._desktop: Desktop | None = None
        self._killed = False
        monkeypatch.setattr(hands, "PATIENCE_SECONDS", 20.0)  # so that a test says what it waited for in vain

    @asynccontextmanager
    async def at_the_program(self) -> AsyncIterator[None]:
        """Have the program open."""
        crashes: list[BaseException] = []
        folder = self.home / "data"
        folder.mkdir(exist_ok=True)
        async with open_desktop(Options(data_dir=folder), folder, crashes.append) as desktop:
            self._desktop = desktop
            await desktop.open()
            try:
                yield
            finally:
                for window in QApplication.topLevelWidgets():
                    window.hide()
                self._desktop = None
                self.hands.window = None
        assert crashes == []
        if self._killed:
            self._forget_what_was_written_since()

    def kills_the_program(self) -> None:
        """Let the database be, from the next start on, as it is now: a killed process writes nothing more."""
        self._killed = True
        with (
            closing(sqlite3.connect(self._database)) as now,
            closing(sqlite3.connect(self._database.with_suffix(".killed"))) as kept,
        ):
            now.backup(kept)

    def _forget_what_was_written_since(self) -> None:
        self._killed = False
        for rest in ("-wal", "-shm"):
            self._database.with_name(self._database.name + rest).unlink(missing_ok=True)
        self._database.with_suffix(".killed").replace(self._database)

    @property
    def _database(self) -> Path:
        return self.home / "data" / "org-wizard.db"

    def looks_at(self, window: QWidget | None) -> None:
        """Use this window alone from now on; None for all of them."""
        self.hands.window = window

    @property
    def desktop(self) -> Desktop:
        """The program that is open."""
        assert self._desktop is not None
        return self._desktop

    @property
    def wizard(self) -> WizardWindow:
        """The wizard that is open."""
        windows = [one for one in self.desktop.wizards.open if one.isVisible()]
        assert windows, "no wizard is open"
        return next((one for one in windows if one is self.hands.window), windows[-1])

    async def press(self, name: str) -> None:
        """Press a button or tick a box, with the keyboard."""
        await self.hands.press(name)

    async def type(self, name: str, text: str) -> None:
        """Replace what stands in a field, key by key."""
        await self.hands.type(name, text)
        await self.settled()

    async def picks(self, name: str, text: str) -> None:
        """Choose an entry of a list that opens, by typing what it says."""
        box = await self.hands.enabled(name)
        assert isinstance(box, QComboBox)
        await self.hands.until(lambda: box.findText(text) >= 0, text)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(box, text)
        assert box.currentText() == text

    async def pastes(self, name: str, text: str) -> None:
        """Replace what stands in a field by what is copied."""
        QApplication.clipboard().setText(text)
        field = await self.hands.enabled(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        for key in (Qt.Key.Key_A, Qt.Key.Key_V):
            QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)

    def read(self, name: str) -> str:
        """Read what a field, a button or a label says."""
        widget = self.hands.find(name)
        assert widget is not None, f"{name} is not to be seen"
        text = getattr(widget, "text", None)
        return str(text()) if callable(text) else widget.accessibleName()

    def page_says(self, name: str = "wizard") -> str:
        """Read everything that a window, or a part of it, shows: labels, buttons and fields, line by line."""
        widget = self.hands.find(name)
        assert widget is not None, f"{name} is not to be seen"
        shown = (one for one in widget.findChildren(QWidget) if one.isVisible())
        texts = (one.text() for one in shown if isinstance(one, QLabel | QAbstractButton | QLineEdit))
        return "\n".join(text.replace("\N{NO-BREAK SPACE}", " ") for text in texts if text)

    def description(self, name: str) -> str:
        """Read what stands beside a field: its message and its help."""
        widget = self.hands.find(name)
        assert widget is not None, f"{name} is not to be seen"
        return widget.accessibleDescription()

    def reads_strip(self, name: str) -> str:
        """Read a message strip; empty where it is not shown."""
        widget = self.hands.find(name)
        if widget is None:
            return ""
        assert isinstance(widget, MessageStrip)
        return f"{widget.problem()} {widget.cause()}".strip()

    def sees(self, name: str) -> bool:
        """Tell whether a widget is to be seen."""
        return self.hands.find(name) is not None

    def can_press(self, name: str) -> bool:
        """Tell whether a button is to be seen and can be pressed."""
        widget = self.hands.find(name)
        return widget is not None and widget.isEnabled()

    async def settled(self) -> None:
        """Wait until the page is loaded and drawn."""
        wizard = self.wizard
        await self.hands.until(
            lambda: not wizard.loading and not wizard.page.busy and not wizard.view.stale, "the page to settle"
        )

    async def next(self) -> None:
        """Press the primary button, and wait for the page that follows."""
        before = self.wizard.navigation.current
        await self.settled()
        await self.hands.enabled("wizard.next")
        await self.press("wizard.next")
        await self.hands.until(lambda: self.wizard.navigation.current is not before, "the next page")
        await self.settled()

    async def opens_the_wizard(self, provider: str = "cloud-entitlements") -> None:
        """Press "Connect an organization" in the main window, and choose a provider."""
        await self.press("main.connect")
        await self.hands.seen("wizard.next")
        await self.settled()
        await self.chooses_provider(provider)

    async def chooses_provider(self, provider: str = "cloud-entitlements", scope: str = "") -> None:
        """Choose a provider, and what of is connected where it offers a choice."""
        await self.press(f"provider.list.{provider}")
        await self.settled()
        if scope:
            await self.press(f"provider.scope.{scope}")
            await self.settled()

    async def signs_in(self, profile: str = "administrator") -> None:
        """Go through the first two pages with a profile."""
        await self.opens_the_wizard()
        await self.goes_past_the_sign_in(profile)

    async def opens_another_wizard(self) -> WizardWindow:
        """Press "Connect an organization" while other wizards are open, and look at the new one alone."""
        self.looks_at(None)
        before = len(self.desktop.wizards.open)
        await self.press("main.connect")
        await self.hands.until(lambda: len(self.desktop.wizards.open) > before, "one more wizard")
        window = self.desktop.wizards.open[-1]
        self.looks_at(window)
        await self.settled()
        await self.chooses_provider()
        return window

    async def goes_past_the_sign_in(self, profile: str = "administrator") -> None:
        """Go through the first two pages with a profile."""
        await self.next()
        await self.chooses_profile(profile)
        await self.next()

    async def chooses_profile(self, profile: str) -> None:
        """Choose a profile and wait until AWS has said who it is."""
        await self.hands.until(lambda: bool(self._profile_cards(profile)), f"the profile {profile}")
        card = self._profile_cards(profile)[0]
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        await self.hands.until(lambda: "asking AWS" not in card.accessibleDescription(), "AWS to answer")
        await self.settled()

    def _profile_cards(self, profile: str) -> list[RadioCard]:
        cards = self.wizard.findChildren(RadioCard)
        return [one for one in cards if one.choice_id == profile and one.isVisible()]

    def profile_says(self, profile: str) -> str:
        """Read the line under a profile's name; empty while it is not to be seen."""
        return next((one.accessibleDescription() for one in self._profile_cards(profile)), "")

    async def reads_the_organization(self) -> None:
        """Wait until the tree is there."""
        await self.hands.enabled("organization.tree")
        await self.settled()

    async def ticks(self, *names: str) -> None:
        """Tick, or untick, units and accounts in the tree by their names, with the space bar."""
        tree = await self.hands.enabled("organization.tree")
        assert isinstance(tree, QTreeView)
        tree.expandAll()
        for name in names:
            found = tree.model().match(
                tree.model().index(0, 0), Qt.ItemDataRole.DisplayRole, name, 1, _EXACT_IN_THE_WHOLE_TREE
            )
            assert found, f"{name} is not in the tree"
            tree.setCurrentIndex(found[0])
            tree.setFocus()
            QTest.keyClick(tree, Qt.Key.Key_Space)
            await self.settled()

    async def fills_in_settings(self, principal: str, external_id: str = "") -> None:
        """Type the trusted principal, and type or make the external ID."""
        await self.type("settings.trusted-principal", principal)
        if external_id:
            await self.type("settings.external-id", external_id)
        else:
            await self.press("settings.make.external-id")
        await self.settled()

    async def passes_the_checks(self) -> None:
        """Wait for the checks, and turn on trusted access where that is offered."""
        await self.checks_are_done()
        if self.sees("checks.fix.trusted-access"):
            await self.press("checks.fix.trusted-access")
            await self.press("checks.confirm.yes")
        await self.hands.until(lambda: self.can_press("wizard.next"), "the checks to pass")

    async def checks_are_done(self) -> None:
        """Wait until every check has its result."""
        words = ("Waiting", "Running")
        await self.hands.until(
            lambda: (
                bool(rows := self.rows("checks.list"))
                and not any(row.accessibleName().endswith(words) for row in rows)
                and not self.wizard.view.stale
            ),
            "the checks",
        )

    def rows(self, card: str) -> list[QWidget]:
        """Give the rows of a list of checks or operations that are to be seen."""
        widget = self.hands.find(card)
        assert widget is not None
        prefix = card.rpartition(".")[0]
        return [
            one
            for one in widget.findChildren(QWidget)
            if one.objectName().startswith(f"{prefix}.") and one.objectName().count(".") == 1 and one.isVisible()
        ]

    def check_says(self, check: str) -> str:
        """Read a check: its name, its state, and what was found."""
        widget = self.hands.find(check)
        assert widget is not None, f"{check} is not to be seen"
        return f"{widget.accessibleName()}. {widget.accessibleDescription()}"

    async def deploys(self) -> None:
        """Acknowledge, connect, and wait for the run to end."""
        await self.press("review.acknowledge")
        await self.next()
        await self.hands.until(lambda: not self.sees("deploy.stop") and not self.wizard.view.stale, "the run to end")

    async def finishes(self) -> None:
        """Go from the deployment to the list."""
        await self.next()
        await self.hands.until(lambda: self.can_press("wizard.next"), "the role's checks to pass")
        await self.next()
        await self.hands.until(lambda: self.can_press("wizard.next"), "the row to be written")
        await self.press("wizard.next")
        await self.is_back_in_the_list()

    async def is_back_in_the_list(self) -> None:
        """Wait until the wizard is gone and the list is there."""
        await self.hands.until(lambda: not self.sees("wizard"), "the wizard to close")
        await self.hands.seen("main.list")

    async def role_is_checked(self) -> None:
        """Wait until the checks of the RoleARN have run, and are shown."""
        page = self.wizard.page
        assert isinstance(page, RolePage)
        await self.hands.until(lambda: page.role_arn == self.field_text("role.arn"), "the RoleARN to be taken")
        await page.settled()
        await self.settled()

    async def checks_again(self) -> None:
        """Press "Check again" in the main window, and wait for what AWS says."""
        await self.press("main.check")
        await self.hands.until(lambda: self.sees("main.message") and self.can_press("main.check"), "AWS to answer")

    async def begins_to_connect(self, principal: str, profile: str = "administrator") -> None:
        """Go to the Deploy page and wait until the stack is being made."""
        await self.reaches(StepId.REVIEW, principal, profile)
        await self.press("review.acknowledge")
        await self.next()
        await self.hands.until(lambda: "AWS::" in self.page_says("deploy.operations"), "the stack's events")

    async def run_has_ended(self) -> None:
        """Wait until the run of the Deploy page goes on no longer, and that is drawn."""
        await self.hands.until(lambda: not self.sees("deploy.stop") and not self.wizard.view.stale, "the run to end")

    async def reaches(self, step: StepId, principal: str, profile: str = "administrator") -> None:
        """Go from the main window to a page, with the whole organization."""
        await self.signs_in(profile)
        await self.goes_on_to(step, principal)

    async def goes_on_to(self, step: StepId, principal: str) -> None:
        """Go from the page of the organization to another one, with the whole organization."""
        await self.reads_the_organization()
        for page, work in (
            (StepId.ORGANIZATION, None),
            (StepId.SETTINGS, lambda: self.fills_in_settings(principal)),
            (StepId.CHECKS, self.passes_the_checks),
        ):
            if self.wizard.navigation.current is step:
                return
            assert self.wizard.navigation.current is page
            if work is not None:
                await work()
            await self.next()

    def table(self, name: str) -> list[list[str]]:
        """Read a table, row by row, as a person sees it."""
        view = self.hands.find(name)
        assert isinstance(view, QTableView | QAbstractItemView)
        model = view.model()
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def field_text(self, name: str) -> str:
        """Read what stands in a field."""
        widget = self.hands.find(name)
        assert isinstance(widget, QLineEdit)
        return widget.text()


_EXACT_IN_THE_WHOLE_TREE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
