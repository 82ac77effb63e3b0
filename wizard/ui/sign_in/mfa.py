"""The dialog that asks for the code of an MFA device."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wizard.flow.signing_in.mfa import is_code, seconds_left
from wizard.model.mfa import MfaQuestion, MfaTrouble
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.labels import BodyLabel, Caption, SectionTitle

_CHARACTERS = 64
_LOOK_EVERY_MS = 250


class MfaDialog(QDialog):
    """Asks one question; open it with `open()`. Enter sends the code, Escape cancels.

    hint: what nobody can know, e.g. the code that is taken in practice; empty for none
    entered(code): six digits were sent
    """

    entered = Signal(str)

    def __init__(
        self,
        question: MfaQuestion,
        hint: str = "",
        parent: QWidget | None = None,
        left: Callable[[MfaQuestion], int] = seconds_left,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._left = left
        self.setObjectName("mfa")
        self.setWindowTitle(self.tr("Enter the MFA code"))
        self.setAccessibleName(self.windowTitle())
        self._code = Field(self.tr("&Code"), QLineEdit(), self.tr("Six digits, as your device shows them now."))
        self._code.editor.setObjectName("mfa.code")
        self._code.line_edit.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9 ]{0,8}"), self))
        self._code.line_edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._send = Button(self.tr("&Sign in"), Variant.PRIMARY)
        self._send.setObjectName("mfa.send")
        self._send.setAccessibleName(self.tr("Sign in"))
        self._send.setDefault(True)
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.setObjectName("mfa.cancel")
        self._cancel.setAccessibleName(self.tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self._lay_out(hint)
        self._tick = QTimer(self, interval=_LOOK_EVERY_MS)
        self._tick.timeout.connect(self._count)
        self._code.line_edit.textChanged.connect(self._typed)
        self._send.clicked.connect(self._send_code)
        self._cancel.clicked.connect(self.reject)
        self._typed("")
        self._say_why()
        self._code.setFocus()

    def message(self) -> str:
        """Why the code is asked for again; empty the first time."""
        return self._code.message()

    def _say_why(self) -> None:
        sentences = {
            MfaTrouble.MALFORMED: self.tr("A code has six digits. Enter the one that the device shows now."),
            MfaTrouble.WRONG: self.tr(
                "AWS did not take that code. Enter the one that the device shows now; one that was used before is not "
                "taken again, so wait for the next."
            ),
        }
        if self._question.trouble is MfaTrouble.USED:
            self._count()
            self._tick.start()
        elif self._question.trouble in sentences:
            self._code.set_message(sentences[self._question.trouble], FieldState.PROBLEM)

    def _count(self) -> None:
        left = self._left(self._question)
        if left > 0:
            text = self.tr("That code has been used already. Wait for the next code: {seconds} s.")
        else:
            self._tick.stop()
            text = self.tr("That code has been used already. The device shows the next one by now.")
        self._code.set_message(fill(text, {"seconds": str(left)}), FieldState.PROBLEM)

    def _typed(self, text: str) -> None:
        self._send.setEnabled(is_code(text))

    def _send_code(self) -> None:
        text = self._code.text()
        if is_code(text):
            self.accept()
            self.entered.emit(text)

    def _lay_out(self, hint: str) -> None:
        space = tokens().space
        row = QHBoxLayout()
        row.setSpacing(space.medium)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._send)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.huge, space.huge, space.huge, space.large)
        column.setSpacing(space.medium)
        column.addWidget(SectionTitle(self.windowTitle()))
        column.addWidget(BodyLabel(self._who()))
        device = Caption(fill(self.tr("Device: {serial}"), {"serial": self._question.serial}))
        device.setObjectName("mfa.device")
        column.addWidget(device)
        column.addWidget(self._code)
        if hint:
            column.addWidget(Caption(hint))
        column.addSpacing(space.small)
        column.addLayout(row)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS + 2 * space.huge)

    def _who(self) -> str:
        if not self._question.profile:
            return self.tr("AWS asks for the code of your MFA device, the app or key that proves it is you.")
        text = self.tr(
            "To sign in with the profile {profile}, AWS asks for the code of your MFA device, the app or key that "
            "proves it is you."
        )
        return fill(text, {"profile": self._question.profile})
