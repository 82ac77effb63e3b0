"""Console login for programs (`aws login`): the sign-in service's authorize page and CreateOAuth2Token."""

import base64
import json
import re

from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.sign_in.answers import answered
from wizard.simulator.sign_in.asked import Asked, invalid_request
from wizard.simulator.sign_in.authorize import begin, is_challenge, matches, send_back, take_code
from wizard.simulator.sign_in.console import (
    CREDENTIAL_SECONDS,
    SESSION_SECONDS,
    ConsoleSession,
    console_user,
    credentials_of,
    denied,
    require_sign_in,
)
from wizard.simulator.sign_in.dpop import proven_key
from wizard.simulator.sign_in.sessions import Authorization

SAME_DEVICE = "arn:aws:signin:::devtools/same-device"
_CALLBACK = re.compile(r"http://127\.0\.0\.1:\d{1,5}/oauth/callback", re.ASCII)


def console_authorize(asked: Asked) -> Response:
    """Send the browser to the login page; only a listener on this machine can be gone back to."""
    query = asked.http.args
    if query.get("client_id") != SAME_DEVICE:
        raise AwsError("ValidationException", "The program that asks is not known.")
    uri = query.get("redirect_uri", "")
    if not _CALLBACK.fullmatch(uri):
        raise AwsError("ValidationException", "The address to go back to is not one of this computer.")
    problem = ""
    if query.get("response_type") != "code":
        problem = "unsupported_response_type"
    elif query.get("scope") != "openid":
        problem = "invalid_scope"
    elif query.get("code_challenge_method") != "SHA-256" or not is_challenge(query.get("code_challenge", "")):
        problem = "invalid_request"
    if problem:
        return send_back(uri, query.get("state", ""), error=problem)
    name = "AWS command line tools"
    return begin(asked, Authorization(SAME_DEVICE, name, "", 0.0, uri, query["code_challenge"], console=True))


def create_oauth2_token(asked: Asked) -> Response:
    """Credentials for 15 minutes and the refresh token for the next ones; an ID token with the first."""
    if asked.required("clientId") != SAME_DEVICE:
        raise invalid_request("Unknown clientId")
    sign_ins = asked.world.sign_ins
    key = proven_key(asked.http.headers.get("DPoP", ""), asked.http.base_url, sign_ins.now())
    grant = asked.required("grantType")
    if grant == "authorization_code":
        session = _from_code(asked, key)
        first = {"idToken": _id_token(asked, session)}
    elif grant == "refresh_token":
        session, first = _from_refresh_token(asked, key), {}
    else:
        raise AwsError("ValidationException/unsupported_grant_type", "Unsupported grant type")
    require_sign_in(asked.world, session.principal, "CreateOAuth2Token", asked.region)
    given = asked.world.credentials.issue(session.principal, CREDENTIAL_SECONDS)
    refresh = f"practice-{new_uuid()}-{new_uuid()}"
    sign_ins.console_sessions[refresh] = session
    keys = {"accessKeyId": given.access_key, "secretAccessKey": given.secret_key, "sessionToken": given.token}
    return answered(
        {
            "accessToken": keys,
            "tokenType": "aws_sigv4",
            "expiresIn": CREDENTIAL_SECONDS,
            "refreshToken": refresh,
            **first,
        }
    )


def _from_code(asked: Asked, key: str) -> ConsoleSession:
    for name in ("code", "redirectUri", "codeVerifier"):
        asked.required(name)
    found = take_code(asked, SAME_DEVICE)
    if found is None:
        raise denied("AUTHCODE_EXPIRED", "The authorization code has expired or has been used")
    if not matches(asked, found):
        raise invalid_request("The code verifier or the redirect URI is not the one of the authorization request")
    principal = console_user(asked.world, found.user)
    if principal is None:
        raise denied("USER_CREDENTIALS_CHANGED", "The credentials of the user have changed")
    ends = asked.world.sign_ins.now() + SESSION_SECONDS
    return ConsoleSession(principal, credentials_of(asked.world, found.user), key, ends)


def _from_refresh_token(asked: Asked, key: str) -> ConsoleSession:
    sign_ins = asked.world.sign_ins
    token = asked.required("refreshToken")
    session = sign_ins.console_sessions.get(token)
    if session is None or session.ends <= sign_ins.now():
        raise denied("TOKEN_EXPIRED", "The refresh token has expired")
    if session.key != key:
        raise invalid_request("The DPoP header is not signed with the key of the login")
    if credentials_of(asked.world, session.principal.name) != session.credentials:
        raise denied("USER_CREDENTIALS_CHANGED", "The credentials of the user have changed")
    require_sign_in(asked.world, session.principal, "CreateOAuth2Token", asked.region)
    del sign_ins.console_sessions[token]
    return session


def _id_token(asked: Asked, session: ConsoleSession) -> str:
    """A JSON Web Token that says who signed in; unsigned, because no client can check AWS's signature here."""
    now = int(asked.world.sign_ins.now())
    claims = {"sub": session.principal.arn, "aud": SAME_DEVICE, "iat": now, "exp": now + CREDENTIAL_SECONDS}
    parts = (json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."
