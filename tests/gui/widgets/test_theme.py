"""The theme on a running application."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Scheme, Theme
from wizard.ui.theme.icons import icon
from wizard.ui.theme.palette import shown_colors, shown_scheme
from wizard.ui.theme.style_sheet import build_style_sheet, control_height
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import PageTitle

Dress = Callable[[Scheme | None], Theme]


def _average(button: QPushButton) -> QColor:
    """The colour of the icon where it is opaque."""
    image = button.icon().pixmap(button.iconSize()).toImage()
    opaque = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert opaque
    return opaque[0]


def test_follows_the_system_live(qapp: QApplication, dress: Dress, qtbot: QtBot) -> None:
    theme = dress(None)
    hints = qapp.styleHints()
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (theme.scheme, shown_scheme()) == (Scheme.DARK, Scheme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens().dark.background)
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert shown_colors() is tokens().light


def test_the_override_stays_whatever_the_system_does(qapp: QApplication, dress: Dress, qtbot: QtBot) -> None:
    theme = dress(Scheme.LIGHT)
    with qtbot.assertNotEmitted(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert shown_scheme() is Scheme.LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.set_override(None)
    assert shown_scheme() is Scheme.DARK


def test_icons_are_tinted_anew(theme: Theme, qtbot: QtBot) -> None:
    button = Button("Check again", Variant.QUIET, "refresh")
    qtbot.addWidget(button)
    button.show()
    assert _average(button) == QColor(tokens().light.accent)
    theme.set_override(Scheme.DARK)
    assert _average(button) == QColor(tokens().dark.accent)


def test_an_icon_is_sharp_at_twice_the_resolution(theme: Theme) -> None:
    pixmap = icon("check").pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)


def test_texts_follow_the_type_scale(theme: Theme, qtbot: QtBot) -> None:
    body, title = QLabel("Text"), PageTitle("Title")
    for label in (body, title):
        qtbot.addWidget(label)
        label.show()
    ratio = title.fontInfo().pointSizeF() / body.fontInfo().pointSizeF()
    assert ratio == pytest.approx(tokens().type.title, rel=0.1)
    assert title.font().weight() == QFont.Weight.DemiBold


@pytest.mark.parametrize("points", [9, 18, 30])
def test_controls_grow_with_the_font(qapp: QApplication, points: int) -> None:
    font = QFont(qapp.font())
    font.setPointSize(points)
    height = control_height(tokens(), font)
    assert height >= tokens().shape.control_height
    sheet = build_style_sheet(tokens(), tokens().light, font)
    assert f"min-height: {height - 2}px" in sheet
    assert f"font-size: {points * tokens().type.title:.2f}pt" in sheet


def test_every_token_of_the_style_sheet_is_filled_in(qapp: QApplication) -> None:
    assert "@" not in build_style_sheet(tokens(), tokens().dark, qapp.font())
