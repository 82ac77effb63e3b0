"""The application dressed in the theme, and a window with every widget."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Scheme, Theme


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Callable[[Scheme | None], Theme]]:
    """Puts a theme on the application; taken off again for the tests of others."""
    themes: list[Theme] = []

    def build(override: Scheme | None) -> Theme:
        themes.append(Theme(qapp, override))
        return themes[-1]

    yield build
    qapp.setStyleSheet("")
    for theme in themes:
        shiboken6.delete(theme)


@pytest.fixture
def theme(dress: Callable[[Scheme | None], Theme]) -> Theme:
    """The light theme on the application."""
    return dress(Scheme.LIGHT)


@pytest.fixture(scope="session")
def gallery_module() -> ModuleType:
    """The module beside this file that builds the gallery."""
    spec = importlib.util.spec_from_file_location("widget_gallery", Path(__file__).with_name("gallery.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def gallery(qtbot: QtBot, theme: Theme, gallery_module: ModuleType) -> QWidget:
    """A window with every widget, shown."""
    window: QWidget = gallery_module.build_gallery()
    qtbot.addWidget(window)
    window.resize(1100, 900)
    window.show()
    qtbot.waitExposed(window)
    return window
