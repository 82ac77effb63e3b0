"""One of a few choices, each explained."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.radio_card import RadioCard
from wizard.ui.widgets.tab_order import tab_behind


class ChoiceList(QWidget):
    """Choices of which one can be taken; arrow keys go through them.

    name:               what is chosen, for screen readers
    changed(choice_id): the person, or the program, took another choice
    """

    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonToggled.connect(self._say)
        self._cards: dict[str, RadioCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space.small)

    def add(self, choice_id: str, title: str, description: str = "", icon_name: str = "") -> RadioCard:
        """Puts a choice under those that are there."""
        card = RadioCard(choice_id, title, description, icon_name)
        last = next(reversed(self._cards.values()), self)
        self._cards[choice_id] = card
        self._group.addButton(card)
        self._column.addWidget(card)
        tab_behind(last, [card])
        return card

    def remove_all(self) -> None:
        """Takes all choices away."""
        for card in self._cards.values():
            self._group.removeButton(card)
            card.hide()
            card.deleteLater()
        self._cards.clear()

    def chosen(self) -> str:
        """The ID of the choice that is taken, or an empty text."""
        button = self._group.checkedButton()
        return button.choice_id if isinstance(button, RadioCard) else ""

    def choose(self, choice_id: str) -> None:
        """Takes a choice; KeyError where there is none of that ID."""
        self._cards[choice_id].setChecked(True)

    def card(self, choice_id: str) -> RadioCard:
        """The row of a choice; KeyError where there is none of that ID."""
        return self._cards[choice_id]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Passes the keyboard on to the choice that is taken, or to the first."""
        super().focusInEvent(event)
        card = self._group.checkedButton() or next(iter(self._cards.values()), None)
        if card is not None:
            card.setFocus(event.reason())

    def _say(self, button: QAbstractButton, taken: bool) -> None:
        if taken and isinstance(button, RadioCard):
            self.changed.emit(button.choice_id)
