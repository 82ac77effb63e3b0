"""The application dressed in the theme, and a window with every widget."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wizard.ui.theme import Theme


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
