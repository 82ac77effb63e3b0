"""Signing in to Identity Center: through the browser here, or with a code on any device, whichever comes first."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from wizard.aws.access import AccessFactory
from wizard.aws.errors import BOTOCORE_EXCEPTION, AwsError, raw_failure
from wizard.aws.signing_in.listener import BrowserListener, ListenerPages
from wizard.aws.signing_in.oidc import SERVICE, DeviceCode, Oidc, Registration
from wizard.aws.signing_in.pkce import ProofKey
from wizard.model.failure import RawFailure
from wizard.model.sign_in import Portal, PortalToken

_SLOWER_SECONDS = 5
"""How much longer to wait each time when asked to slow down (RFC 8628, 3.5)."""

Sleep = Callable[[float], Awaitable[None]]


class BrowserWay:
    """A sign-in that the browser on this computer brings back; `address` is what it opens."""

    def __init__(self, oidc: Oidc, registration: Registration, proof: ProofKey, listener: BrowserListener) -> None:
        self._oidc = oidc
        self._registration = registration
        self._proof = proof
        self._listener = listener
        self.address = ""

    @classmethod
    async def begin(cls, oidc: Oidc, pages: ListenerPages | None) -> Self:
        """Register, listen, and only then know the address. Raises AwsError where one of these is not possible."""
        registration = await oidc.register_for_browser()
        proof = ProofKey()
        try:
            listener = BrowserListener(proof.state, pages)
        except OSError as exception:
            raise AwsError(raw_failure(exception)) from exception
        way = cls(oidc, registration, proof, listener)
        try:
            way.address = await oidc.authorize_address(registration, listener.address, proof)
        except BaseException:
            listener.close()
            raise
        return way

    async def token(self) -> PortalToken:
        """Wait for the browser. Raises AwsError where it brings a refusal."""
        brought = await self._listener.answer()
        if "code" not in brought:
            raise _refused(brought.get("error", ""), brought.get("error_description", ""))
        code, verifier = brought["code"], self._proof.verifier
        return await self._oidc.token_of_code(self._registration, code, self._listener.address, verifier)

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()


class PortalSignIn:
    """A sign-in under way. `async with` ends it: nothing listens or asks any more.

    portal:          where
    device:          the code, the address to type it at, and until when all of this holds
    browser:         the way through the browser on this computer; None where it is not possible
    browser_failure: why it is not
    """

    def __init__(self, portal: Portal, oidc: Oidc, registration: Registration, device: DeviceCode) -> None:
        self.portal = portal
        self.device = device
        self.browser: BrowserWay | None = None
        self.browser_failure: RawFailure | None = None
        self._oidc = oidc
        self._registration = registration

    @classmethod
    async def begin(cls, factory: AccessFactory, portal: Portal, pages: ListenerPages | None = None) -> Self:
        """Register with Identity Center, get a code, and listen for the browser.

        Raises AwsError, for example where the start URL is not one of the region. Cancelling leaves nothing behind.
        """
        oidc = Oidc(factory, portal)
        registration = await oidc.register_for_device()
        sign_in = cls(portal, oidc, registration, await oidc.start_device(registration))
        try:
            sign_in.browser = await BrowserWay.begin(oidc, pages)
        except AwsError as error:
            sign_in.browser_failure = error.failure
        return sign_in

    @property
    def seconds_left(self) -> float:
        """Give how long the sign-in can still be finished; 0 when that is over."""
        return max(0.0, (self.device.expires_at - datetime.now(UTC)).total_seconds())

    async def token(self, sleep: Sleep = asyncio.sleep) -> PortalToken:
        """Wait until the person has signed in, in one way or the other.

        Raises AwsError where they refused, or the time is over ("PendingAuthorizationExpiredError").
        """
        ways = [asyncio.ensure_future(self._token_of_device(sleep))]
        if self.browser is not None:
            ways.append(asyncio.ensure_future(self.browser.token()))
        try:
            done, _ = await asyncio.wait(ways, timeout=self.seconds_left, return_when=asyncio.FIRST_COMPLETED)
            if not done:
                raise _expired()
            return min(done, key=lambda one: one.exception() is not None).result()
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _token_of_device(self, sleep: Sleep) -> PortalToken:
        interval = self.device.interval
        while True:
            await sleep(interval)
            try:
                return await self._oidc.token_of_device(self._registration, self.device)
            except AwsError as error:
                if error.code == "SlowDownException":
                    interval += _SLOWER_SECONDS
                elif error.code == "ExpiredTokenException":
                    raise _expired() from error
                elif error.code != "AuthorizationPendingException" and error.failure.surface != BOTOCORE_EXCEPTION:
                    raise  # a network that is away for a moment is asked again, a refusal is not

    def close(self) -> None:
        """End it. Whoever waits for the token is cancelled."""
        if self.browser is not None:
            self.browser.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _refused(error: str, description: str) -> AwsError:
    said = error.replace("_", " ") or "no code"
    text = f"The browser brought back: {said}{f' ({description})' if description else ''}."
    return AwsError(RawFailure(text=text, service=SERVICE, code=error or "AuthCodeFetcherError", operation="Authorize"))


def _expired() -> AwsError:
    return AwsError(
        RawFailure(
            text="Nobody finished the sign-in in time: the pending authorization has expired.",
            service=SERVICE,
            code="PendingAuthorizationExpiredError",
            operation="CreateToken",
        )
    )
