import gc
import threading
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from wizard.ui.garbage import GarbageCollector, collect_what_is_due


class Ring:
    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def collector(qapp: QApplication) -> QObject:
    gc.collect()
    return GarbageCollector(qapp)


def test_a_thread_that_makes_many_objects_collects_nothing(collector: QObject) -> None:
    gone = weakref.ref(Ring())
    thread = threading.Thread(target=lambda: [Ring() for _ in range(20_000)])
    thread.start()
    thread.join()
    assert gone() is not None
    collect_what_is_due()
    assert gone() is None


def test_the_qt_thread_collects_by_itself(collector: QObject, qtbot: Any) -> None:
    where: list[threading.Thread] = []
    gone = weakref.ref(Ring(), lambda _: where.append(threading.current_thread()))
    kept = [Ring() for _ in range(gc.get_threshold()[0] + 1)]
    qtbot.waitUntil(lambda: gone() is None)
    assert where == [threading.main_thread()]
    assert kept


def test_nothing_is_done_while_little_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    collect: Callable[[int], int] = done.append  # type: ignore[assignment]
    monkeypatch.setattr(gc, "collect", collect)
    monkeypatch.setattr(gc, "get_count", lambda: (1, 1, 1))
    collect_what_is_due()
    assert done == []
    monkeypatch.setattr(gc, "get_count", lambda: (1, 11, 1))
    collect_what_is_due()
    assert done == [1]
