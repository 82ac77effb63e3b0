"""Authorization codes with PKCE: sending a browser to the login page, and exchanging the code it brings back."""

import base64
import hashlib
import re
from urllib.parse import urlencode

from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.sign_in.asked import Asked
from wizard.simulator.sign_in.clients import find_client, is_registered
from wizard.simulator.sign_in.sessions import AUTHORIZATION_SECONDS, CODE_GRANT, Authorization, Client

_CHALLENGE = re.compile(r"[\w-]{43}", re.ASCII)
_VERIFIER = re.compile(r"[\w.~-]{43,128}", re.ASCII)


def authorize(asked: Asked) -> Response:
    """Send the browser to the login page.

    A wrong client or address is told to the person: nobody is sent to an address that was not registered. All else
    goes back to the client as RFC 6749 (4.1.2.1) says.
    """
    query = asked.http.args
    client = find_client(asked, query.get("client_id", ""))
    if client is None:
        raise AwsError("InvalidClientException", "The program that asks is not known, or its registration is over.")
    uri = query.get("redirect_uri", "")
    if not is_registered(client, uri):
        raise AwsError("InvalidRequestException", "The program has not registered the address to go back to.")
    problem = _problem(asked, client)
    if problem:
        return send_back(uri, query.get("state", ""), error=problem[0], error_description=problem[1])
    return begin(asked, Authorization(client.client_id, client.name, "", 0.0, uri, query["code_challenge"]))


def begin(asked: Asked, authorization: Authorization) -> Response:
    """Send the browser to the login page of an authorization, and remember its `state`."""
    authorization.key = new_uuid()
    authorization.expires = asked.world.sign_ins.now() + AUTHORIZATION_SECONDS
    authorization.state = asked.http.args.get("state", "")
    asked.world.sign_ins.begin(authorization)
    return redirect(f"/login?{urlencode({'request': authorization.key})}")


def send_back(uri: str, state: str, **found: str) -> Response:
    """Send the browser back to the client."""
    query = urlencode({**found, **({"state": state} if state else {})})
    return redirect(f"{uri}{'&' if '?' in uri else '?'}{query}")


def exchange_code(asked: Asked, client: Client) -> str:
    """The user behind a code. Raises AwsError InvalidGrantException.

    A code is taken once, by its client, within its time, with the same redirect address and the verifier of its
    challenge.
    """
    for name in ("code", "redirectUri", "codeVerifier"):
        asked.required(name)
    found = take_code(asked, client.client_id)
    if found is None:
        raise AwsError("InvalidGrantException", "Invalid authorization code provided")
    if not matches(asked, found):
        raise AwsError("InvalidGrantException", "Invalid code verifier or redirect URI provided")
    return found.user


def take_code(asked: Asked, client_id: str) -> Authorization | None:
    """The authorization behind the code that is sent; None where it is unknown, used, over or another client's."""
    sign_ins = asked.world.sign_ins
    found = sign_ins.codes.get(asked.text("code"))
    if found is None or found.client_id != client_id:
        return None
    del sign_ins.codes[asked.text("code")]
    return found if found.expires > sign_ins.now() else None


def matches(asked: Asked, found: Authorization) -> bool:
    """Whether redirect address and code verifier are those of the authorization."""
    verifier = asked.text("codeVerifier")
    right = bool(_VERIFIER.fullmatch(verifier)) and challenge_of(verifier) == found.challenge
    return right and asked.text("redirectUri") == found.redirect_uri


def is_challenge(text: str) -> bool:
    """Whether a text has the form of a SHA-256 code challenge (RFC 7636)."""
    return bool(_CHALLENGE.fullmatch(text))


def challenge_of(verifier: str) -> str:
    """The code challenge of a code verifier (RFC 7636, S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _problem(asked: Asked, client: Client) -> tuple[str, str] | None:
    query = asked.http.args
    asked_scopes = (query.get("scopes") or query.get("scope") or "").split()
    if CODE_GRANT not in client.grants:
        return "unauthorized_client", "The client is not registered for this grant type"
    if query.get("response_type") != "code":
        return "unsupported_response_type", "response_type must be code"
    if not client.issuer:
        return "invalid_request", "The client is not registered with an issuer URL"
    if query.get("code_challenge_method") != "S256" or not is_challenge(query.get("code_challenge", "")):
        return "invalid_request", "A code challenge of method S256 is required"
    if not set(asked_scopes) <= set(client.scopes):
        return "invalid_scope", "The client is not registered for this scope"
    return None
