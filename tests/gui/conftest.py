"""One theme for all tests of a process: Qt does not survive that an application's style sheet comes and goes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from wizard.ui.theme import Scheme, Theme

Dress = Callable[[Scheme | None], Theme]


@pytest.fixture(scope="session")
def wardrobe(qapp: QApplication) -> Theme:
    """The application's one theme, as the program has one."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def dress(wardrobe: Theme, qapp: QApplication) -> Iterator[Dress]:
    """Shows the application in a scheme, or as the system wants it (None); all is light again after the test."""

    def wear(override: Scheme | None) -> Theme:
        wardrobe.set_override(override)
        return wardrobe

    yield wear
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    wardrobe.set_override(Scheme.LIGHT)


@pytest.fixture
def theme(dress: Dress) -> Theme:
    """The light theme on the application."""
    return dress(Scheme.LIGHT)
