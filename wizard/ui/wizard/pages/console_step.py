"""One step to do in the AWS console: what to do, a drawing of where it stands there, and a box to tick."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.drawing import Drawing
from wizard.ui.widgets.labels import BodyLabel


class ConsoleStep(Card):
    """A card for one step.

    key:     ends the object names of its parts
    picture: what the drawing shows, for who cannot see it
    extras:  the layout under the text, for the owner's buttons
    ticked(done): the person took or gave back the tick
    """

    ticked = Signal(bool)

    def __init__(self, key: str, title: str, text: str, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"deploy.step.{key}")
        self.setAccessibleName(title)
        self._box = QCheckBox(title)
        self._box.setObjectName(f"deploy.tick.{key}")
        self._box.setAccessibleName(title)
        self._box.setProperty("role", "strong")
        self._text = BodyLabel()
        drawing = Drawing(f"drawing-console-{key}", "accent")
        drawing.setObjectName(f"deploy.drawing.{key}")
        drawing.setAccessibleName(picture)
        space = tokens().space
        self.extras = QVBoxLayout()
        self.extras.setSpacing(space.small)
        texts = QVBoxLayout()
        texts.setSpacing(space.small)
        for part in (self._box, self._text):
            texts.addWidget(part)
        texts.addLayout(self.extras)
        texts.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(space.large)
        line.addLayout(texts, 1)
        line.addWidget(drawing, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.set_text(text)
        self._box.toggled.connect(self.ticked)

    def set_text(self, text: str) -> None:
        """Say anew what to do."""
        self._text.setText(text)
        self._box.setAccessibleDescription(text)

    def set_ticked(self, done: bool) -> None:
        """Show the tick, or take it away."""
        self._box.setChecked(done)

    def add_extra(self, part: QWidget | QLayout) -> None:
        """Put something under the text."""
        if isinstance(part, QLayout):
            self.extras.addLayout(part)
        else:
            self.extras.addWidget(part)
