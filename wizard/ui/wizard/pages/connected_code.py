"""View as Code: the same values for people who set the provider up by code."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wizard.providers.definition import Code
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.copy_button import CopyButton
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import BodyLabel, Caption

_LINES = 18


class CodePart(QWidget):
    """The code, one click away, to copy or to save."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._file = ""
        self._note = BodyLabel()
        self._saved = Caption()
        self._text = QPlainTextEdit()
        self._set_up_text()
        self._copy = CopyButton(what=self.tr("the code"))
        self._copy.setObjectName("connected.copy-code")
        self._save = Button(self.tr("Sa&ve the code…"), icon_name="save")
        self._save.setObjectName("connected.save-code")
        self._save.setAccessibleName(self.tr("Save the code"))
        self._save.clicked.connect(self._choose_file)
        self._lay_out()
        self.hide()

    def _set_up_text(self) -> None:
        self._text.setObjectName("connected.code")
        self._text.setAccessibleName(self.tr("Code"))
        self._text.setReadOnly(True)
        self._text.setProperty("role", "code")
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setMinimumHeight(self._text.fontMetrics().lineSpacing() * _LINES)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        column.addWidget(self._note)
        column.addWidget(self._text)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(self._copy)
        row.addWidget(self._saved, 1)
        column.addLayout(row)
        expander = Expander(self.tr("View as Code"), inside)
        expander.button.setObjectName("connected.view-code")
        expander.button.setAccessibleName(self.tr("View as Code"))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(expander)

    def show_code(self, code: Code, text: str) -> None:
        """Show the code of a connection."""
        self._file = code.file
        self._note.setText(code.note)
        self._note.setVisible(bool(code.note))
        self._text.setPlainText(text)
        self._copy.set_copy_text(text)
        self.show()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the code"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(self._file).suffix.removeprefix("."))
        dialog.selectFile(self._file)
        dialog.fileSelected.connect(self._save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_to(self, name: str) -> None:
        self._tasks.start(self._write(Path(name), self._text.toPlainText()))

    async def _write(self, path: Path, text: str) -> None:
        try:
            await asyncio.to_thread(path.write_text, text, encoding="utf-8")
        except OSError as error:
            values = {"name": path.name, "reason": str(error.strerror)}
            self._saved.setText(fill(self.tr("{name} could not be written: {reason}. Choose another folder."), values))
            return
        self._saved.setText(fill(self.tr("Saved as {name}"), {"name": str(path)}))
