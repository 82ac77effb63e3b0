"""Device codes: asking for one, and exchanging it (sso-oidc:StartDeviceAuthorization, CreateToken)."""

import secrets

from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.sign_in.answers import answered
from wizard.simulator.sign_in.asked import Asked, invalid_request
from wizard.simulator.sign_in.clients import known_client, require_grant
from wizard.simulator.sign_in.instance import is_start_url
from wizard.simulator.sign_in.sessions import (
    AUTHORIZATION_SECONDS,
    DEVICE_GRANT,
    INTERVAL_SECONDS,
    Authorization,
    Client,
)

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def start_device_authorization(asked: Asked) -> Response:
    """A device code for the program and a user code for the person."""
    client = known_client(asked)
    require_grant(client, DEVICE_GRANT)
    if not is_start_url(asked.world, asked.region, asked.required("startUrl")):
        raise invalid_request("Invalid start url provided")
    sign_ins = asked.world.sign_ins
    user_code = f"{_four_letters()}-{_four_letters()}"
    device_code = new_uuid() + new_uuid()
    expires = sign_ins.now() + AUTHORIZATION_SECONDS
    sign_ins.devices[device_code] = Authorization(client.client_id, client.name, user_code, expires)
    sign_ins.begin(sign_ins.devices[device_code])
    page = f"{asked.http.host_url}device"
    return answered(
        {
            "deviceCode": device_code,
            "userCode": user_code,
            "verificationUri": page,
            "verificationUriComplete": f"{page}?user_code={user_code}",
            "expiresIn": AUTHORIZATION_SECONDS,
            "interval": INTERVAL_SECONDS,
        }
    )


def exchange_device_code(asked: Asked, client: Client) -> str:
    """The user who allowed the sign-in. Raises AwsError while nobody has, in the words of OAuth's device grant.

    A code is taken once. Whoever asks again before the interval is over is told to slow down, whatever the answer is.
    """
    sign_ins = asked.world.sign_ins
    code = asked.required("deviceCode")
    authorization = sign_ins.devices.get(code)
    if authorization is None or authorization.client_id != client.client_id:
        raise AwsError("InvalidGrantException", "Invalid device code provided")
    now = sign_ins.now()
    if now >= authorization.expires:
        raise AwsError("ExpiredTokenException", "The device code has expired")
    if now < authorization.next_poll:
        raise AwsError("SlowDownException", "Polling too frequently")
    authorization.next_poll = now + INTERVAL_SECONDS
    if authorization.answer == "denied":
        raise AwsError("AccessDeniedException", "The user denied the request")
    if not authorization.answer:
        raise AwsError("AuthorizationPendingException", "Authorization is still pending")
    del sign_ins.devices[code]
    return authorization.user


def _four_letters() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(4))
