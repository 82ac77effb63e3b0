"""What to ask somebody else for, ready to be copied and sent."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.raw_text import RawText


class AskFor(Expander):
    """Who can change it, and the message to send them, with the button that copies it.

    name:    object name of the button that opens it; the one that copies has ".copy" behind it
    heading: what the request is about, for screen readers
    request: the message
    """

    def __init__(self, name: str, heading: str, request: str, parent: QWidget | None = None) -> None:
        content = QWidget()
        text = RawText(fill(self.tr("Request: {heading}"), {"heading": heading}))
        text.set_text(request)
        text.copy_button.setObjectName(f"{name}.copy")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.tiny)
        column.addWidget(
            BodyLabel(
                self.tr(
                    "Send this to whoever manages the organization's policies, usually the people of the management "
                    "account. Nothing is sent from here."
                )
            )
        )
        column.addWidget(text)
        title = self.tr("What to ask for")
        super().__init__(title, content, parent)
        self.button.setObjectName(name)
        self.button.setAccessibleName(fill(self.tr("What to ask for: {heading}"), {"heading": heading}))
