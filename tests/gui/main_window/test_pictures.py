"""Pictures of the window, to be looked at: ORG_WIZARD_PICTURES=DIR keeps them."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from wizard.model.connection import Health, Phase, Status, Way
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd, RunKind
from wizard.model.progress import (
    AccountChanged,
    AccountProgress,
    AccountResult,
    Counted,
    ResourceChanged,
    Said,
)
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
            connection("north", "Northwind", 2, 84, 87, health=Health(84, 87, "inspect.trust-changed")),
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
            QApplication.sendPostedEvents()
            QApplication.sendPostedEvents()  # the upper end takes its new height
            picture = window.grab()
            assert picture.size() == size * picture.devicePixelRatio()
            assert picture.save(str(folder / f"{content}-{scheme}-{size.width()}.png"))

    run_async(draw())


def _failed_removal(works, connection_id):
    work = works.start(RunKind.DISCONNECT, connection_id)
    work.report(
        OperationChanged("settle-stack-sets", OperationState.DONE),
        Counted(84, 87, 2),
        *(AccountChanged(AccountResult(f"{n:012d}", f"member-{n}", AccountProgress.SUCCEEDED)) for n in range(30)),
    )
    work.state.take(OperationChanged("remove-stack", OperationState.FAILED, RawFailure("protected", code="Protected")))
    work.rest(RunEnd.FAILED)


def _running_switch(works, connection_id):
    work = works.start(RunKind.SWITCH_OFF, connection_id)
    work.report(
        OperationChanged("switch-off", OperationState.RUNNING),
        ResourceChanged("Role", "AWS::IAM::Role", "UPDATE_IN_PROGRESS"),
        Counted(31, 87),
        Said(Message("status.switching", {"name": "org-wizard"})),
        *(AccountChanged(AccountResult(f"{n:012d}", f"member-{n}", AccountProgress.RUNNING)) for n in range(30)),
    )


def _paused_switch(works, connection_id):
    works.start(RunKind.SWITCH_OFF, connection_id).rest(RunEnd.PAUSED, RawFailure("expired", code="ExpiredToken"))


def _done_switch(works, connection_id):
    work = works.start(RunKind.SWITCH_OFF, connection_id)
    work.report(*(OperationChanged(one, OperationState.DONE) for one in tuple(work.state.operations)))
    work.rest(RunEnd.DONE)


def _interrupted(works, connection_id):
    works.interrupted(RunKind.CHANGE, connection_id)


_RUNS = {
    "running": _running_switch,
    "paused": _paused_switch,
    "failed": _failed_removal,
    "done": _done_switch,
    "interrupted": _interrupted,
    "mixed": None,
    "console": None,
    "accounts": None,
    "checked": None,
    "unfinished": None,
}


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("state", list(_RUNS))
def test_the_window_can_be_drawn_in_every_state(
    *, state, scheme, theme, book, works, make_window, run_async, connection, denied, tmp_path
):
    folder = Path(os.environ.get("ORG_WIZARD_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    theme.set_override(scheme)
    changes = {
        "mixed": {"status": Status.MIXED},
        "console": {"way": Way.CONSOLE, "profile": "", "health": Health(), "checked_at": None},
        "unfinished": {"phase": Phase.CONNECTING, "status": Status.UNKNOWN, "role_arn": ""},
        "done": {"status": Status.INACTIVE},
    }
    book.rows = [connection("acme", "Acme Corp", 1), connection("north", "Northwind", 2, 84, 87)]
    book.rows[1] = replace(book.rows[1], **changes.get(state, {}))
    every = [AccountResult(f"{n:012d}", f"member-{n}", AccountProgress.SUCCEEDED) for n in range(87)]
    book.every["north"] = [denied("log-archive", 444455556666), *every]
    book.answers = {one.connection_id: one for one in book.rows}

    async def draw():
        window = make_window()
        for signal in (window.show_requested, window.change_requested, window.verify_requested):
            signal.connect(str)
        window.sign_in_requested.connect(str)
        await window.reload()
        await window.restore()
        make = _RUNS[state]
        if make is not None:
            make(works, "north")
        if state == "interrupted":
            await window.restore()
        window.select("north")
        if state == "accounts":
            window.findChild(QPushButton, "main.show-accounts").setChecked(True)
        if state == "checked":
            QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
        await asyncio.sleep(0.15)  # the pace of news from runs
        for size in SIZES:
            window.resize(size)
            QApplication.sendPostedEvents()
            QApplication.sendPostedEvents()  # the upper end takes its new height
            if state == "accounts":
                scroll = window.findChild(QScrollArea, "main.details")
                scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
            picture = window.grab()
            assert picture.size() == size * picture.devicePixelRatio()
            assert picture.save(str(folder / f"state-{state}-{scheme}-{size.width()}.png"))

    run_async(draw())
