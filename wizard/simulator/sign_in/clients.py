"""Registering clients, and knowing them again (sso-oidc:RegisterClient)."""

import re
from urllib.parse import urlsplit

from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.sign_in.answers import answered
from wizard.simulator.sign_in.asked import Asked, invalid_request
from wizard.simulator.sign_in.instance import is_start_url
from wizard.simulator.sign_in.sessions import CLIENT_SECONDS, CODE_GRANT, DEFAULT_GRANTS, Client

_GRANTS = DEFAULT_GRANTS | {CODE_GRANT}
_SCOPE = re.compile(r"(openid|aws|[a-z][\w-]*(:[\w-]+){1,2})")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def register(asked: Asked) -> Response:
    """A new public client.

    What it registers is what it may do later; without grant types it may use device codes and refresh tokens.
    """
    if not asked.required("clientName").strip() or asked.required("clientType") != "public":
        raise AwsError("InvalidClientMetadataException", "Invalid client metadata")
    grants = frozenset(asked.texts("grantTypes")) or DEFAULT_GRANTS
    if grants - _GRANTS:
        raise AwsError("UnsupportedGrantTypeException", "Unsupported grant type")
    scopes, redirects, issuer = asked.texts("scopes"), asked.texts("redirectUris"), asked.text("issuerUrl")
    if not all(_SCOPE.fullmatch(scope) for scope in scopes):
        raise AwsError("InvalidScopeException", "Invalid scope")
    if not all(_may_be_registered(uri) for uri in redirects) or (CODE_GRANT in grants and not redirects):
        raise AwsError("InvalidRedirectUriException", "Invalid redirect URI")
    if issuer and not is_start_url(asked.world, asked.region, issuer):
        raise invalid_request("Invalid issuer URL provided")
    sign_ins = asked.world.sign_ins
    now = sign_ins.now()
    client = Client(
        new_uuid(),
        new_uuid() + new_uuid(),
        asked.text("clientName"),
        asked.region,
        now + CLIENT_SECONDS,
        grants,
        scopes,
        redirects,
        issuer,
    )
    sign_ins.clients[client.client_id] = client
    return answered(
        {
            "clientId": client.client_id,
            "clientSecret": client.secret,
            "clientIdIssuedAt": int(now),
            "clientSecretExpiresAt": int(client.expires),
        }
    )


def known_client(asked: Asked) -> Client:
    """The client that sends its ID and secret. Raises AwsError InvalidClientException.

    A client is known in its own region only, until its secret ends.
    """
    client = find_client(asked, asked.required("clientId"))
    if client is None or client.secret != asked.required("clientSecret"):
        raise AwsError("InvalidClientException", "Invalid client provided", 401)
    return client


def find_client(asked: Asked, client_id: str) -> Client | None:
    """A client by its ID, where it is still one in this region."""
    client = asked.world.sign_ins.clients.get(client_id)
    holds = client is not None and client.region == asked.region and client.expires > asked.world.sign_ins.now()
    return client if holds else None


def require_grant(client: Client, grant: str) -> None:
    """Raise AwsError UnauthorizedClientException where a client has not registered a grant type."""
    if grant not in client.grants:
        raise AwsError("UnauthorizedClientException", "The client is not registered for this grant type")


def is_registered(client: Client, redirect_uri: str) -> bool:
    """Whether a browser may be sent there: on loopback the port is free, all else is as registered."""
    return any(uri == redirect_uri or _same_but_port(uri, redirect_uri) for uri in client.redirect_uris)


def _same_but_port(registered: str, asked: str) -> bool:
    known, wanted = _parts(registered), _parts(asked)
    return known is not None and known == wanted and known[1] in _LOOPBACK


def _parts(uri: str) -> tuple[str, str, str, str] | None:
    try:
        found = urlsplit(uri)
        host, _ = found.hostname or "", found.port
    except ValueError:
        return None
    if "@" in found.netloc or found.fragment:
        return None
    return found.scheme, host, found.path, found.query


def _may_be_registered(uri: str) -> bool:
    parts = _parts(uri)
    if parts is None or not re.fullmatch(r"[\x21-\x7e]+", uri):
        return False
    scheme, host = parts[:2]
    return (scheme == "http" and host in _LOOPBACK) or (scheme == "https" and bool(host))
