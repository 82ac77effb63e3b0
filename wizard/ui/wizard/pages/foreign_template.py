"""The part of the first page that takes any other service's CloudFormation template."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wizard.flow.foreign_template import ForeignTemplate
from wizard.flow.pages.provider import ProviderPage
from wizard.operations.vendor_templates import BroughtTemplate
from wizard.ui.tasks import Tasks
from wizard.ui.texts.several import several
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.field import Field
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.lines_card import LinesCard
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.trouble import first_sentence

_LONGEST_LINK = 50_000
_MOST_PROBLEMS = 5


class ForeignTemplatePanel(QWidget):
    """A file to choose or drop, a link to paste, what was understood of it, and a name for the service.

    read(widget): something was read; the widget shows it
    """

    read = Signal(QWidget)

    def __init__(self, page: ProviderPage, foreign: ForeignTemplate, tasks: Tasks) -> None:
        super().__init__()
        self._page = page
        self._foreign = foreign
        self._tasks = tasks
        self._shown: BroughtTemplate | None = None
        self._file = Button(self.tr("Choose a &file…"), icon_name="document")
        self._file.setObjectName("provider.template-file")
        self._file.setAccessibleName(self.tr("Choose a template file"))
        self._link = Field(
            self.tr("Or paste the template's &address, or the provider's quick-create link"),
            QLineEdit(),
            self.tr("An https address in Amazon S3, or the address of the provider's “Launch stack” button."),
        )
        self._link.editor.setObjectName("provider.template-link")
        self._link.line_edit.setMaxLength(_LONGEST_LINK)
        self._read = Button(self.tr("&Read it"))
        self._read.setObjectName("provider.template-read")
        self._read.setAccessibleName(self.tr("Read the template that the link names"))
        self._message = MessageStrip("provider.template-action.")
        self._message.setObjectName("provider.template-message")
        self._card = LinesCard(self.tr("What the template says"))
        self._card.setObjectName("provider.template-summary")
        self._name = Field(self.tr("What is the &service called?"), QLineEdit())
        self._name.editor.setObjectName("provider.template-name")
        self._use = Button(self.tr("&Use this template"))
        self._use.setObjectName("provider.template-use")
        self._use.setAccessibleName(self.tr("Use this template"))
        self._how = ChoiceList(self.tr("How it is deployed"))
        self._how.setObjectName("provider.template-deploy")
        for choice, text in (
            ("stack", self.tr("A stack in the management account")),
            ("stack-set", self.tr("A StackSet in the member accounts that you choose")),
        ):
            self._how.add(choice, text).setObjectName(f"provider.template-deploy.{choice}")
        self._how.changed.connect(self._deploy_as)
        self._lay_out()
        self.setAcceptDrops(True)
        self._file.clicked.connect(self._choose_file)
        self._read.clicked.connect(self._read_link)
        self._link.line_edit.returnPressed.connect(self._read_link)
        self._link.line_edit.textEdited.connect(foreign.type_link)
        self._name.line_edit.textEdited.connect(foreign.type_name)
        self._use.clicked.connect(self._take)

    def _lay_out(self) -> None:
        space = tokens().space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.medium)
        column.addWidget(
            BodyLabel(
                self.tr(
                    "Take the template that the service hands out: choose the file, or drag it here. Nothing is made "
                    "at AWS by reading it."
                )
            )
        )
        column.addWidget(self._file)
        column.addWidget(self._link)
        column.addWidget(self._read)
        column.addWidget(self._message)
        column.addWidget(self._card)
        self._card.hide()
        self._card.add(self._how)
        self._card.add(self._name)
        row = QHBoxLayout()
        row.addWidget(self._use)
        row.addStretch(1)
        self._card.add(row)
        self._expander = Expander(self.tr("Another service, from its CloudFormation template"), inside)
        self._expander.button.setObjectName("provider.another")
        self._expander.button.setAccessibleName(self.tr("Another service, from its CloudFormation template"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._expander)

    def refresh(self) -> None:
        """Show what was read, or what was wrong with it."""
        foreign = self._foreign
        if self._link.text() != foreign.link:
            self._link.line_edit.setText(foreign.link)
        if self._name.text() != foreign.name:
            self._name.line_edit.setText(foreign.name)
        for part in (self._file, self._link, self._card):
            part.setEnabled(not foreign.busy)
        self._read.setEnabled(bool(foreign.link.strip()) and not foreign.busy)
        self._use.setEnabled(foreign.ready)
        if foreign.brought is not self._shown:
            self._shown = foreign.brought
            self._card.show_lines(self._lines(foreign.brought) if foreign.brought else ())
            self._card.setVisible(foreign.brought is not None)
            self._how.setVisible(foreign.brought is not None and foreign.brought.can_be_stack_set)
            if foreign.brought is not None:
                self.read.emit(self._card)
        how = "stack-set" if foreign.as_stack_set else "stack"
        if self._how.chosen() != how:
            self._how.choose(how)
        self._show_message()

    def _deploy_as(self, how: str) -> None:
        if self._foreign.as_stack_set != (how == "stack-set"):
            self._foreign.deploy_as(how)

    def _show_message(self) -> None:
        problem, cause = first_sentence(self._foreign.problem)
        if not problem:
            self._message.clear()
        elif (self._message.problem(), self._message.cause()) != (problem, cause):
            self._expander.button.setChecked(True)
            self._message.show_message(Tone.PROBLEM, problem, cause)

    def _lines(self, brought: BroughtTemplate) -> Sequence[tuple[str, str]]:
        template, number = brought.template, QLocale().toString
        asked = sum(one.required for one in template.parameters.values())
        values = {"all": number(len(template.parameters)), "needed": number(asked)}
        lines = [
            (self.tr("Read from"), brought.source),
            (self.tr("About"), " ".join(template.description.split())),
            (self.tr("Makes"), several([f"{kind} ({number(n)})" for kind, n in template.resource_types.items()])),
            (self.tr("Asks for"), fill(self.tr("{all} values, {needed} of them without a default"), values)),
        ]
        if not brought.can_be_stack_set:
            lines.append((self.tr("Deployed as"), self.tr("A stack in the management account")))
        if template.blockers and not template.stack_sets:
            lines.append((self.tr("Not by a StackSet"), template.blockers[0]))
        if template.stack_sets:
            names = several([one.name or one.logical_id for one in template.stack_sets])
            lines.append((self.tr("Member accounts"), fill(self.tr("By its own StackSets: {names}"), {"names": names})))
        lines += [(self.tr("Look at this"), one) for one in template.problems[:_MOST_PROBLEMS]]
        if template.placeholders:
            lines.append((self.tr("Not filled in"), several(list(template.placeholders))))
        if brought.left_out:
            text = self.tr("Secrets of the link are not kept. Type these on the Settings page: {names}")
            lines.append((self.tr("Left out"), fill(text, {"names": several(list(brought.left_out))})))
        return [(what, text) for what, text in lines if text]

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the template"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("CloudFormation templates (*.yaml *.yml *.json *.template *.txt)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def read_file(self, name: str) -> None:
        """Read a template file."""
        self._tasks.start(self._foreign.read_file(Path(name)))

    def _read_link(self) -> None:
        if self._read.isEnabled():
            self._tasks.start(self._foreign.read_link())

    def _take(self) -> None:
        self._tasks.start(self._page.take_foreign())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and links."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads the first file, or the link, that is dropped."""
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self._expander.button.setChecked(True)
        if urls and urls[0].isLocalFile():
            self.read_file(urls[0].toLocalFile())
            return
        self._foreign.type_link(urls[0].toString() if urls else event.mimeData().text())
        self._read_link()
