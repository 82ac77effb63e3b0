"""What stands where nothing is connected yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.empty_state import EmptyState


class FirstSteps(QWidget):
    """A drawing, a sentence on what connecting does, and the buttons that begin.

    connect_pressed, practise_pressed, open_bundle_pressed
    """

    connect_pressed = Signal()
    practise_pressed = Signal()
    open_bundle_pressed = Signal()

    def __init__(self, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        state = EmptyState(
            "drawing-connect",
            self.tr("No organization is connected yet"),
            self.tr(
                "Connecting creates a role in the accounts of your AWS organization that a service you choose can use. "
                "You see all that will be made, and what the service may do with it, before anything is made."
            ),
        )
        self.connect_button = Button(self.tr("Connect an organization"), Variant.PRIMARY, "plus")
        self.practise_button = Button(self.tr("Practise on a simulated organization"), Variant.QUIET)
        self.open_bundle_button = Button(self.tr("Open a support bundle"), Variant.QUIET, "folder")
        for button in (self.connect_button, self.practise_button, self.open_bundle_button):
            button.setAccessibleName(button.text())
        state.add_button(self.connect_button)
        if practice:
            self.practise_button.setParent(self)
            self.practise_button.hide()
        else:
            state.add_button(self.practise_button)
        state.add_button(self.open_bundle_button)
        self.open_bundle_button.clicked.connect(self.open_bundle_pressed)
        self.connect_button.clicked.connect(self.connect_pressed)
        self.practise_button.clicked.connect(self.practise_pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(state)
