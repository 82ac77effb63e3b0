"""Settings that are chosen: one of some options, some of them, yes or no, or a confirmation."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from wizard.providers.setting import NO, YES, Option, Setting
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.switch import Switch, SwitchState
from wizard.ui.widgets.wording import without_mnemonic
from wizard.ui.wizard.setting_fields.setting_field import SettingField

_COLUMNS = 2


class ComboField(SettingField):
    """One of many options, folded into a box."""

    def __init__(self, setting: Setting) -> None:
        self._box = QComboBox()
        super().__init__(setting, self._box)
        self._box.setPlaceholderText(self.tr("Choose…"))
        self._box.activated.connect(self._tell)

    def offer(self, options: Sequence[Option]) -> None:
        """Show these options; what was chosen stays chosen where it is among them."""
        offered = options if self.setting.required else (Option("", self.tr("None")), *options)
        if [self._box.itemData(row) for row in range(self._box.count())] != [one.value for one in offered]:
            self._box.clear()
            for one in offered:
                self._box.addItem(one.label, one.value)

    def show_value(self, value: str) -> None:
        """Choose a value; none where it is not among the options."""
        self._box.setCurrentIndex(self._box.findData(value) if value or not self.setting.required else -1)

    def _tell(self, row: int) -> None:
        self.typed.emit(self._box.itemData(row))


class CardsField(SettingField):
    """One of a few options, all to be seen."""

    def __init__(self, setting: Setting) -> None:
        self._cards = ChoiceList(without_mnemonic(setting.label))
        super().__init__(setting, self._cards)
        self._shown: tuple[str, ...] = ()
        self._cards.changed.connect(self._tell)

    def offer(self, options: Sequence[Option]) -> None:
        """Show these options."""
        values = tuple(one.value for one in options)
        if values != self._shown:
            self._shown = values
            self._cards.remove_all()
            for one in options:
                card = self._cards.add(one.value, one.label)
                card.setObjectName(f"settings.{self.setting.id}.{one.value}")

    def show_value(self, value: str) -> None:
        """Choose a value where it is among the options."""
        if value in self._shown and value != self._cards.chosen():
            with QSignalBlocker(self._cards):
                self._cards.choose(value)

    def _tell(self, value: str) -> None:
        self.typed.emit(value)


class BoxesField(SettingField):
    """Some of the options, each a box to tick."""

    def __init__(self, setting: Setting) -> None:
        self._area = QWidget()
        self._boxes: dict[str, QCheckBox] = {}
        super().__init__(setting, self._area)
        self._grid = QGridLayout(self._area)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens().space.huge)
        self._grid.setVerticalSpacing(tokens().space.tiny)
        self._grid.setColumnStretch(_COLUMNS, 1)

    def offer(self, options: Sequence[Option]) -> None:
        """Show these options, in rows of two."""
        if list(self._boxes) == [one.value for one in options]:
            return
        for old in self._boxes.values():
            old.hide()
            old.deleteLater()
        self._boxes.clear()
        for number, one in enumerate(options):
            box = QCheckBox(one.label.replace("&", "&&"))
            box.setObjectName(f"settings.{self.setting.id}.{one.value}")
            box.setAccessibleName(one.label)
            box.clicked.connect(self._tell)
            self._boxes[one.value] = box
            self._grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def show_value(self, value: str) -> None:
        """Tick what a value holds."""
        picked = value.split(",")
        for one, box in self._boxes.items():
            box.setChecked(one in picked)

    def _tell(self) -> None:
        self.typed.emit(",".join(one for one, box in self._boxes.items() if box.isChecked()))


class SwitchField(SettingField):
    """Yes or no."""

    def __init__(self, setting: Setting) -> None:
        self._switch = Switch(without_mnemonic(setting.label))
        super().__init__(setting, self._switch)
        self._switch.asked.connect(self._turn)

    def show_value(self, value: str) -> None:
        """Show how it is switched; anything but yes is no."""
        on = value == YES
        self._switch.set_state(SwitchState.ON if on else SwitchState.OFF, self.tr("Yes") if on else self.tr("No"))

    def _turn(self) -> None:
        self.typed.emit(NO if self._switch.state is SwitchState.ON else YES)


class TickField(SettingField):
    """Something that the person confirms."""

    def __init__(self, setting: Setting) -> None:
        self._box = QCheckBox()
        super().__init__(setting, self._box)
        self._box.setText(self.tr("Yes, that is so"))
        self._box.clicked.connect(self._tell)

    def show_value(self, value: str) -> None:
        """Show whether it is confirmed."""
        self._box.setChecked(value == YES)

    def _tell(self) -> None:
        self.typed.emit(YES if self._box.isChecked() else NO)
