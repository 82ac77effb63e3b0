"""Page 3 for one account by itself: which account it is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wizard.flow.pages.account import AccountPage
from wizard.model.identifiers import grouped_account_id
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.labels import BodyLabel
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.trouble import show_trouble


class AccountView(PageView):
    """The account, and whether it is connected already."""

    def __init__(self, page: AccountPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._account = page
        self._connected = MessageStrip("account.action.")
        self._connected.setObjectName("account.connected")
        card = Card(self.tr("This account"))
        card.setObjectName("account.summary")
        self._name = BodyLabel()
        self._id = CopyRow(self.tr("Account ID"))
        self._id.button.setObjectName("account.copy-id")
        card.add(self._name)
        card.add(self._id)
        for part in (self._connected, card):
            self.body.addWidget(part)
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        """What the page says."""
        return self.tr("This account will be connected")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr("It is the account that you are signed in to. Go back to choose another profile.")

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("And its organization?"),
                self.tr(
                    "Only this account gets a role; all others stay as they are. Where the policies of the "
                    "organization do not allow it, AWS says so while the role is made."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show the account."""
        page = self._account
        show_trouble(self._connected, page.already_connected, (), Tone.WARNING)
        if page.identity is not None:
            account = page.identity.management_account_id
            self._name.setText(fill(self.tr("It is called {name} in your list."), {"name": page.identity.name}))
            if self._id.value() != grouped_account_id(account):
                self._id.set_value(grouped_account_id(account), account)
        self.rephrased.emit()
