"""What signing in needs from the rooms below, as protocols."""

from collections.abc import Callable, Sequence
from typing import Protocol

from wizard.model.sign_in import KnownPortal, Portal, PortalAccount, PortalToken
from wizard.model.sign_in_offer import SignInOffer

OpenAddress = Callable[[str], bool]
"""Opens an address in the person's browser; False where there is no browser."""


class PortalUnderWay(Protocol):
    """A sign-in to Identity Center that waits for the person."""

    @property
    def offer(self) -> SignInOffer:
        """Give what the person needs for it."""

    async def token(self) -> PortalToken:
        """Wait until the person has signed in. Raises WizardError where they refused, or the time is over."""

    def close(self) -> None:
        """End it."""


class LoginUnderWay(Protocol):
    """A console login that waits for the person."""

    @property
    def offer(self) -> SignInOffer:
        """Give what the person needs for it."""

    async def login(self) -> str:
        """Wait until the person has signed in; gives the ARN of who it is. Raises WizardError."""

    def close(self) -> None:
        """End it."""


class SigningIn(Protocol):
    """Signs in, and writes what AWS's tools then find. Every coroutine raises WizardError."""

    async def known_portals(self) -> Sequence[KnownPortal]:
        """Give the Identity Centers that this computer's AWS configuration names."""

    async def regions(self) -> Sequence[str]:
        """Give every region there is."""

    async def management_accounts(self) -> frozenset[str]:
        """Give the IDs of the management accounts that are known here."""

    async def begin_portal(self, where: Portal) -> PortalUnderWay:
        """Ask Identity Center for a sign-in."""

    async def kept_token(self, where: Portal) -> PortalToken | None:
        """Give the token of an earlier sign-in; None where one must sign in."""

    async def keep_token(self, token: PortalToken) -> None:
        """Keep a token where AWS's tools look for it."""

    async def accounts(self, token: PortalToken) -> Sequence[PortalAccount]:
        """Give the accounts that the portal offers."""

    async def roles(self, token: PortalToken, account_id: str) -> Sequence[str]:
        """Give the names of the permission sets in an account."""

    async def write_portal_profile(
        self, profile: str, where: Portal, account_id: str, role_name: str, region: str
    ) -> None:
        """Write a profile for an account and a permission set."""

    async def begin_login(self, region: str) -> LoginUnderWay:
        """Ask for a console login."""

    async def write_login_profile(self, profile: str, login_session: str, region: str) -> None:
        """Write a profile of a console login."""

    def login_command(self, profile: str) -> str:
        """Give the command of the AWS CLI that does a console login."""

    def forget(self, profile: str) -> None:
        """Read a profile anew at its next call."""
