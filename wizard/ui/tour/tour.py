"""The tour: the main job, through the real widgets, as a person would do it."""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication, QWidget

from wizard.flow.pages.checks import ChecksPage
from wizard.flow.pages.connected import ConnectedPage
from wizard.flow.pages.deploy import DeployPage
from wizard.flow.pages.provider import ProviderPage
from wizard.flow.pages.role import RolePage
from wizard.flow.pages.sign_in import SignInPage
from wizard.flow.steps import StepId
from wizard.model.check import CheckState
from wizard.model.connection import Connection, Phase
from wizard.model.failure import Diagnosis
from wizard.model.plan import RunEnd
from wizard.options import PRACTICE_PROFILE, SCENARIO_VARIABLE
from wizard.ui.tour.album import Album
from wizard.ui.tour.hands import Hands, NotThereError
from wizard.ui.tour.record import PageRecord, Record
from wizard.ui.tour.stalls import StallWatch
from wizard.ui.wizard.window import WizardWindow


class Rows(Protocol):
    """The list of connected organizations."""

    async def all(self) -> Sequence[Connection]:
        """Give every row."""


class Counts(Protocol):
    """Counts of calls."""

    @property
    def calls(self) -> Mapping[str, int]:
        """Give how often each "service.Operation" was called."""


_MFA_CODE = "mfa.code"
"""The field that asks for an MFA code, which is in no page."""


class _Stopped(Exception):  # noqa: N818 - not an error: the scenario ends the way it does
    """The wizard went no further."""

    def __init__(self, outcome: str, cause: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.cause = cause


async def take_tour(main: QWidget, rows: Rows, counts: Counts, folder: Path) -> int:
    """Connect an organization, with a picture of every page in `folder`; 0 where it ends as the scenario declares."""
    scenario = json.loads(os.environ.get(SCENARIO_VARIABLE, "{}"))
    stalls = StallWatch(main)
    tour = _Tour(main, scenario, Album(folder, stalls))
    began = time.monotonic()
    stalls.start()
    try:
        await tour.run()
    except NotThereError as error:
        tour.record.outcome, tour.record.cause = "failed", f"tour: {error}"
    stalls.stop()
    record = tour.record
    record.longest_stall_ms = round(stalls.longest_ms, 1)
    record.seconds = round(time.monotonic() - began, 1)
    record.aws_calls = dict(sorted(counts.calls.items()))
    await tour.album.close()
    found = await rows.all()
    record.describe(found[0] if found else None)
    record.write(folder)
    ends = scenario.get("ends", {"outcome": "connected", "cause": None})
    as_declared = record.outcome == ends["outcome"] and (record.cause or None) == ends["cause"]
    sys.stdout.write(
        f"{record.outcome}{f' ({record.cause})' if record.cause else ''}: {len(record.pages)} pictures in {folder}, "
        f"{record.seconds} s, longest stall {record.longest_stall_ms} ms\n"
    )
    return 0 if as_declared else 1


class _Tour:
    """One walk through the window."""

    def __init__(self, main: QWidget, scenario: Mapping[str, Any], album: Album) -> None:
        self._main = main
        self._answers: Mapping[str, str] = scenario.get("answers", {})
        self._hands = Hands()
        self._entered = time.monotonic()
        self.album = album
        self.record = Record(str(scenario.get("name", "")))

    async def run(self) -> None:
        """Walk to the end, or to where the wizard stops."""
        await self._hands.seen("main.connect")
        self._picture(self._main, "main-before", self._main.windowTitle())
        await self._hands.press("main.connect")
        await self._hands.seen("wizard.next")
        window = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, WizardWindow) and one.isVisible()
        )
        try:
            await self._walk(window)
        except _Stopped as stopped:
            self.record.outcome, self.record.cause = stopped.outcome, stopped.cause
            self._picture(window, f"{window.navigation.current.value}-stopped", window.view.title)
            return
        await self._hands.until(lambda: not window.isVisible(), "the wizard to close")
        await self._hands.until(self._main.isVisible, "the list")
        await self._hands.seen("main.check")
        await self._hands.until(lambda: self._hands.find("main.run") is None, "the list to be read again")
        self._picture(self._main, "main-after", self._main.windowTitle())

    async def _walk(self, window: WizardWindow) -> None:
        steps = {
            StepId.PROVIDER: self._provider,
            StepId.SIGN_IN: self._sign_in,
            StepId.ORGANIZATION: self._organization,
            StepId.SETTINGS: self._settings,
            StepId.CHECKS: self._checks,
            StepId.REVIEW: self._review,
            StepId.DEPLOY: self._deploy,
            StepId.ROLE: self._role,
            StepId.CONNECTED: self._connected,
        }
        for step, use in steps.items():
            await self._hands.until(lambda step=step: window.navigation.current is step, f"the page {step.value}")  # type: ignore[misc]
            await self._loaded(window)
            if window.page.error is not None:
                raise _Stopped("refused", _cause(window.page.error))
            await self._type_answers(step)
            await use(window)
            await self._valid(window)
            self._picture(window, step.value, window.view.title)
            await self._hands.press("wizard.next")

    async def _loaded(self, window: WizardWindow) -> None:
        """Wait until the page has everything it fetches, and has drawn it."""
        await self._hands.until(lambda: not window.loading and not window.page.busy, "the page to be loaded")
        await self._hands.until(lambda: not window.view.stale, "the page to be drawn")
        await self._hands.rest()

    async def _type_answers(self, step: StepId) -> None:
        for name, text in self._answers.items():
            if name.startswith(f"{step.value}."):
                await self._hands.type(name, text)

    async def _valid(self, window: WizardWindow) -> None:
        await self._loaded(window)
        if not window.page.valid:
            raise _Stopped("refused", _cause(window.page.error))

    async def _provider(self, window: WizardWindow) -> None:
        await self._hands.seen("provider.list")
        page = window.page
        if isinstance(page, ProviderPage) and not page.chosen:
            await self._hands.press(f"provider.list.{page.providers[0].id}")
            await self._loaded(window)

    async def _sign_in(self, window: WizardWindow) -> None:
        page = window.page
        if not isinstance(page, SignInPage):
            return
        await page.settled()
        await self._loaded(window)
        await self._hands.press(f"sign-in.profile.{PRACTICE_PROFILE}")
        await self._loaded(window)
        await self._hands.until(
            lambda: page.report(PRACTICE_PROFILE) is not None or self._hands.find(_MFA_CODE) is not None,
            "AWS to answer",
        )
        if _MFA_CODE in self._answers and self._hands.find(_MFA_CODE) is not None:
            await self._enter_code(page)
            await self._loaded(window)
        if not page.valid:
            raise _Stopped("refused", _cause(page.error or page.diagnosis(PRACTICE_PROFILE)))

    async def _enter_code(self, page: SignInPage) -> None:
        await self._hands.type(_MFA_CODE, self._answers[_MFA_CODE])
        self._picture(await self._hands.seen("mfa"), "sign-in-code", "")
        await self._hands.press("mfa.send")
        await self._hands.until(lambda: page.report(PRACTICE_PROFILE) is not None, "AWS to take the code")

    async def _organization(self, window: WizardWindow) -> None:
        del window
        await self._hands.seen("organization.tree")

    async def _settings(self, window: WizardWindow) -> None:
        if "settings.external-id" not in self._answers:
            await self._hands.press("settings.make.external-id")
        await self._loaded(window)

    async def _checks(self, window: WizardWindow) -> None:
        page = window.page
        if not isinstance(page, ChecksPage):
            return
        await page.settled()
        await self._loaded(window)
        for check, result in tuple(page.results.items()):
            if result.mend and result.state is CheckState.PROBLEM:
                self._picture(window, f"checks-{check}", window.view.title)
                await self._hands.press(f"checks.fix.{check}")
                confirm = await self._hands.seen("checks.confirm")
                self._picture(confirm, f"checks-{check}-confirm", "")
                await self._hands.press("checks.confirm.yes")
                await self._hands.until(
                    lambda check=check: page.results[check].state is CheckState.PASSED or page.error is not None,  # type: ignore[misc]
                    f"{check} to be mended",
                )
        await page.settled()
        await self._loaded(window)
        problems = [one for one in page.results.values() if one.state is CheckState.PROBLEM]
        if problems:
            raise _Stopped("refused", _check_cause(page, problems[0].check))

    async def _review(self, window: WizardWindow) -> None:
        self._picture(window, "review-unread", window.view.title)
        await self._hands.press("review.acknowledge")

    async def _deploy(self, window: WizardWindow) -> None:
        page = window.page
        if not isinstance(page, DeployPage):
            return
        await self._hands.until(lambda: page.end is not None or _half_done(page), "the accounts to be half done")
        if page.end is None:
            self._picture(window, "deploy-running", window.view.title)
        await self._hands.until(lambda: page.end is not None, "the run to end")
        await self._loaded(window)
        if page.end is RunEnd.PAUSED:
            raise _Stopped("paused", _cause(page.failure))
        if page.end is not RunEnd.DONE:
            raise _Stopped("failed", _cause(page.failure))

    async def _role(self, window: WizardWindow) -> None:
        page = window.page
        if isinstance(page, RolePage):
            await page.settled()

    async def _connected(self, window: WizardWindow) -> None:
        await self._loaded(window)
        page = window.page
        if not isinstance(page, ConnectedPage):
            return
        partly = page.connection is not None and page.connection.phase is Phase.PARTLY_CONNECTED
        self.record.outcome = "partly-connected" if partly else "connected"
        groups = page.failures
        self.record.cause = groups[0].diagnosis.cause if groups and groups[0].diagnosis else ""

    def _picture(self, window: QWidget, name: str, title: str) -> None:
        now = time.monotonic()
        picture = self.album.take(window, name)
        self.record.pages.append(PageRecord(name, title, picture, round(now - self._entered, 2)))
        self._entered = now


def _half_done(page: DeployPage) -> bool:
    counted = page.state.counted
    return counted is not None and counted.done * 2 >= counted.total > 0


def _cause(trouble: object) -> str:
    return trouble.cause if isinstance(trouble, Diagnosis) else ""


def _check_cause(page: ChecksPage, check: str) -> str:
    diagnosis = page.diagnosis(check)
    return page.results[check].cause or (diagnosis.cause if diagnosis else "")
