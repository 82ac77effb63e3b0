"""The buttons at the bottom of the wizard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant


class Footer(QFrame):
    """Cancel at the left; Back and the page's one primary button at the right.

    next_pressed(), back_pressed(), cancel_pressed()
    """

    next_pressed = Signal()
    back_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self.cancel = self._button("wizard.cancel", self.tr("Cancel"), Variant.QUIET)
        self.back = self._button("wizard.back", self.tr("&Back"), Variant.PLAIN)
        self.next = self._button("wizard.next", self.tr("&Next"), Variant.PRIMARY)
        self.next.setDefault(True)
        self.cancel.clicked.connect(self.cancel_pressed)
        self.back.clicked.connect(self.back_pressed)
        self.next.clicked.connect(self.next_pressed)
        space = tokens().space
        row = QHBoxLayout(self)
        row.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        row.setSpacing(space.medium)
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)

    def _button(self, name: str, text: str, variant: Variant) -> Button:
        button = Button(text, variant)
        button.setObjectName(name)
        button.setAutoDefault(False)
        self._name(button, text)
        return button

    def set_texts(self, primary: str, cancel: str) -> None:
        """Say what the primary button and Cancel do on this page."""
        for button, text in ((self.next, primary), (self.cancel, cancel)):
            button.setText(text)
            self._name(button, text)

    @staticmethod
    def _name(button: Button, text: str) -> None:
        button.setAccessibleName(text.replace("&", ""))
