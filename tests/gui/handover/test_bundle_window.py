"""A support bundle is seen file by file before it is saved, and holds what was ticked."""

import os
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QListWidget, QPlainTextEdit, QPushButton

from tests.gui.handover.conftest import explain
from tests.gui.wizard.look import nameless
from tests.unit.handover.conftest import PEOPLE, SECRETS
from wizard.handover.bundle.reading import read_bundle
from wizard.model.failure import RawFailure
from wizard.ui.handover.bundle_window import BundleWindow
from wizard.ui.theme import Scheme


def picture():
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#1D5FC4"))
    return image


@pytest.fixture
def window(contents, desk, tasks, qtbot, theme):
    made = []

    def make(scheme=Scheme.LIGHT):
        theme.set_override(scheme)
        window = BundleWindow(contents.connection, desk, explain, tasks, pictures=[picture()])
        qtbot.addWidget(window)
        window.show()
        made.append(window)
        return window

    return make


def box(window, part):
    return window.findChild(QCheckBox, f"bundle.{part}")


def files(window):
    shown = window.findChild(QListWidget, "bundle.files")
    return [shown.item(row).text() for row in range(shown.count())]


def preview(window, name):
    shown = window.findChild(QListWidget, "bundle.files")
    shown.setCurrentRow(files(window).index(name))
    return window.findChild(QPlainTextEdit, "bundle.preview").toPlainText()


def can_save(window):
    return window.findChild(QPushButton, "bundle.save").isEnabled()


def test_every_file_is_shown_before_it_is_saved(window, run_async, until):
    async def check():
        dialog = window()
        assert not can_save(dialog)
        await until(lambda: can_save(dialog))
        assert files(dialog) == [
            "about.json", "connection.json", "request.json", "checks.json", "runs.json", "accounts.json", "log.txt",
        ]  # fmt: skip
        said = "\n".join(preview(dialog, name) for name in files(dialog))
        assert "iam:CreateRole" in said
        assert not [name for name, secret in SECRETS.items() if secret in said]
        assert PEOPLE["account's name"] in said
        assert nameless(dialog) == []

    run_async(check())


def test_what_is_ticked_is_in_it(window, run_async, until):
    async def check():
        dialog = window()
        await until(lambda: can_save(dialog))
        box(dialog, "log").setChecked(False)
        assert not can_save(dialog)
        await until(lambda: can_save(dialog))
        assert "log.txt" not in files(dialog)
        box(dialog, "pictures").setChecked(True)
        await until(lambda: can_save(dialog))
        assert "pictures/01.png" in files(dialog)
        box(dialog, "mask").setChecked(True)
        await until(lambda: can_save(dialog))
        assert "pictures/01.png" not in files(dialog)
        assert not box(dialog, "pictures").isEnabled()
        said = "\n".join(preview(dialog, name) for name in files(dialog))
        assert not [name for name, text in PEOPLE.items() if text in said]

    run_async(check())


def test_it_is_saved_where_the_person_says(window, run_async, until, tmp_path):
    async def check():
        dialog = window()
        await until(lambda: can_save(dialog))
        dialog.findChild(QPushButton, "bundle.save").click()
        chooser = dialog.findChild(QFileDialog)
        assert chooser.selectedFiles()[0].endswith("org-wizard-cloud-entitlements.zip")
        chooser.fileSelected.emit(str(tmp_path / "b.zip"))
        chooser.reject()
        await until(lambda: bool(dialog.strip.problem()))
        assert dialog.strip.problem() == f"Saved as {tmp_path / 'b.zip'}"
        assert read_bundle(tmp_path / "b.zip").contents.connection.identity.name == "Acme Corp"
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            assert archive.namelist() == files(dialog)
            shown = {name: preview(dialog, name) for name in files(dialog)}
            assert {name: archive.read(name).decode() for name in shown} == shown

    run_async(check())


def test_a_folder_that_refuses_is_named_and_another_can_be_chosen(window, run_async, until, tmp_path):
    async def check():
        dialog = window()
        await until(lambda: can_save(dialog))
        dialog.chosen.emit(str(tmp_path / "none" / "b.zip"))
        await until(lambda: "cannot be saved" in dialog.strip.problem())
        assert can_save(dialog)

    run_async(check())


def test_what_cannot_be_read_is_said(window, desk, run_async, until):
    desk.unreadable = RawFailure("The database is locked.", "database")

    async def check():
        dialog = window()
        await until(lambda: dialog.strip.problem() == "The database is locked.")
        assert not can_save(dialog)

    run_async(check())


@pytest.mark.parametrize("scheme", list(Scheme))
def test_pictures(window, run_async, until, scheme, tmp_path):
    folder = Path(os.environ.get("ORG_WIZARD_PICTURES", tmp_path))

    async def check():
        dialog = window(scheme)
        await until(lambda: can_save(dialog))
        preview(dialog, "runs.json")
        assert dialog.grab().save(str(folder / f"bundle-{scheme}.png"))
        box(dialog, "pictures").setChecked(True)
        await until(lambda: can_save(dialog))
        preview(dialog, "pictures/01.png")
        dialog.resize(640, 460)
        assert dialog.grab().save(str(folder / f"bundle-picture-{scheme}.png"))

    run_async(check())
