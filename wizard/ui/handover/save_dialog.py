"""A dialog that shows files before they are saved, and saves them where the person says."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wizard.handover.ticket import Subject
from wizard.model.failure import Diagnosis
from wizard.ui.handover.screenshot import Screenshot
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import BodyLabel, SectionTitle
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.trouble import show_trouble

_SIZE = QSize(940, 660)
_SMALLEST = QSize(640, 460)
_LIST_LETTERS = 20
_SHOWN = 300_000
"""So many letters of a file are shown: a text field that lays out megabytes would hold the window."""

Shown = tuple[str, bytes]
"""A file's name, and what is in it."""


class SaveDialog(QDialog):
    """A list of files, the one that is chosen beside it, and "Save"; open it with `open()`.

    name:         the object name; its parts are called "<name>.…"
    options:      the layout above the files, for what can be chosen
    chosen(path): where the person wants it saved
    """

    chosen = Signal(str)

    def __init__(self, name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._files: dict[str, bytes] = {}
        self._suggested, self._suffix = "", ""
        self.options = QVBoxLayout()
        self.strip = MessageStrip(f"{name}.action.")
        self.strip.setObjectName(f"{name}.message")
        self._list = QListWidget()
        self._list.setObjectName(f"{name}.files")
        self._list.setAccessibleName(self.tr("Files"))
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setObjectName(f"{name}.preview")
        self._text.setAccessibleName(self.tr("What is in the file"))
        self._text.setProperty("role", "code")
        self._text.setTabChangesFocus(True)
        self._picture = Screenshot(self.tr("Picture"))
        self._shown = QStackedWidget()
        self.save = Button(self.tr("&Save…"), Variant.PRIMARY, "save")
        self.leave = Button(self.tr("Close"), Variant.QUIET)
        for button, part in ((self.save, "save"), (self.leave, "close")):
            button.setObjectName(f"{name}.{part}")
            button.setAccessibleName(button.text().replace("&", "").replace("…", ""))
            button.setAutoDefault(False)
        self._lay_out(title, text)
        self._list.currentTextChanged.connect(self._show_file)
        self.save.clicked.connect(self._choose)
        self.leave.clicked.connect(self.reject)
        self.save.setEnabled(False)

    def suggest(self, name: str, suffix: str) -> None:
        """Say what the saved file is to be called; `suffix` is without the dot."""
        self._suggested, self._suffix = name, suffix

    def show_files(self, files: Sequence[Shown]) -> None:
        """Show these; the one that was chosen stays chosen. While there is none, nothing can be saved."""
        before = self._list.currentItem().text() if self._list.currentItem() else ""
        self._files = dict(files)
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([name for name, _content in files])
        self._list.blockSignals(False)
        names = [name for name, _content in files]
        self._list.setCurrentRow(names.index(before) if before in names else 0)
        self._list.setVisible(len(files) > 1)
        self._show_file(self._list.currentItem().text() if files else "")
        self.save.setEnabled(bool(files))

    def show_problem(self, diagnosis: Diagnosis) -> None:
        """Say why it could not be made or saved."""
        show_trouble(self.strip, diagnosis, (), Tone.PROBLEM, Subject(self.windowTitle()))

    def show_saved(self, path: Path, what_next: str) -> None:
        """Say where it is, and what can be done with it."""
        self.strip.show_message(Tone.SUCCESS, fill(self.tr("Saved as {name}"), {"name": str(path)}), what_next)

    def _show_file(self, name: str) -> None:
        content = self._files.get(name, b"")
        if name.endswith(".png"):
            picture = QPixmap()
            picture.loadFromData(content)
            self._picture.show_picture(picture)
            self._shown.setCurrentWidget(self._picture)
            return
        text = content.decode("utf-8", "replace")
        if len(text) > _SHOWN:
            text = text[:_SHOWN] + "\n\n" + self.tr("The file goes on like this; all of it is there once it is saved.")
        self._text.setPlainText(text)
        self._shown.setCurrentWidget(self._text)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.windowTitle())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self._suffix)
        dialog.selectFile(self._suggested)
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _lay_out(self, title: str, text: str) -> None:
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        space = tokens().space
        self._shown.addWidget(self._text)
        self._shown.addWidget(self._picture)
        self._list.setFixedWidth(self._list.fontMetrics().averageCharWidth() * _LIST_LETTERS + space.large)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        files = QHBoxLayout()
        files.setSpacing(space.medium)
        files.addWidget(self._list)
        files.addWidget(self._shown, 1)
        foot = QHBoxLayout()
        foot.setSpacing(space.medium)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.huge, space.large, space.huge, space.large)
        column.setSpacing(space.medium)
        column.addWidget(SectionTitle(title))
        column.addWidget(BodyLabel(text))
        column.addLayout(self.options)
        column.addWidget(self.strip)
        column.addLayout(files, 1)
        column.addLayout(foot)
