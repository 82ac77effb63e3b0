"""What the fields of all kinds of settings have in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.providers.setting import Option, Setting
from wizard.ui.widgets.field import Field


class SettingField(Field):
    """One setting with its label, help and message; its editor is named `settings.<field>`.

    setting:      what it asks for
    typed(value): the person typed or chose another value
    """

    typed = Signal(str)

    def __init__(self, setting: Setting, editor: QWidget | None = None) -> None:
        super().__init__(setting.label, editor, setting.help)
        self.setting = setting
        self.editor.setObjectName(f"settings.{setting.id}")

    def show_value(self, value: str) -> None:
        """Show a value; nothing is emitted."""
        raise NotImplementedError

    def offer(self, options: Sequence[Option]) -> None:
        """Show what can be chosen; nothing happens where nothing is chosen among options."""
