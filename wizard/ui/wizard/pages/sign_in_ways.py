"""The ways to sign in that make a profile, as buttons, each with a word on who needs it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.labels import Caption, SectionTitle


class SignInWays(QWidget):
    """One row for each way.

    identity_center_pressed(), console_login_pressed(), keys_pressed(), role_pressed()
    """

    identity_center_pressed = Signal()
    console_login_pressed = Signal()
    keys_pressed = Signal()
    role_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(tokens().space.medium)
        self._rows.setVerticalSpacing(tokens().space.small)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        column.addWidget(SectionTitle(self.tr("Sign in another way")))
        column.addLayout(self._rows)
        portal = self.add_way(
            "sign-in.identity-center",
            self.tr("Sign in with &Identity Center"),
            "person",
            self.tr("Where your company has an AWS access portal."),
        )
        console = self.add_way(
            "sign-in.console-login",
            self.tr("Sign in &as in the AWS console"),
            "globe",
            self.tr("With the user name and password, or the root user, of one account."),
        )
        portal.clicked.connect(self.identity_center_pressed)
        console.clicked.connect(self.console_login_pressed)

    def offer_own_profiles(self) -> None:
        """Offer to make profiles of access keys and of roles besides."""
        keys = self.add_way(
            "sign-in.keys",
            self.tr("Use access &keys"),
            "key",
            self.tr("Where somebody gave you keys, or the portal shows them."),
        )
        role = self.add_way(
            "sign-in.role",
            self.tr("Use a &role in another account"),
            "shield",
            self.tr("For consultants: from a profile that works, into a client's account."),
        )
        keys.clicked.connect(self.keys_pressed)
        role.clicked.connect(self.role_pressed)

    def add_way(self, name: str, text: str, icon_name: str, who: str) -> Button:
        """Put one more way under those that are there.

        name: the button's object name
        who:  who needs it
        """
        button = Button(text, icon_name=icon_name)
        button.setObjectName(name)
        button.setAccessibleName(text.replace("&", ""))
        button.setAccessibleDescription(who)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = self._rows.rowCount()
        self._rows.addWidget(button, row, 0)
        self._rows.addWidget(Caption(who), row, 1)
        return button
