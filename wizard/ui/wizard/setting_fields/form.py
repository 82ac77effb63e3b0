"""All fields of the settings page, in the provider's order, those of a group folded together."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.pages.settings import SettingsPage
from wizard.providers.setting import Setting
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.field import FieldState
from wizard.ui.wizard.setting_fields.row import SettingRow


class SettingsForm(QWidget):
    """Draws the form of a page, and hands every input to it.

    practice:  by field ID, what nobody can know in practice and is offered there
    rebuilt(): other fields stand here now
    """

    rebuilt = Signal()

    def __init__(self, page: SettingsPage, practice: Mapping[str, str]) -> None:
        super().__init__()
        self._page = page
        self._practice = practice
        self._shown: tuple[Setting, ...] = ()
        self.rows: dict[str, SettingRow] = {}
        self._groups: dict[str, Expander] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space.large)

    def refresh(self) -> None:
        """Show the fields that are asked for, their values, and what is wrong with them."""
        form = self._page.form
        others = tuple(form.settings) != self._shown
        if others:
            self._shown = tuple(form.settings)
            self._build(form.settings)
        for setting in form.settings:
            row = self.rows[setting.id]
            row.setVisible(form.asked(setting))
            row.field.offer(form.options(setting))
            row.show_value(form.values.get(setting.id, ""))
            self._say(setting, row)
        for title, group in self._groups.items():
            group.setVisible(any(form.asked(one) for one in form.settings if one.group == title))
        if others:
            self.rebuilt.emit()

    def _build(self, settings: Sequence[Setting]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows, self._groups = {}, {}
        inside: dict[str, QVBoxLayout] = {}
        for setting in settings:
            self.rows[setting.id] = self._row(setting)
            if setting.group and setting.group not in inside:
                inside[setting.group] = self._group(setting.group)
            inside.get(setting.group, self._column).addWidget(self.rows[setting.id])
        for title, group in self._groups.items():
            group.set_open(any(self._used(one) for one in settings if one.group == title))

    def _used(self, setting: Setting) -> bool:
        value = self._page.form.value(setting.id)
        return (setting.required and not value) or value != setting.default

    def _group(self, title: str) -> QVBoxLayout:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(tokens().space.large, 0, 0, 0)
        column.setSpacing(tokens().space.large)
        group = Expander(title, content)
        group.button.setObjectName(f"settings.group.{len(self._groups) + 1}")
        group.button.setAccessibleName(title)
        self._groups[title] = group
        self._column.addWidget(group)
        return column

    def _row(self, setting: Setting) -> SettingRow:
        row = SettingRow(setting, self._practice.get(setting.id))
        row.typed.connect(lambda value: self._page.set_value(setting.id, value))
        row.make.connect(lambda: self._page.generate(setting.id))
        return row

    def _say(self, setting: Setting, row: SettingRow) -> None:
        page, field = self._page, row.field
        problem = page.problem(setting.id)
        candidates = page.candidates.get(setting.id)
        note = page.note(setting.id)
        if problem:
            field.set_message(problem, FieldState.PROBLEM)
        elif page.missing(setting.id):
            field.set_message(self.tr("This is needed."), FieldState.PROBLEM)
        elif note is not None:
            wrong = bool(page.form.needs(setting.id))
            field.set_message(word(note), FieldState.PROBLEM if wrong else FieldState.NONE)
        elif candidates and not page.form.value(setting.id):
            found = {"values": ", ".join(candidates)}
            field.set_message(fill(self.tr("The file names several: {values}. Copy the right one here."), found))
        else:
            field.set_message("")
