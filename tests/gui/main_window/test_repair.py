"""Repairing a connection from the list: when it is offered, what is asked, what begins."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from wizard.model.connection import Health, Phase, Way
from wizard.model.plan import RunEnd, RunKind
from wizard.operations.repairable import REPAIRABLE


def button(window, name="main.repair"):
    return next((one for one in window.findChildren(QPushButton, name) if one.isVisible()), None)


@pytest.fixture
def opened(book, make_window, connection):
    async def open_window(problem, **changes):
        book.rows = [connection("acme", connected=9, total=9, **{"health": Health(9, 9, problem), **changes})]
        window = make_window()
        await window.reload()
        return window

    return open_window


@pytest.mark.parametrize("problem", sorted(REPAIRABLE))
def test_it_is_offered_for_what_can_be_put_right(*, opened, run_async, until, problem):
    async def look():
        window = await opened(problem)
        await until(lambda: button(window) is not None)
        assert button(window).accessibleName() == "Repair"

    run_async(look())


@pytest.mark.parametrize(
    ("problem", "changes"),
    [
        ("", {}),
        ("inspect.role-gone", {}),
        ("inspect.stack-gone", {}),
        ("inspect.stack-set-gone", {}),
        ("inspect.trust-changed", {"phase": Phase.FAILED}),
        ("inspect.trust-changed", {"way": Way.CONSOLE}),
    ],
)
def test_it_is_not_offered_where_everything_is_well_or_has_to_be_made_anew(
    *, opened, run_async, until, problem, changes
):
    async def look():
        window = await opened(problem, **changes)
        await until(lambda: button(window, "main.disconnect") is not None)
        assert button(window) is None

    run_async(look())


def test_it_says_what_it_does_and_begins_when_that_is_wanted(*, opened, works, run_async, until):
    async def look():
        window = await opened("inspect.trust-changed")
        await until(lambda: button(window) is not None)
        QTest.mouseClick(button(window), Qt.MouseButton.LeftButton)
        await until(lambda: button(window, "main.confirm-repair.yes") is not None)
        said = " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())
        assert "Repair Acme Corp?" in said
        assert "What does not carry the tag of this connection is left as it is." in said
        QTest.mouseClick(button(window, "main.confirm-repair.yes"), Qt.MouseButton.LeftButton)
        await until(lambda: works.begun == [(RunKind.REPAIR, "acme")])
        await until(lambda: button(window) is None or not button(window).isEnabled())
        works.of("acme").rest(RunEnd.FAILED)
        await until(lambda: button(window) is None)  # what rests has buttons of its own

    run_async(look())
