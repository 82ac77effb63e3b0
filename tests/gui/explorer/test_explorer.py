"""The window that shows Resource Explorer: small and very large organizations, light and dark."""

import asyncio
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.gui.wizard.look import clipped, nameless, rich
from tests.qt_loop import run_on_qt_loop
from tests.unit.flow.data import IDENTITY, explain, failed
from wizard.model.connection import Connection, Health, Names, Phase, Status
from wizard.model.explorer import AccountIndexes, Exploration, IndexKind
from wizard.model.message import Message
from wizard.model.targets import Selection
from wizard.ui.explorer.model import ExplorerModel
from wizard.ui.explorer.picture import ExplorerPicture
from wizard.ui.explorer.window import ExplorerWindow
from wizard.ui.tasks import Tasks
from wizard.ui.theme import Scheme

REGIONS = ("ap-southeast-2", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2")
ROW = Connection(
    connection_id="c-1",
    provider_id="apono",
    provider_name="Apono",
    identity=IDENTITY,
    profile="acme",
    region="us-east-1",
    partition="aws",
    phase=Phase.CONNECTED,
    status=Status.ACTIVE,
    names=Names("stack", "set", "", "role"),
    selection=Selection.whole(IDENTITY.root_id),
    settings={},
    role_arn="",
    health=Health(1, 1),
    created_at=datetime(2026, 12, 1, tzinfo=UTC),
)
DENIED = Message(
    "explorer.denied",
    {
        "policy": "stay-at-home",
        "regions": "ap-southeast-2",
        "places": "Sandbox",
        "statement": "OnlyAtHome",
        "accounts": "account 3, account 5, <b>account</b> 7, …",
    },
)


def organization(count: int, lacking: int = 3) -> Exploration:
    """So many accounts; every so-manieth lacks the first Region."""
    whole = {one: IndexKind.AGGREGATOR if one == "us-east-1" else IndexKind.LOCAL for one in REGIONS}
    part = {one: kind for one, kind in whole.items() if one != REGIONS[0]}
    accounts = [
        AccountIndexes(
            f"{200000000000 + number}",
            f"account {number}" if number else "Acme Corp",
            part if lacking and number % lacking == lacking - 1 else whole,
            number == 0,
        )
        for number in range(count)
    ]
    missing = Message("explorer.indexes-missing", {"count": str(count // lacking), "accounts": str(count // lacking)})
    return Exploration(REGIONS, tuple(accounts), (missing, DENIED) if lacking else ())


class FakeExplorer:
    def __init__(self, answer) -> None:
        self.answer = answer
        self.asked = 0
        self.answered = asyncio.Event()
        self.mended: list[tuple[str, str]] = []

    async def explore(self, _profile, _region, _partition, on_progress):
        self.asked += 1
        on_progress(10, 25)
        await asyncio.sleep(0)
        self.answered.set()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def mend(self, connection_id, mend):
        self.mended.append((connection_id, mend))


def opened(answer, job) -> None:
    """Run a coroutine function with the window, once AWS has answered."""
    crashes: list[BaseException] = []

    async def whole() -> None:
        tasks = Tasks()
        tasks.crashed.connect(crashes.append)
        explorer = FakeExplorer(answer)
        window = ExplorerWindow(ROW, explorer, explain, tasks)
        window.show()
        window.look()
        window.look()  # a second press while AWS is asked does nothing
        try:
            await asyncio.wait_for(explorer.answered.wait(), 20)
            await asyncio.sleep(0)
            QApplication.sendPostedEvents()
            assert explorer.asked == 1
            await job(window)
        finally:
            await tasks.cancel()
            window.hide()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    run_on_qt_loop(whole)
    assert crashes == []


STATES = {
    "small": organization(12),
    "whole": Exploration(REGIONS, organization(12).accounts[:2], ()),
    "large": organization(3000),
    "untrusted": Exploration((), organization(1).accounts, (Message("explorer.not-trusted"),)),
    "refused": failed("not authorized to perform resource-explorer-2:ListIndexes"),
}


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("state", STATES)
def test_it_can_be_drawn_in_every_state(state, scheme, theme, tmp_path):
    folder = Path(os.environ.get("ORG_WIZARD_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    theme.set_override(scheme)

    async def job(window):
        for width, height in ((960, 900), (720, 480)):
            window.resize(width, height)
            QApplication.sendPostedEvents()
            assert window.grab().save(str(folder / f"explorer-{state}-{scheme}-{width}.png"))
        assert {"nameless": nameless(window), "rich": rich(window), "clipped": clipped(window)} == {
            "nameless": [],
            "rich": [],
            "clipped": [],
        }

    opened(STATES[state], job)


def test_what_was_found_is_said_and_what_aws_refuses_explained(theme):
    async def found(window):
        said = [window._findings.itemAt(row).widget() for row in range(window._findings.count())]
        assert [one.problem() for one in said][
            1
        ] == "The policy “stay-at-home” denies CloudFormation in ap-southeast-2."
        assert "<b>account</b> 7" in said[1].cause()

    async def refused(window):
        assert window._message.problem().startswith("Explained: not authorized")
        assert not window._picture.isVisible()

    opened(STATES["small"], found)
    opened(STATES["refused"], refused)


def test_accounts_that_lack_something_stand_first_and_are_found_by_region(theme):
    model = ExplorerModel()
    model.show(organization(12))
    names = [model.index(row, 0).data() for row in range(4)]
    assert names == ["Acme Corp (management account)", "account 2", "account 5", "account 8"]
    model.search("ap-southeast")
    assert model.rowCount() == 4
    model.search("2000 0000 0007")
    assert [model.index(0, column).data() for column in (0, 2, 3, 4)] == ["account 7", "us-east-1", "5 of 5", ""]


def test_the_picture_says_what_is_under_the_pointer_and_draws_ten_thousand_accounts_in_no_time(theme, qtbot):
    picture = ExplorerPicture()
    qtbot.addWidget(picture)
    picture.show_found(organization(12))
    row, column, left, top = picture._measures()
    place = QPoint(left + column // 2, top + row * 2 + row // 2)
    assert picture.words_at(place) == "account 2, ap-southeast-2: no index"
    assert picture.words_at(QPoint(0, 0)) == ""
    picture.show_found(organization(10_000))
    sight = QRect(0, 40_000, picture.width(), 600)
    image = QImage(sight.size(), QImage.Format.Format_ARGB32)

    def draw() -> float:
        began = time.perf_counter()
        painter = QPainter(image)
        picture.render(painter, QPoint(0, 0), sight)
        painter.end()
        return (time.perf_counter() - began) * 1000

    assert min(draw() for _ in range(7)) < 50
