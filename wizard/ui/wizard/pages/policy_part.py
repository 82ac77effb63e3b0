"""An IAM policy to read, copy or save."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.handover.text_file import write_text
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.widgets.raw_text import RawText


class PolicyPart(QWidget):
    """What a profile must be allowed to do: a word on it, and the policy one click away.

    prefix: put before the object names of its buttons
    """

    def __init__(self, prefix: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._file = "policy.json"
        self._note = BodyLabel()
        self._text = RawText(self.tr("Policy"))
        self._text.copy_button.setObjectName(f"{prefix}.copy-policy")
        self._save = Button(self.tr("&Save the policy…"), icon_name="save")
        self._save.setObjectName(f"{prefix}.save-policy")
        self._save.setAccessibleName(self.tr("Save the policy"))
        self._saved = Caption()
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(tokens().space.small)
        inner.addWidget(self._text)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(self._saved, 1)
        inner.addLayout(row)
        title = self.tr("Read the policy that its profile needs")
        expander = Expander(title, inside)
        expander.button.setObjectName(f"{prefix}.show-policy")
        expander.button.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        column.addWidget(self._note)
        column.addWidget(expander)
        self._save.clicked.connect(self._choose_file)

    def show_policy(self, text: str, note: str, file: str) -> None:
        """Show a policy; hidden where there is none.

        file: what a saved copy is called
        """
        self.setVisible(bool(text))
        if text and text != self._text.text():
            self._text.set_text(text)
            self._file = file
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the policy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(self._file)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Write the policy; the dialog has asked before where a file is there."""
        self._tasks.start(self._write(Path(name), self._text.text()))

    async def _write(self, path: Path, text: str) -> None:
        try:
            await asyncio.to_thread(write_text, path, text)
        except OSError as error:
            values = {"name": path.name, "reason": str(error.strerror)}
            self._saved.setText(fill(self.tr("{name} could not be written: {reason}. Choose another folder."), values))
            return
        self._saved.setText(fill(self.tr("Saved as {name}"), {"name": str(path)}))
