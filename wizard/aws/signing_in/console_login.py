"""Signing in with the AWS console's own login, as `aws login` does: through the browser on this computer.

Source: the AWS sign-in service's API (signin:CreateOAuth2Token) and what botocore expects of the cache.
"""

import asyncio
import base64
import hashlib
import json
import shlex
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote, urlencode

from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError, CallSite, not_aws_reply, raw_failure
from wizard.aws.signing_in.files import write_json
from wizard.aws.signing_in.listener import BrowserListener, ListenerPages
from wizard.aws.signing_in.pkce import ProofKey
from wizard.model.failure import RawFailure
from wizard.model.identifiers import Arn

if TYPE_CHECKING:
    from wizard.aws.signing_in.dpop import LoginKey

SERVICE = "signin"
_OPERATION = "CreateOAuth2Token"
_CLIENT = "arn:aws:signin:::devtools/same-device"
_SECONDS = 600
"""How long the page may stay open."""
_TOO_LATE = "PendingAuthorizationExpiredError"


def command_to_run(profile: str) -> str:
    """Give what does the same on a command line with the AWS CLI, version 2."""
    return f"aws login --profile {shlex.quote(profile)}"


class ConsoleSignIn:
    """A console login under way. `async with` ends it: nothing listens any more.

    address: what the browser opens
    """

    def __init__(self, factory: AccessFactory, region: str, listener: BrowserListener, proof: ProofKey) -> None:
        self._factory = factory
        self._region = region
        self._listener = listener
        self._proof = proof
        self._ends = datetime.now(UTC) + timedelta(seconds=_SECONDS)
        self.address = ""

    @classmethod
    async def begin(cls, factory: AccessFactory, region: str, pages: ListenerPages | None = None) -> Self:
        """Listen, and only then know the address. Raises AwsError where one of these is not possible.

        region: whose sign-in page is used; any one of the partition does
        """
        proof = ProofKey()
        try:
            listener = BrowserListener(proof.state, pages)
        except OSError as exception:
            raise AwsError(raw_failure(exception)) from exception
        sign_in = cls(factory, region, listener, proof)
        try:
            base = await factory.address(SERVICE, _OPERATION, region, {"tokenInput": sign_in._grant("none")})
        except BaseException:
            listener.close()
            raise
        query = {
            "response_type": "code",
            "client_id": _CLIENT,
            "state": proof.state,
            "code_challenge_method": "SHA-256",
            "scope": "openid",
            "redirect_uri": listener.address,
            "code_challenge": proof.challenge,
        }
        sign_in.address = f"{base}/v1/authorize?{urlencode(query, quote_via=quote)}"
        return sign_in

    @property
    def ends_at(self) -> datetime:
        """Give until when the sign-in can be finished, UTC."""
        return self._ends

    @property
    def seconds_left(self) -> float:
        """Give how long the sign-in can still be finished; 0 when that is over."""
        return max(0.0, (self._ends - datetime.now(UTC)).total_seconds())

    async def login(self) -> str:
        """Wait until the person has signed in, keep the login where AWS's tools look for it, and give its session.

        That is the ARN of who signed in: the `login_session` of a profile. Raises AwsError where they refused, or the
        time is over ("PendingAuthorizationExpiredError").
        """
        try:
            async with asyncio.timeout(self.seconds_left):
                brought = await self._listener.answer()
        except TimeoutError:
            text = "Nobody finished the sign-in in time: the pending authorization has expired."
            raise _failure(text, _TOO_LATE) from None
        if "code" not in brought:
            said = brought.get("error", "").replace("_", " ") or "no code"
            raise _failure(f"The browser brought back: {said}.", brought.get("error") or "AuthCodeFetcherError")
        key = await asyncio.to_thread(_new_key)
        try:
            reply = await self._factory.unsigned(
                SERVICE, _OPERATION, self._region, {"tokenInput": self._grant(brought["code"])}, ("DPoP", key.proof)
            )
        except AwsError as error:
            raise _told_apart(error) from error.__cause__
        output: Mapping[str, Any] = reply["tokenOutput"]
        session = _subject(str(output.get("idToken", "")), self._region)
        await asyncio.to_thread(_keep, session, _kept(output, session, key.pem, self._region))
        return session

    def close(self) -> None:
        """End it. Whoever waits for the login is cancelled."""
        self._listener.close()

    def _grant(self, code: str) -> Mapping[str, str]:
        return {
            "clientId": _CLIENT,
            "grantType": "authorization_code",
            "code": code,
            "codeVerifier": self._proof.verifier,
            "redirectUri": self._listener.address,
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _new_key() -> "LoginKey":
    from wizard.aws.signing_in.dpop import LoginKey  # loads awscrt: in a worker thread, on first use

    return LoginKey()


def _subject(id_token: str, region: str) -> str:
    """Give who signed in. The token came straight from AWS, so its signature says nothing that TLS has not."""
    try:
        part = id_token.split(".")[1]
        subject = str(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))["sub"])
        Arn.parse(subject)
    except (ValueError, KeyError, IndexError, TypeError):
        raise not_aws_reply("an ID token", CallSite(SERVICE, _OPERATION, region)) from None
    return subject


def _kept(output: Mapping[str, Any], session: str, pem: str, region: str) -> Mapping[str, Any]:
    keys = output["accessToken"]
    ends = datetime.now(UTC) + timedelta(seconds=int(output["expiresIn"]))
    return {
        "accessToken": {
            "accessKeyId": keys["accessKeyId"],
            "secretAccessKey": keys["secretAccessKey"],
            "sessionToken": keys["sessionToken"],
            "accountId": Arn.parse(session).account_id,
            "expiresAt": ends.strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
        "tokenType": output.get("tokenType", "aws_sigv4"),
        "clientId": _CLIENT,
        "refreshToken": output["refreshToken"],
        "idToken": output["idToken"],
        "dpopKey": pem,
        "signInRegion": region,
    }


def _keep(session: str, content: Mapping[str, Any]) -> Path:
    from wizard.aws import shared_files  # loads botocore: in a worker thread, on first use

    path = shared_files.login_cache_folder() / f"{hashlib.sha256(session.encode()).hexdigest()}.json"
    try:
        write_json(path, content)
    except OSError as exception:
        raise AwsError(raw_failure(exception)) from exception
    return path


def _told_apart(error: AwsError) -> AwsError:
    """Give a code that came too late as such: AWS calls it AccessDeniedException, as it does a missing permission."""
    reason = getattr(error.__cause__, "response", {}).get("error")
    return AwsError(replace(error.failure, code=_TOO_LATE)) if reason == "AUTHCODE_EXPIRED" else error


def _failure(text: str, code: str) -> AwsError:
    return AwsError(RawFailure(text=text, service=SERVICE, code=code, operation="Authorize"))
