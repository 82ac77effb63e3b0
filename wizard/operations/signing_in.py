"""Signing in from the window: the calls of AWS, and what is written for AWS's tools."""

from collections.abc import Sequence
from typing import Protocol

from wizard.aws import regions
from wizard.aws.access import AccessFactory
from wizard.aws.signing_in import known_portals, portal, token_cache
from wizard.aws.signing_in.console_login import ConsoleSignIn, command_to_run
from wizard.aws.signing_in.identity_center import PortalSignIn
from wizard.aws.signing_in.profile_writer import ProfileWriter
from wizard.model.connection import Connection
from wizard.model.sign_in import KnownPortal, Portal, PortalAccount, PortalToken
from wizard.model.sign_in_offer import SignInOffer

_PARTITIONS = ("aws", "aws-us-gov", "aws-cn")


class Rows(Protocol):
    """The organizations that are connected."""

    async def all(self) -> Sequence[Connection]:
        """Give every row. Raises WizardError."""


class PortalUnderWay:
    """A sign-in to Identity Center that waits for the person."""

    def __init__(self, sign_in: PortalSignIn) -> None:
        self._sign_in = sign_in

    @property
    def offer(self) -> SignInOffer:
        """Give what the person needs for it."""
        device, browser = self._sign_in.device, self._sign_in.browser
        return SignInOffer(
            asking=self._sign_in.portal.start_url,
            ends_at=device.expires_at,
            address=browser.address if browser else "",
            no_browser=self._sign_in.browser_failure,
            code=device.code,
            code_address=device.address,
            code_complete=device.complete_address,
        )

    async def token(self) -> PortalToken:
        """Wait until the person has signed in. Raises WizardError where they refused, or the time is over."""
        return await self._sign_in.token()

    def close(self) -> None:
        """End it: nothing listens or asks any more."""
        self._sign_in.close()


class LoginUnderWay:
    """A console login that waits for the person."""

    def __init__(self, sign_in: ConsoleSignIn, offer: SignInOffer) -> None:
        self._sign_in = sign_in
        self.offer = offer

    async def login(self) -> str:
        """Wait until the person has signed in; gives the ARN of who it is. Raises WizardError."""
        return await self._sign_in.login()

    def close(self) -> None:
        """End it: nothing listens any more."""
        self._sign_in.close()


class SigningIn:
    """Everything that a sign-in in the window needs of AWS and of the files. Every coroutine raises WizardError."""

    def __init__(self, factory: AccessFactory, rows: Rows) -> None:
        self._factory = factory
        self._rows = rows
        self._writer = ProfileWriter()

    async def known_portals(self) -> Sequence[KnownPortal]:
        """Give the Identity Centers that this computer's AWS configuration names."""
        return await known_portals.known_portals()

    async def regions(self) -> Sequence[str]:
        """Give every region there is, those of the usual partition first."""
        return [one for partition in _PARTITIONS for one in await regions.known_regions(partition)]

    async def management_accounts(self) -> frozenset[str]:
        """Give the IDs of the management accounts of all organizations that are known here."""
        return frozenset(one.identity.management_account_id for one in await self._rows.all())

    async def begin_portal(self, where: Portal) -> PortalUnderWay:
        """Ask Identity Center for a sign-in."""
        return PortalUnderWay(await PortalSignIn.begin(self._factory, where))

    async def kept_token(self, where: Portal) -> PortalToken | None:
        """Give the token of an earlier sign-in of ours; None where one must sign in."""
        return await token_cache.kept(self._factory, where)

    async def keep_token(self, token: PortalToken) -> None:
        """Keep a token where AWS's tools look for it, under our own session."""
        await token_cache.keep(token)

    async def accounts(self, token: PortalToken) -> Sequence[PortalAccount]:
        """Give the accounts that the portal offers, by name."""
        return await portal.accounts(self._factory, token)

    async def roles(self, token: PortalToken, account_id: str) -> Sequence[str]:
        """Give the names of the permission sets in an account."""
        return await portal.roles(self._factory, token, account_id)

    async def write_portal_profile(
        self, profile: str, where: Portal, account_id: str, role_name: str, region: str
    ) -> None:
        """Write a profile for an account and a permission set."""
        await self._writer.put_identity_center(profile, where, account_id, role_name, region)
        self._factory.forget(profile)

    async def begin_login(self, region: str) -> LoginUnderWay:
        """Ask for a console login."""
        sign_in = await ConsoleSignIn.begin(self._factory, region)
        offer = SignInOffer(asking="", ends_at=sign_in.ends_at, address=sign_in.address)
        return LoginUnderWay(sign_in, offer)

    async def write_login_profile(self, profile: str, login_session: str, region: str) -> None:
        """Write a profile of a console login."""
        await self._writer.put_login(profile, login_session, region)
        self._factory.forget(profile)

    def login_command(self, profile: str) -> str:
        """Give the command of the AWS CLI that does a console login."""
        return command_to_run(profile)

    def forget(self, profile: str) -> None:
        """Read a profile anew at its next call: somebody signed in."""
        self._factory.forget(profile)
