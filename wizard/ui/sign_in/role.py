"""The dialog "Use a role in another account"."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from wizard.flow.signing_in.role import SESSION_SECONDS, Part, Stage, TypedRole
from wizard.ui.sign_in.frame import SignInFrame
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.field import Field, FieldState

_NAME = "role-profile"
_HOUR = 3600


class RoleDialog(SignInFrame):
    """Which role, from which profile; open it with `open()` after `begin`.

    signed_in(profile): a profile works now; the dialog is closed
    """

    signed_in = Signal(str)

    def __init__(self, flow: TypedRole, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(_NAME, "", parent)
        self.setWindowTitle(self.tr("Use a role in another account"))
        self._flow = flow
        self._tasks = tasks
        self._sources, self._lengths = QComboBox(), QComboBox()
        self._source = Field(
            self.tr("&Sign in with"),
            self._sources,
            self.tr("A profile that is allowed to take on the role. Keys that were typed in here cannot be used."),
        )
        self._length = Field(
            self.tr("Session &length"),
            self._lengths,
            self.tr("The role may allow less. From a profile that is a role itself, one hour is the most."),
        )
        self._fields = {
            Part.ARN: Field(
                self.tr("Role &ARN"),
                help_text=self.tr(
                    "It looks like arn:aws:iam::111122223333:role/Consultant. Its account's people know it."
                ),
            ),
            Part.EXTERNAL_ID: Field(
                self.tr("&External ID"), help_text=self.tr("Only where the other account has given you one.")
            ),
            Part.DEVICE: Field(
                self.tr("&MFA device"),
                help_text=self.tr("Only where the role asks for a code: the device's ARN or serial number."),
            ),
            Part.NAME: Field(
                self.tr("Profile &name"),
                help_text=self.tr("Every AWS tool on this computer can use the profile by this name."),
            ),
        }
        self._form = QWidget()
        self._lay_out_form()
        self._connect()

    def _lay_out_form(self) -> None:
        self._sources.setObjectName(f"{_NAME}.source")
        self._lengths.setObjectName(f"{_NAME}.seconds")
        for seconds in SESSION_SECONDS:
            self._lengths.addItem(self._words_of(seconds), seconds)
        for part, field in self._fields.items():
            field.editor.setObjectName(f"{_NAME}.{part}")
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.large)
        for field in (
            self._source,
            self._fields[Part.ARN],
            self._fields[Part.EXTERNAL_ID],
            self._fields[Part.DEVICE],
            self._length,
            self._fields[Part.NAME],
        ):
            column.addWidget(field)
        self.add_step(self._form)
        self.finish_steps()
        self.back.hide()

    def _connect(self) -> None:
        self._let_go = self._flow.changed.subscribe(self.refresh)
        for part, field in self._fields.items():
            field.line_edit.textEdited.connect(partial(self._flow.type, part))
        self._sources.textActivated.connect(self._choose_source)
        self._lengths.activated.connect(self._choose_length)
        self.next_pressed.connect(self._go_on)
        self.finished.connect(self._end)

    def begin(self) -> None:
        """Look for profiles."""
        self._tasks.start(self._flow.load())
        self.refresh()

    def refresh(self) -> None:
        """Show where it stands."""
        flow = self._flow
        if flow.stage is Stage.DONE:
            self.accept()
            return
        self._show_sources()
        self._lengths.setCurrentIndex(SESSION_SECONDS.index(flow.seconds))
        problems = flow.field_problems
        for part, field in self._fields.items():
            if field.text() != flow.values[part]:
                field.line_edit.setText(flow.values[part])
            problem = problems.get(part)
            field.set_message(word(problem) if problem else "", FieldState.PROBLEM if problem else FieldState.NONE)
        self._form.setEnabled(not flow.busy)
        self.show_step(
            self._form,
            self.tr("Use a role in another account"),
            self.tr("For those who work in an account of somebody else. The role is tried before anything is saved."),
            self._fields[Part.ARN],
        )
        text = self.tr("Asking AWS…") if flow.busy else self.tr("&Try it and save the profile")
        self.show_next(text, possible=flow.ready)
        self.show_problem(flow.problem)

    def _show_sources(self) -> None:
        names = [one.name for one in self._flow.sources]
        if [self._sources.itemData(number) for number in range(self._sources.count())] != names:
            self._sources.clear()
            for name in names:
                self._sources.addItem(name or self.tr("Credentials of the environment"), name)
        place = self._sources.findData(self._flow.source) if self._flow.source is not None else -1
        self._sources.setCurrentIndex(place)

    def _words_of(self, seconds: int) -> str:
        if seconds < _HOUR:
            return fill(self.tr("{minutes} minutes"), {"minutes": str(seconds // 60)})
        hours = seconds // _HOUR
        return self.tr("1 hour") if hours == 1 else fill(self.tr("{hours} hours"), {"hours": str(hours)})

    def _choose_source(self) -> None:
        self._flow.choose_source(str(self._sources.currentData()))

    def _choose_length(self) -> None:
        self._flow.choose_seconds(int(self._lengths.currentData()))

    def _go_on(self) -> None:
        if self._flow.stage is Stage.FORM:
            self._tasks.start(self._try())

    async def _try(self) -> None:
        await self._flow.try_it()
        problems = self._flow.field_problems
        wrong = next((field for part, field in self._fields.items() if part in problems), None)
        if self._flow.stage is Stage.FORM and wrong is not None:
            wrong.setFocus()

    def _end(self, result: int) -> None:
        self._let_go()
        if result == self.DialogCode.Accepted:
            self.signed_in.emit(self._flow.profile)
