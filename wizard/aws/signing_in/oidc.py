"""The calls of Identity Center's sign-in service (sso-oidc), in the order of a sign-in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from wizard.aws.access import AccessFactory
from wizard.aws.signing_in.listener import CALLBACK
from wizard.aws.signing_in.pkce import ProofKey
from wizard.aws.signing_in.profile_writer import SCOPE
from wizard.model.sign_in import Portal, PortalToken

SERVICE = "sso-oidc"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
CODE_GRANT = "authorization_code"
REFRESH_GRANT = "refresh_token"
_CLIENT_NAME = "Org Wizard"
_REDIRECT = f"http://127.0.0.1{CALLBACK}"  # the port is free on loopback (RFC 8252, 7.3)


@dataclass(frozen=True, slots=True)
class Registration:
    """This program, as an Identity Center knows it; `expires_at` is UTC."""

    client_id: str
    client_secret: str = field(repr=False)
    expires_at: datetime

    @property
    def keys(self) -> Mapping[str, str]:
        """Give what it proves itself with."""
        return {"clientId": self.client_id, "clientSecret": self.client_secret}


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """A sign-in that is finished on any device.

    code:             what the person compares, or types
    address:          where it is typed
    complete_address: the same with the code filled in
    expires_at:       until when it is taken, UTC
    interval:         seconds between two questions whether it was
    """

    code: str
    address: str
    complete_address: str
    expires_at: datetime
    interval: float
    device_code: str = field(repr=False)


class Oidc:
    """Identity Center's sign-in service in one region. All methods raise AwsError."""

    def __init__(self, factory: AccessFactory, portal: Portal) -> None:
        self._factory = factory
        self._portal = portal

    async def register_for_browser(self) -> Registration:
        """Register to be brought a code by the browser."""
        return await self._register(
            grantTypes=[CODE_GRANT, REFRESH_GRANT], redirectUris=[_REDIRECT], issuerUrl=self._portal.start_url
        )

    async def register_for_device(self) -> Registration:
        """Register to ask for device codes."""
        return await self._register(grantTypes=[DEVICE_GRANT, REFRESH_GRANT])

    async def start_device(self, registration: Registration) -> DeviceCode:
        """Ask for a device code."""
        asked_at = datetime.now(UTC)
        reply = await self._call("StartDeviceAuthorization", startUrl=self._portal.start_url, **registration.keys)
        address = str(reply["verificationUri"])
        return DeviceCode(
            code=str(reply["userCode"]),
            address=address,
            complete_address=str(reply.get("verificationUriComplete") or address),
            expires_at=asked_at + timedelta(seconds=int(reply["expiresIn"])),
            interval=float(reply.get("interval") or 5),
            device_code=str(reply["deviceCode"]),
        )

    async def authorize_address(self, registration: Registration, redirect: str, proof: ProofKey) -> str:
        """Give the address that the browser opens."""
        needed = {"grantType": CODE_GRANT, **registration.keys}
        base = await self._factory.address(SERVICE, "CreateToken", self._portal.region, needed)
        query = {
            "response_type": "code",
            "client_id": registration.client_id,
            "redirect_uri": redirect,
            "state": proof.state,
            "code_challenge_method": "S256",
            "scopes": SCOPE,
            "code_challenge": proof.challenge,
        }
        return f"{base}/authorize?{urlencode(query, quote_via=quote)}"

    async def token_of_code(self, registration: Registration, code: str, redirect: str, verifier: str) -> PortalToken:
        """Exchange the code that the browser brought."""
        given = {"code": code, "redirectUri": redirect, "codeVerifier": verifier}
        return await self._token(registration, grantType=CODE_GRANT, **given)

    async def token_of_device(self, registration: Registration, device: DeviceCode) -> PortalToken:
        """Exchange a device code; AwsError "AuthorizationPendingException" while nobody has allowed it."""
        return await self._token(registration, grantType=DEVICE_GRANT, deviceCode=device.device_code)

    async def renewed(self, token: PortalToken) -> PortalToken:
        """Exchange a refresh token for another access token."""
        registration = Registration(token.client_id, token.client_secret, token.registration_expires_at)
        return await self._token(registration, grantType=REFRESH_GRANT, refreshToken=token.refresh_token)

    async def _register(self, **more: Any) -> Registration:
        reply = await self._call("RegisterClient", clientName=_CLIENT_NAME, clientType="public", scopes=[SCOPE], **more)
        ends = datetime.fromtimestamp(int(reply["clientSecretExpiresAt"]), UTC)
        return Registration(str(reply["clientId"]), str(reply["clientSecret"]), ends)

    async def _token(self, registration: Registration, **grant: str) -> PortalToken:
        asked_at = datetime.now(UTC)
        reply = await self._call("CreateToken", **registration.keys, **grant)
        return PortalToken(
            portal=self._portal,
            access_token=str(reply["accessToken"]),
            expires_at=asked_at + timedelta(seconds=int(reply["expiresIn"])),
            client_id=registration.client_id,
            client_secret=registration.client_secret,
            registration_expires_at=registration.expires_at,
            refresh_token=str(reply.get("refreshToken", "")),
        )

    async def _call(self, operation: str, **parameters: Any) -> Mapping[str, Any]:
        return await self._factory.unsigned(SERVICE, operation, self._portal.region, parameters)
