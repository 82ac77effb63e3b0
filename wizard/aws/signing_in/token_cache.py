"""Tokens of Identity Center where all of AWS's tools keep them, under names that only this program uses."""

import asyncio
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError, raw_failure
from wizard.aws.signing_in.files import write_json
from wizard.aws.signing_in.oidc import Oidc
from wizard.aws.signing_in.profile_writer import session_name
from wizard.model.sign_in import Portal, PortalToken

_FORM = "%Y-%m-%dT%H:%M:%SZ"
_MARGIN = timedelta(minutes=1)


async def keep(token: PortalToken) -> Path:
    """Write a token as the AWS CLI does, for this user alone (0600); gives the file. Raises AwsError."""
    return await asyncio.to_thread(_keep, token)


async def kept(factory: AccessFactory, portal: Portal) -> PortalToken | None:
    """Give the token of an earlier sign-in, renewed where it is over and can be; None where one must sign in again.

    Raises AwsError where Identity Center cannot be reached.
    """
    token = await asyncio.to_thread(_read, portal)
    now = datetime.now(UTC) + _MARGIN
    if token is None or token.expires_at > now:
        return token
    if not token.refresh_token or token.registration_expires_at <= now:
        return None
    try:
        renewed = await Oidc(factory, portal).renewed(token)
    except AwsError as error:
        if error.code in {"InvalidGrantException", "InvalidClientException", "ExpiredTokenException"}:
            return None
        raise
    await keep(renewed)
    return renewed


async def throw_away(portal: Portal) -> None:
    """Delete our token of an Identity Center; nothing happens where there is none. Raises AwsError."""
    try:
        await asyncio.to_thread(lambda: _path(portal).unlink(missing_ok=True))
    except OSError as exception:
        raise AwsError(raw_failure(exception)) from exception


def _path(portal: Portal) -> Path:
    from wizard.aws import shared_files  # loads botocore: in a worker thread, on first use

    name = hashlib.sha1(session_name(portal).encode(), usedforsecurity=False).hexdigest()
    return shared_files.sso_cache_folder() / f"{name}.json"


def _keep(token: PortalToken) -> Path:
    path = _path(token.portal)
    content = {
        "startUrl": token.portal.start_url,
        "region": token.portal.region,
        "accessToken": token.access_token,
        "expiresAt": token.expires_at.strftime(_FORM),
        "clientId": token.client_id,
        "clientSecret": token.client_secret,
        "registrationExpiresAt": token.registration_expires_at.strftime(_FORM),
    }
    if token.refresh_token:
        content["refreshToken"] = token.refresh_token
    try:
        write_json(path, content)
    except OSError as exception:
        raise AwsError(raw_failure(exception)) from exception
    return path


def _read(portal: Portal) -> PortalToken | None:
    try:
        found: dict[str, Any] = json.loads(_path(portal).read_text(encoding="utf-8"))
        return PortalToken(
            portal=portal,
            access_token=found["accessToken"],
            expires_at=_moment(found["expiresAt"]),
            client_id=found["clientId"],
            client_secret=found["clientSecret"],
            registration_expires_at=_moment(found["registrationExpiresAt"]),
            refresh_token=found.get("refreshToken", ""),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none, or none that can be used: one signs in again


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
