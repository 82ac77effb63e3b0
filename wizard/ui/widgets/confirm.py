"""Asking once more before something is changed."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import BodyLabel, SectionTitle

_CHARACTERS = 64


class Confirmation(QDialog):
    """A question with one button that does it and one that leaves things as they are; open it with `open()`.

    Its buttons are called "<object name>.yes" and "<object name>.no". Leaving things as they are is the default.
    accepted(), rejected(): which one was pressed
    """

    def __init__(self, title: str, text: str, do: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._do = Button(do, Variant.PRIMARY)
        self._leave = Button(leave)
        for button, text_of in ((self._do, do), (self._leave, leave)):
            button.setAccessibleName(text_of)
            button.setAutoDefault(True)  # Enter presses the button that has the keyboard, not always the default one
        self._leave.setDefault(True)
        space = tokens().space
        row = QHBoxLayout()
        row.setSpacing(space.medium)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._do)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.huge, space.huge, space.huge, space.large)
        column.setSpacing(space.medium)
        column.addWidget(SectionTitle(title))
        column.addWidget(BodyLabel(text))
        column.addSpacing(space.small)
        column.addLayout(row)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS + 2 * space.huge)
        self._do.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)

    def warn(self) -> None:
        """Lets the button that does it look like what deletes."""
        self._do.set_variant(Variant.DANGER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Is never lower than its text needs: on a small screen it gets less width than it asked for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def setObjectName(self, name: str) -> None:
        """Names the dialog and its buttons."""
        super().setObjectName(name)
        self._do.setObjectName(f"{name}.yes")
        self._leave.setObjectName(f"{name}.no")
