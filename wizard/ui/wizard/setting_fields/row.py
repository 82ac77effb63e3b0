"""One setting on the page: its field, and the buttons and the picture that belong to it."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.providers.setting import Generated, Kind, Offered, Setting
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.wizard.setting_fields.chosen import BoxesField, CardsField, ComboField, SwitchField, TickField
from wizard.ui.wizard.setting_fields.setting_field import SettingField
from wizard.ui.wizard.setting_fields.typed import LineField, LinesField

FEW = 4
"""So many options are all to be seen; more are folded into a box."""

_FIELDS: dict[Kind, Callable[[Setting], SettingField]] = {
    Kind.TEXT: LineField,
    Kind.LINES: LinesField,
    Kind.CHOICES: BoxesField,
    Kind.SWITCH: SwitchField,
    Kind.TICK: TickField,
}


def field_for(setting: Setting) -> SettingField:
    """Give a field of the setting's kind."""
    if setting.kind is Kind.CHOICE:
        few = setting.offered is Offered.NOTHING and len(setting.options) <= FEW
        return CardsField(setting) if few else ComboField(setting)
    return _FIELDS[setting.kind](setting)


class SettingRow(QWidget):
    """A setting's field with what belongs to it.

    field:           the field
    typed(value):    the person typed, chose, or took what practice offers
    make():          the person wants a value made
    """

    typed = Signal(str)
    make = Signal()

    def __init__(self, setting: Setting, practice: str | None = None) -> None:
        super().__init__()
        self.field = field_for(setting)
        self.field.typed.connect(self.typed)
        self._practice = practice
        self._offer: Button | None = None
        self._preview: BodyLabel | None = None
        self._count = Caption()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space.tiny)
        self._column.addWidget(self.field)
        self._column.addWidget(self._count)
        self._count.setVisible(bool(setting.preview and setting.max_length))
        self._add_extras(setting)

    def _add_extras(self, setting: Setting) -> None:
        if setting.secret and isinstance(self.field, LineField):
            self._column.addWidget(self._reveal_button(setting, self.field))
        if setting.generated is not Generated.NOTHING:
            self._column.addWidget(self._make_button(setting))
        if self._practice is not None:
            self._offer = self._practice_button(setting, self._practice)
            self._column.addWidget(self._offer)
        if setting.preview:
            card = Card(setting.preview)
            self._preview = BodyLabel()
            self._preview.setObjectName(f"settings.preview.{setting.id}")
            card.add(self._preview)
            card.setMaximumWidth(self.field.editor.maximumWidth())
            self._column.addWidget(card)

    def show_value(self, value: str) -> None:
        """Show a value, and what others will read of it."""
        self.field.show_value(value)
        if self._offer is not None:
            self._offer.setVisible(value != self._practice)
        if self._preview is not None:
            self._preview.setText(value.strip() or self.tr("Nothing is shown while this is empty."))
        limit = self.field.setting.max_length
        numbers = {"number": QLocale().toString(len(value.strip())), "limit": QLocale().toString(limit)}
        self._count.setText(fill(self.tr("{number} of {limit} characters"), numbers))

    def _reveal_button(self, setting: Setting, field: LineField) -> Button:
        words = {False: self.tr("Show"), True: self.tr("Hide")}
        button = _quiet_button(words[False], "key", f"settings.show.{setting.id}")
        button.setCheckable(True)
        button.setAccessibleName(fill(self.tr("Show {field}"), {"field": setting.label}))
        button.toggled.connect(field.reveal)
        button.toggled.connect(lambda shown: button.setText(words[shown]))
        return button

    def _make_button(self, setting: Setting) -> Button:
        button = _quiet_button(self.tr("The provider shows none: make one"), "key", f"settings.make.{setting.id}")
        button.setAccessibleName(fill(self.tr("Make one: {field}"), {"field": setting.label}))
        button.clicked.connect(self.make)
        return button

    def _practice_button(self, setting: Setting, value: str) -> Button:
        text = fill(self.tr("In practice, use {value}"), {"value": value})
        button = _quiet_button(text, "play", f"settings.practice.{setting.id}")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.typed.emit(value))
        return button


def _quiet_button(text: str, icon_name: str, name: str) -> Button:
    button = Button(text, Variant.QUIET, icon_name)
    button.setObjectName(name)
    button.setProperty("flush", "true")
    return button
