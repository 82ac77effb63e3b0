"""What holds for every widget."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Scheme, Theme


def _tabs(gallery: QWidget) -> QTabWidget:
    tabs = gallery.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    return tabs


def _accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_every_focusable_widget_has_an_accessible_name(gallery: QWidget) -> None:
    nameless = []
    tabs = _tabs(gallery)
    for page in range(tabs.count()):
        tabs.setCurrentIndex(page)
        QApplication.processEvents()
        nameless += [
            f"{tabs.tabText(page)}: {type(widget).__name__}"
            for widget in gallery.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _accessible_name(widget)
        ]
    assert nameless == []


def test_every_label_is_plain_text(gallery: QWidget) -> None:
    rich = [label.text() for label in gallery.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []


def _reads_before(first: QRect, second: QRect) -> bool:
    """Above it, or on one line with it and to its left."""
    on_one_line = first.top() <= second.center().y() <= first.bottom()
    return first.left() < second.left() if on_one_line else first.top() < second.top()


@pytest.mark.parametrize("title", ["Texts", "Controls", "Messages"])
def test_tab_goes_in_reading_order(gallery: QWidget, qtbot: QtBot, title: str) -> None:
    tabs = _tabs(gallery)
    page = next(tabs.widget(index) for index in range(tabs.count()) if tabs.tabText(index) == title)
    tabs.setCurrentWidget(page)
    gallery.resize(1100, 1400)  # so that nothing scrolls away
    gallery.activateWindow()
    tabs.tabBar().setFocus()
    qtbot.waitUntil(tabs.tabBar().hasFocus)
    rects = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            break
        rects.append(QRect(focused.mapTo(page, QPoint(0, 0)), focused.size()))
    assert len(rects) > 1
    disordered = [(first, second) for first, second in pairwise(rects) if not _reads_before(first, second)]
    assert disordered == []


@pytest.mark.parametrize("scheme", list(Scheme))
def test_pictures(gallery: QWidget, theme: Theme, qtbot: QtBot, scheme: Scheme, tmp_path: Path) -> None:
    folder = Path(os.environ.get("ORG_WIZARD_GALLERY", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    theme.set_override(scheme)
    tabs = _tabs(gallery)
    for width, height in ((1100, 800), (800, 560)):
        gallery.resize(width, height)
        for page in range(tabs.count()):
            tabs.setCurrentIndex(page)
            QApplication.processEvents()
            picture = gallery.grab()
            assert picture.save(str(folder / f"{scheme}-{width}-{page}-{tabs.tabText(page).lower()}.png"))
            corner = picture.toImage().pixelColor(1, 1)
            assert corner.name().upper() == theme.colors.surface
