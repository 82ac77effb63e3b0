"""What the main window needs from the rooms below, as a protocol; `app` hands in who fulfils it."""

from collections.abc import Sequence
from typing import Protocol

from wizard.model.connection import Connection
from wizard.model.progress import AccountResult


class ConnectionBook(Protocol):
    """The connected organizations, as they are written down."""

    async def all(self) -> Sequence[Connection]:
        """Give every row. Raises WizardError where they cannot be read."""

    async def not_connected(self, connection_id: str) -> Sequence[AccountResult]:
        """Give the accounts that did not get the role: failed, cancelled or skipped. Raises WizardError."""

    async def check(self, connection_id: str) -> Connection:
        """Ask AWS again, write down what it says, and give the row as it is now. Raises WizardError."""
