"""Page 7 of the console way: the steps in the AWS console, each with a drawing of where things stand there."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from wizard.flow.pages.console_deploy import ConsoleDeployPage, Instruction
from wizard.model.identifiers import grouped_account_id
from wizard.ui.tasks import Tasks
from wizard.ui.texts.console_steps import WENT_WRONG, drawing_text, say, step_text, step_title
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.console_link import ConsoleLink
from wizard.ui.widgets.copy_button import CopyButton, CopyRow
from wizard.ui.widgets.labels import BodyLabel, Caption, TextLabel
from wizard.ui.widgets.styling import set_style_property
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.console_step import ConsoleStep

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""Keeps the groups of an account ID on one line."""


class ConsoleDeployView(PageView):
    """A card for each step, and what goes wrong there."""

    def __init__(self, page: ConsoleDeployPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._deploy = page
        self._steps = {one: ConsoleStep(one.value, step_title(one), "", drawing_text(one)) for one in Instruction}
        self._save = Button(self.tr("&Save the template…"), icon_name="save")
        self._save.setObjectName("deploy.save-template")
        self._save.setAccessibleName(self.tr("Save the template"))
        self._copy = CopyButton(what=self.tr("the template"))
        self._copy.setObjectName("deploy.copy-template")
        self._saved = Caption()
        self._saved.setObjectName("deploy.saved")
        self._link = ConsoleLink(self.tr("&Open the AWS console"), self.tr("Address"))
        self._link.button.setObjectName("deploy.open-console")
        self._link.button.setAccessibleName(self.tr("Open the AWS console"))
        self._link.row.button.setObjectName("deploy.copy-address")
        self._stack = CopyRow(self.tr("Stack name"))
        self._stack.button.setObjectName("deploy.copy-stack-name")
        self._lay_out()
        for one, step in self._steps.items():
            step.ticked.connect(partial(self._tick, one))
        self._save.clicked.connect(self._choose_file)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens().space.small)
        row.addWidget(self._save)
        row.addWidget(self._copy)
        row.addStretch(1)
        self._steps[Instruction.SAVE].add_extra(row)
        self._steps[Instruction.SAVE].add_extra(self._saved)
        self._steps[Instruction.OPEN].add_extra(self._link)
        self._steps[Instruction.UPLOAD].add_extra(self._stack)
        for step in self._steps.values():
            self.body.addWidget(step)
        wrong = Card(self.tr("What goes wrong there"))
        wrong.setObjectName("deploy.what-goes-wrong")
        for what, remedy in WENT_WRONG:
            wrong.add(TextLabel(say(what), "strong"))
            wrong.add(BodyLabel(say(remedy)))
        self.body.addWidget(wrong)
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        """What the page is about."""
        return self.tr("Make it in the AWS console")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr(
            "Do these steps one after another, and tick each. You can close this window meanwhile: what you chose is "
            "kept."
        )

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is in the file?"),
                self.tr(
                    "The template that you read on the page before, with your choices as the defaults of its "
                    "parameters. No passwords and no secrets are in it."
                ),
            ),
            Help(
                self.tr("How long does AWS take?"),
                self.tr("A few minutes, longer with hundreds of accounts. The AWS console goes on by itself."),
            ),
        )

    def refresh(self) -> None:
        """Show the steps for what was chosen."""
        page = self._deploy
        usable = page.filled is not None and page.request is not None
        for one, step in self._steps.items():
            step.set_text(self._text(one))
            step.set_ticked(one in page.ticked)
            step.setEnabled(usable)
        if page.filled is not None and page.request is not None:
            self._copy.set_copy_text(page.filled.text)
            self._link.set_address(page.address)
            if self._stack.value() != page.request.names.stack:
                self._stack.set_value(page.request.names.stack)
        self._saved.setText(word(page.saved) if page.saved else "")
        self._saved.setVisible(page.saved is not None)
        set_style_property(self._saved, "tone", "success" if page.is_saved else "danger")
        self.rephrased.emit()

    def _text(self, instruction: Instruction) -> str:
        page = self._deploy
        if page.request is None:
            return ""
        values = {
            "file": page.file_name,
            "region": page.request.region,
            "account": grouped_account_id(page.request.identity.management_account_id).replace(" ", _NO_BREAK_SPACE),
            "name": page.request.identity.name,
            "labels": ", ".join(page.to_type),
        }
        return fill(step_text(instruction, to_type=bool(page.to_type)), values)

    def _tick(self, instruction: Instruction, done: bool) -> None:
        if done != (instruction in self._deploy.ticked):
            self._deploy.tick(instruction, done=done)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the template"))
        dialog.setObjectName("deploy.save-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(self._deploy.file_name).suffix.removeprefix("."))
        dialog.selectFile(self._deploy.file_name)
        dialog.fileSelected.connect(self._save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_to(self, name: str) -> None:
        self._tasks.start(self._deploy.save(Path(name)))
