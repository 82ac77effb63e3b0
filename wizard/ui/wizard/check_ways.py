"""The buttons of a check's problem: where the person can put it right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.operations.checks.ways_on import ASK, CONSOLE
from wizard.ui.texts.actions import button_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.console_link import ConsoleButton
from wizard.ui.widgets.copy_button import CopyButton
from wizard.ui.widgets.flow_layout import FlowLayout


class CheckWays(QWidget):
    """One button for each action; hidden while there is none.

    prefix:      put before an action's ID, it is the object name of its button
    name:        the check's, so that a screen reader tells the same buttons of two checks apart
    pressed(id): an action that leads to another page was pressed
    """

    pressed = Signal(str)

    def __init__(self, prefix: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._name = name
        self._shown: tuple[object, ...] = ()
        self._buttons = FlowLayout(tokens().space.small, self)
        self._buttons.setContentsMargins(0, tokens().space.tiny, 0, tokens().space.small)
        self.hide()

    def show_ways(self, actions: Sequence[str], request: str, address: str) -> bool:
        """Show what can be done; give whether that changed.

        request: what "copy" copies; address: where "open the console" leads. Without them these two are left out.
        """
        wanted = (tuple(actions), request, address)
        if wanted == self._shown:
            return False
        self._shown = wanted
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        buttons = [button for one in actions if (button := self._button(one, request, address)) is not None]
        for button in buttons:
            self._buttons.addWidget(button)
        self.setVisible(bool(buttons))
        return True

    def _button(self, action: str, request: str, address: str) -> Button | None:
        text = button_text(action)
        button: Button
        if action == ASK:
            if not request:
                return None
            button = CopyButton(request, label=text)
            button.set_variant(Variant.PLAIN)
        elif action == CONSOLE:
            if not address:
                return None
            button = ConsoleButton(text)
            button.set_address(address)
        else:
            button = Button(text)
            button.setProperty("action", action)
            button.clicked.connect(self._press)
        button.setObjectName(f"{self._prefix}{action}")
        button.setAccessibleName(fill(self.tr("{action}: {check}"), {"action": text, "check": self._name}))
        return button

    def _press(self) -> None:
        self.pressed.emit(self.sender().property("action"))
