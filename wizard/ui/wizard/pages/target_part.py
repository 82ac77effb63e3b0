"""The entry that goes into a YAML file of the vendor's: to copy, or put into the file without touching the rest."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from wizard.handover.text_file import read_text, write_text
from wizard.handover.yaml_list import Joined, Joining, UnfitFileError, join, list_text
from wizard.providers.definition import TargetFile
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.confirm import Confirmation
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.raw_text import RawText


class TargetPart(Card):
    """Shows the entry; nothing that is in a file already is changed before the person agreed."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What the service reads with"), parent)
        self.setObjectName("connected.target")
        self._tasks = tasks
        self._target: TargetFile | None = None
        self._entry: Mapping[str, str] = {}
        self._note = BodyLabel()
        self._text = RawText(self.tr("Entry"))
        self._text.copy_button.setObjectName("connected.copy-target")
        self._save = Button(self.tr("&Put it into a file…"), icon_name="save")
        self._save.setObjectName("connected.save-target")
        self._save.setAccessibleName(self.tr("Put the entry into a file"))
        self._message = MessageStrip("connected.target.")
        self._message.setObjectName("connected.target.message")
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addStretch(1)
        for part in (self._note, self._text):
            self.add(part)
        self.add(row)
        self.add(self._message)
        self._save.clicked.connect(self._choose_file)

    def show_entry(self, target: TargetFile | None, entry: Mapping[str, str]) -> None:
        """Show what goes into the vendor's file; hidden where there is no such file."""
        self.setVisible(target is not None and bool(entry))
        if target is None or (target, entry) == (self._target, self._entry):
            return
        self._target, self._entry = target, entry
        self._note.setText(target.note)
        self._text.set_text(list_text(target.list, entry))

    def _choose_file(self) -> None:
        if self._target is None:
            return
        # Qt's own question would speak of overwriting, and that is what does not happen.
        dialog = QFileDialog(self, fill(self.tr("Where is {file}?"), {"file": self._target.file}))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilters([self.tr("YAML files (*.yml *.yaml)"), self.tr("All files (*)")])
        dialog.selectFile(self._target.file)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Put the entry into a file, new or not."""
        self._tasks.start(self._look(Path(name)))

    async def _look(self, path: Path) -> None:
        if self._target is None:
            return
        try:
            before = await asyncio.to_thread(read_text, path)
            joined = await asyncio.to_thread(join, before or "", self._target.list, self._entry)
        except UnfitFileError as error:
            self._refuse(path, str(error))
        except OSError as error:
            self._refuse(path, str(error.strerror or error))
        except ValueError:
            self._refuse(path, self.tr("It is no text file."))
        else:
            await self._go_on(path, before, joined)

    async def _go_on(self, path: Path, before: str | None, joined: Joined) -> None:
        if joined.joining is Joining.SAME:
            self._say(Tone.SUCCESS, self.tr("{name} holds exactly this already."), path)
        elif joined.joining is Joining.NEW:
            await self._write(path, before, joined)
        else:
            self._ask(path, before, joined)

    def _ask(self, path: Path, before: str | None, joined: Joined) -> None:
        values = {
            "name": path.name,
            "number": QLocale().toString(joined.others),
            "entry": next(iter(self._entry.values())),
        }
        if joined.joining is Joining.REPLACED:
            title = fill(self.tr("Change {entry} in {name}?"), values)
            text = self.tr(
                "{name} has an entry called {entry} with other values. It gets the values that are shown here. "
                "Everything else in the file stays as it is: {number} other entries, and the comments outside of this "
                "one."
            )
            do = self.tr("Change it")
        else:
            title = fill(self.tr("Add {entry} to {name}?"), values)
            text = self.tr(
                "{name} is there already, with {number} entries in this list. The new one is put behind them. "
                "Everything that is in the file stays as it is, comments and all."
            )
            do = self.tr("Add it")
        question = Confirmation(title, fill(text, values), do, self.tr("Leave the file as it is"), self)
        question.setObjectName("connected.target.confirm")
        question.accepted.connect(lambda: self._tasks.start(self._write(path, before, joined)))
        question.finished.connect(question.deleteLater)
        question.open()

    async def _write(self, path: Path, before: str | None, joined: Joined) -> None:
        try:
            if await asyncio.to_thread(read_text, path) != before:
                self._refuse(path, self.tr("Somebody changed it meanwhile."))
                return
            await asyncio.to_thread(write_text, path, joined.text)
        except (OSError, ValueError) as error:
            self._refuse(path, str(getattr(error, "strerror", "") or error))
            return
        self._say(Tone.SUCCESS, self.tr("Written to {name}."), path)

    def _refuse(self, path: Path, reason: str) -> None:
        cause = fill(
            self.tr("{reason} Nothing was written: copy the entry instead, or choose another file."),
            {"reason": reason if reason.endswith(".") else f"{reason}."},
        )
        self._message.show_message(Tone.PROBLEM, fill(self.tr("{name} was left as it is."), {"name": path.name}), cause)

    def _say(self, tone: Tone, text: str, path: Path) -> None:
        self._message.show_message(tone, fill(text, {"name": str(path)}))
