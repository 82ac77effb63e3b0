"""Settings that are typed: one line, several lines, or a secret."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from wizard.providers.setting import Setting
from wizard.ui.wizard.setting_fields.setting_field import SettingField

_LINES = 4
_HIDDEN = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class LineField(SettingField):
    """One line; a secret is hidden until `reveal`."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.line_edit.setPlaceholderText(setting.example)
        if setting.secret:
            self.line_edit.setInputMethodHints(_HIDDEN)
            self.reveal(shown=False)
        self.line_edit.textEdited.connect(self.typed)

    @Slot(bool)
    def reveal(self, shown: bool) -> None:
        """Show a secret as it is typed, or as dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line_edit.setEchoMode(mode)

    def show_value(self, value: str) -> None:
        """Show a value where another one stands."""
        if self.line_edit.text() != value:
            self.line_edit.setText(value)


class LinesField(SettingField):
    """Several lines; Tab leaves the field."""

    def __init__(self, setting: Setting) -> None:
        self._text = QPlainTextEdit()
        super().__init__(setting, self._text)
        self._text.setPlaceholderText(setting.example)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * _LINES + 2 * (self._text.frameWidth() + 6))
        self._text.textChanged.connect(self._tell)

    def show_value(self, value: str) -> None:
        """Show a value where another one stands."""
        if self._text.toPlainText() != value:
            self._text.blockSignals(True)
            self._text.setPlainText(value)
            self._text.blockSignals(False)

    def _tell(self) -> None:
        self.typed.emit(self._text.toPlainText())
