"""Texts wrap without being cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Theme
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.code_label import CodeLabel
from wizard.ui.widgets.elided_label import ElidedLabel
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.scroll_page import ScrollPage

SENTENCE = "Accounts that join the organization later are connected too, unless you choose single units. " * 4
ARN = "arn:aws:iam::444455556666:role/OrgWizard-CloudEntitlements-ReadOnly-a1b2c3d4e5f6"


def _needed_height(label: BodyLabel) -> int:
    flags = int(Qt.TextFlag.TextWordWrap)
    return label.fontMetrics().boundingRect(0, 0, label.contentsRect().width(), 10_000, flags, label.text()).height()


@pytest.mark.parametrize("width", [300, 520, 800, 1600])
def test_running_text_is_whole_and_not_too_wide(theme: Theme, qtbot: QtBot, width: int) -> None:
    page, card, label = ScrollPage("Page"), Card("Card"), BodyLabel(SENTENCE)
    qtbot.addWidget(page)
    card.add(label)
    page.add(card)
    page.add_stretch()
    page.resize(width, 500)
    page.show()
    QApplication.processEvents()
    assert label.contentsRect().width() <= label.column_width()
    assert label.height() >= _needed_height(label)
    assert card.mapToGlobal(card.rect().bottomRight()).x() <= page.mapToGlobal(page.rect().bottomRight()).x()


def test_a_window_can_become_narrow_again(theme: Theme, qtbot: QtBot) -> None:
    window, label = QWidget(), BodyLabel(SENTENCE)
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(label)
    window.resize(1600, 300)
    window.show()
    QApplication.processEvents()
    window.resize(320, 500)
    QApplication.processEvents()
    assert window.width() == 320
    assert label.height() >= _needed_height(label)


def test_markup_is_shown_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    label = BodyLabel("<b>quarantine</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_code_is_shortened_in_the_middle_and_whole_in_tool_tip_and_name(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(ARN)
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.show()
    assert label.shown_text().startswith("arn:aws")
    assert label.shown_text().endswith("e5f6")
    assert "…" in label.shown_text()
    assert label.toolTip() == label.accessibleName() == ARN
    label.resize(2000, 20)
    assert (label.shown_text(), label.toolTip()) == (ARN, "")


def test_a_code_is_selected_with_the_keyboard_and_cannot_be_changed(theme: Theme, qtbot: QtBot) -> None:
    label = CodeLabel("r-ab12", "Organization root ID")
    qtbot.addWidget(label)
    label.show()
    qtbot.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert label.selectedText() == "r-ab12"
    qtbot.keyClicks(label, "x")
    assert label.text() == "r-ab12"
