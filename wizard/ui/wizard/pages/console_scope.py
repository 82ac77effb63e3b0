"""Accounts and units as lists of IDs, for who has no tree to tick in."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from wizard.model.message import Message
from wizard.model.typed_scope import ScopeList
from wizard.ui.texts.wording import word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.trouble import first_sentence

_LINES = 3


class ConsoleScope(QWidget):
    """Three kinds of choice, each with what becomes of accounts that join later (R26).

    typed(list, text): the person typed or pasted into one of the lists
    """

    typed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[ScopeList, Field] = {}
        self._trouble = MessageStrip("organization.scope-action.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.large)
        column.addWidget(self._trouble)
        column.addWidget(
            Caption(
                self.tr(
                    "IDs can be parted by spaces, commas or new lines. Units must not lie inside each other: nobody "
                    "can check that here, and their accounts would get the role twice."
                )
            )
        )
        for card in (self._whole_card(), self._filtered_card(), self._single_card()):
            column.addWidget(card)

    def _whole_card(self) -> Card:
        card = Card(self.tr("Whole units"))
        card.add(Caption(self.tr("Every account in them, inner units included, and accounts that join later.")))
        card.add(self._field(ScopeList.WHOLE_UNITS, self.tr("&Unit IDs"), "ou-ab12-11111111"))
        return card

    def _filtered_card(self) -> Card:
        card = Card(self.tr("Units without some accounts"))
        card.add(self._later())
        card.add(self._field(ScopeList.FILTERED_UNITS, self.tr("Unit IDs or the roo&t ID"), "ou-ab12-22222222"))
        card.add(
            self._field(ScopeList.EXCLUDED_ACCOUNTS, self.tr("Accounts of them that are &left out"), "111122223333")
        )
        return card

    def _single_card(self) -> Card:
        card = Card(self.tr("Single accounts"))
        card.add(self._later())
        card.add(self._field(ScopeList.ACCOUNTS, self.tr("A&ccount IDs"), "444455556666"))
        card.add(self._field(ScopeList.ACCOUNT_PARENTS, self.tr("Units that they are &in, or the root ID"), "r-ab12"))
        return card

    def _later(self) -> Caption:
        return Caption(
            self.tr(
                "Accounts that join these units later are not connected by themselves: AWS cannot leave accounts out "
                "and take new ones in at the same time."
            )
        )

    def _field(self, which: ScopeList, label: str, example: str) -> Field:
        editor = QPlainTextEdit()
        editor.setObjectName(f"organization.{which.value}")
        editor.setTabChangesFocus(True)
        editor.setPlaceholderText(example)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * _LINES + 2 * tokens().space.small)
        editor.textChanged.connect(partial(self._say, which))
        self._fields[which] = Field(label, editor)
        return self._fields[which]

    def _editor(self, which: ScopeList) -> QPlainTextEdit:
        editor = self._fields[which].editor
        if not isinstance(editor, QPlainTextEdit):
            raise TypeError(type(editor).__name__)
        return editor

    def _say(self, which: ScopeList) -> None:
        self.typed.emit(which, self._editor(which).toPlainText())

    def show_lists(
        self,
        lists: Mapping[ScopeList, str],
        problem: Callable[[ScopeList], Message | None],
        too_large: Message | None,
    ) -> None:
        """Show what was typed, what is wrong with each list, and whether all of it fits into one stack."""
        for which, text in lists.items():
            editor = self._editor(which)
            if editor.toPlainText() != text:
                editor.blockSignals(True)
                editor.setPlainText(text)
                editor.blockSignals(False)
            found = problem(which)
            state = FieldState.PROBLEM if found else FieldState.NONE
            self._fields[which].set_message(word(found) if found else "", state)
        if too_large is None:
            self._trouble.clear()
        else:
            self._trouble.show_message(Tone.PROBLEM, *first_sentence(word(too_large)))
