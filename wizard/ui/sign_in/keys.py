"""The dialog "Use access keys"."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from wizard.flow.signing_in.keys import Part, Stage, TypedKeys
from wizard.model.access_key import KeyPlace
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.ui.sign_in.frame import SignInFrame
from wizard.ui.sign_in.paste_box import PasteBox
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.labels import BodyLabel, SectionTitle

_NAME = "keys"
_FIELDS = {Part.ID: "id", Part.SECRET: "secret", Part.TOKEN: "token", Part.NAME: "name"}


class KeysDialog(SignInFrame):
    """The keys, where they are kept, and a warning for those of a root user; open it with `open()` after `begin`.

    signed_in(profile): a profile works now; the dialog is closed
    """

    signed_in = Signal(str)

    def __init__(self, flow: TypedKeys, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(_NAME, "", parent)
        self.setWindowTitle(self.tr("Use access keys"))
        self._flow = flow
        self._tasks = tasks
        self._paste = Field(
            self.tr("&Paste what you copied"),
            PasteBox(self._take),
            self.tr(
                "The block that the AWS console or the access portal shows, with all its lines. The fields below are "
                "filled with it, and this box is emptied."
            ),
        )
        self._paste.editor.setObjectName(f"{_NAME}.paste")
        self._fields = {
            Part.ID: Field(self.tr("&Access key ID")),
            Part.SECRET: Field(self.tr("&Secret access key")),
            Part.TOKEN: Field(self.tr("Session &token"), help_text=self.tr("Only temporary keys have one.")),
            Part.NAME: Field(self.tr("&Name"), help_text=self.tr("Under this name the keys stand in the list.")),
        }
        for part, field in self._fields.items():
            field.editor.setObjectName(f"{_NAME}.{_FIELDS[part]}")
            field.line_edit.textEdited.connect(partial(flow.type, part))
        self._reveal = QCheckBox(self.tr("S&how what is hidden"))
        self._reveal.setObjectName(f"{_NAME}.show")
        self._reveal.setAccessibleName(self.tr("Show what is hidden"))
        self._places = ChoiceList(self.tr("Where the keys are kept"))
        self._places.setObjectName(f"{_NAME}.place")
        self._form, self._root = QWidget(), QWidget()
        self._warning = BodyLabel()
        self._warning.setObjectName(f"{_NAME}.root")
        self._lay_out_steps()
        self._connect()
        self._hide_secrets()

    def _lay_out_steps(self) -> None:
        space = tokens().space
        for place, text in (
            (KeyPlace.KEYRING, self.tr("Keep in this computer's keyring")),
            (KeyPlace.SESSION, self.tr("Only for this session")),
        ):
            card = self._places.add(place, text, icon_name="lock" if place is KeyPlace.KEYRING else "clock")
            card.setObjectName(f"{_NAME}.place.{place}")
        self._places.card(KeyPlace.SESSION).set_description(
            self.tr("They are forgotten when you close the program. This always works.")
        )
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(space.large)
        for part in (
            self._paste,
            self._fields[Part.ID],
            self._fields[Part.SECRET],
            self._fields[Part.TOKEN],
            self._reveal,
            self._fields[Part.NAME],
            SectionTitle(self.tr("Where are they kept?")),
            self._places,
        ):
            form.addWidget(part)
        root = QVBoxLayout(self._root)
        root.setContentsMargins(0, 0, 0, 0)
        root.addWidget(self._warning)
        for step in (self._form, self._root):
            self.add_step(step)
        self.finish_steps()

    def _connect(self) -> None:
        self._let_go = self._flow.changed.subscribe(self.refresh)
        self._reveal.toggled.connect(self._hide_secrets)
        self._places.changed.connect(self._choose_place)
        self.next_pressed.connect(self._go_on)
        self.back_pressed.connect(self._flow.go_back)
        self.finished.connect(self._end)

    def begin(self) -> None:
        """Look for a keyring, and for names that are taken."""
        self._tasks.start(self._flow.load())
        self.refresh()

    def refresh(self) -> None:
        """Show where it stands."""
        if self._flow.stage is Stage.DONE:
            self.accept()
        elif self._flow.stage is Stage.ROOT:
            self._show_root()
        else:
            self._show_form()
        self.show_problem(self._flow.problem)

    def _show_form(self) -> None:
        flow = self._flow
        problems = flow.field_problems
        for part, field in self._fields.items():
            if field.text() != flow.values[part]:
                field.line_edit.setText(flow.values[part])
            _say(field, problems.get(part))
        self._fields[Part.TOKEN].setVisible(flow.needs_token)
        self._show_places()
        self._form.setEnabled(not flow.busy)
        self.back.hide()
        self.show_step(
            self._form,
            self.tr("Use access keys"),
            self.tr(
                "Keys last until somebody deletes them, so a sign-in through the browser is the safer way. AWS is "
                "asked whose keys these are; they never go into a file."
            ),
            self._paste,
        )
        self.show_next(self.tr("Asking AWS…") if flow.busy else self.tr("&Use these keys"), possible=flow.ready)

    def _show_places(self) -> None:
        keyring = self._places.card(KeyPlace.KEYRING)
        trouble = self._flow.keyring
        keyring.setEnabled(self._flow.keyring_fits)
        if trouble is None:
            keyring.set_description(self.tr("Encrypted by your system, and there the next time you open the program."))
        else:
            keyring.set_description(f"{trouble.title} {trouble.explanation}")
        if self._places.chosen() != self._flow.place:
            self._places.choose(self._flow.place)

    def _show_root(self) -> None:
        caller = self._flow.caller
        account = grouped_account_id(caller.account_id) if caller else ""
        self._warning.setText(
            self.tr(
                "A root user may do everything in its account, and nothing can limit it: whoever gets hold of these "
                "keys owns the account. A root user cannot assume roles either, so checks that need one will not "
                "work. AWS advises to delete such keys, and to sign in as an administrator."
            )
        )
        self.back.show()
        self.show_step(
            self._root,
            fill(self.tr("These are keys of the root user of account {account}"), {"account": account}),
            "",
            self.back,
        )
        self.show_next(self.tr("&Use them all the same"), possible=True)

    def _take(self, text: str) -> bool:
        taken = self._flow.paste(text)
        _say(self._paste, None if taken else Message("own-keys.nothing-pasted"))
        if taken:
            self._fields[Part.NAME].setFocus()
        return taken

    def _choose_place(self, place: str) -> None:
        if self._flow.place != place:
            self._flow.choose(KeyPlace(place))

    def _hide_secrets(self) -> None:
        mode = QLineEdit.EchoMode.Normal if self._reveal.isChecked() else QLineEdit.EchoMode.Password
        for part in (Part.SECRET, Part.TOKEN):
            self._fields[part].line_edit.setEchoMode(mode)

    def _go_on(self) -> None:
        if self._flow.stage is Stage.ROOT:
            self._tasks.start(self._flow.keep())
        elif self._flow.stage is Stage.FORM:
            self._tasks.start(self._try())

    async def _try(self) -> None:
        await self._flow.try_it()
        problems = self._flow.field_problems
        wrong = next((field for part, field in self._fields.items() if part in problems), None)
        if self._flow.stage is Stage.FORM and wrong is not None:
            wrong.setFocus()

    def _end(self, result: int) -> None:
        self._let_go()
        self._flow.forget_what_was_typed()
        for field in self._fields.values():
            field.line_edit.clear()
        if result == self.DialogCode.Accepted:
            self.signed_in.emit(self._flow.profile)


def _say(field: Field, problem: Message | None) -> None:
    field.set_message(word(problem) if problem else "", FieldState.PROBLEM if problem else FieldState.NONE)
