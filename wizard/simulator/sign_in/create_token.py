"""Exchanging a grant for tokens (sso-oidc:CreateToken)."""

from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.sign_in.answers import answered
from wizard.simulator.sign_in.asked import Asked
from wizard.simulator.sign_in.authorize import exchange_code
from wizard.simulator.sign_in.clients import known_client, require_grant
from wizard.simulator.sign_in.device import exchange_device_code
from wizard.simulator.sign_in.sessions import (
    ACCESS_SECONDS,
    CODE_GRANT,
    DEVICE_GRANT,
    REFRESH_GRANT,
    SESSION_SECONDS,
    Client,
    PortalSession,
)


def create_token(asked: Asked) -> Response:
    """An access token; with the scope sso:account:access one for an hour, and a refresh token."""
    client = known_client(asked)
    grant = asked.required("grantType")
    if grant not in (DEVICE_GRANT, CODE_GRANT, REFRESH_GRANT):
        raise AwsError("UnsupportedGrantTypeException", "Unsupported grant type")
    require_grant(client, grant)
    session = _session(asked, client, grant)
    sign_ins = asked.world.sign_ins
    token, seconds = sign_ins.access_token(session, ACCESS_SECONDS if client.refreshes else SESSION_SECONDS)
    refresh = {"refreshToken": sign_ins.refresh_token(session)} if client.refreshes else {}
    return answered({"accessToken": token, "tokenType": "Bearer", "expiresIn": seconds, **refresh})


def _session(asked: Asked, client: Client, grant: str) -> PortalSession:
    sign_ins = asked.world.sign_ins
    if grant == DEVICE_GRANT:
        return sign_ins.open_session(client, exchange_device_code(asked, client))
    if grant == CODE_GRANT:
        return sign_ins.open_session(client, exchange_code(asked, client))
    session = sign_ins.use_refresh_token(asked.required("refreshToken"), client)
    if session is None:
        raise AwsError("InvalidGrantException", "Invalid refresh token provided")
    return session
