"""The addresses of sso-oidc, of the portal and of the login page; none of them is signed."""

import base64
import hashlib
import json
import random
from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from wizard.simulator.errors import AwsError
from wizard.simulator.names import START_URL
from wizard.simulator.sign_in.portal import account_roles, accounts, role_credentials
from wizard.simulator.sign_in.sessions import TOKEN_SECONDS, Authorization, SignIns

if TYPE_CHECKING:
    from wizard.simulator.world import World

_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_DEVICE_SECONDS = 600.0
_CLIENT_SECONDS = 90 * 24 * 3600


def sign_in_answer(world: "World", http: Request) -> Response | None:
    """The answer where the address is one of a sign-in; None otherwise."""
    handler = _ADDRESSES.get(http.path)
    if handler is None:
        return None
    try:
        return handler(world, http)
    except AwsError as error:
        snake = "".join(f"_{one.lower()}" if one.isupper() else one for one in error.code.removesuffix("Exception"))
        body = {"error": snake.strip("_"), "error_description": error.message, "message": error.message}
        return Response(
            json.dumps(body),
            status=error.status,
            content_type="application/json",
            headers={"x-amzn-ErrorType": error.code},
        )


def _register(world: "World", http: Request) -> Response:
    if not _sent(http).get("clientName"):
        raise AwsError("InvalidClientMetadataException", "Invalid client metadata")
    client, secret = world.sign_ins.register()
    issued = int(world.clock.now().timestamp())
    return _json(
        {
            "clientId": client,
            "clientSecret": secret,
            "clientIdIssuedAt": issued,
            "clientSecretExpiresAt": issued + 7_776_000,
        }
    )


def _device_authorization(world: "World", http: Request) -> Response:
    sent = _sent(http)
    _check_client(world.sign_ins, sent)
    if str(sent.get("startUrl", "")).rstrip("/#") != START_URL:
        raise AwsError("InvalidRequestException", "Invalid start url provided")
    code = "".join(random.choices(_LETTERS, k=4)) + "-" + "".join(random.choices(_LETTERS, k=4))  # noqa: S311
    authorization = Authorization(str(sent["clientId"]), user_code=code)
    world.sign_ins.begin(authorization, _DEVICE_SECONDS)
    device = hashlib.sha256(code.encode()).hexdigest()
    world.sign_ins.by_device[device] = authorization
    page = f"{http.host_url}device"
    return _json(
        {
            "deviceCode": device,
            "userCode": code,
            "verificationUri": page,
            "verificationUriComplete": f"{page}?user_code={code}",
            "expiresIn": int(_DEVICE_SECONDS),
            "interval": 1,
        }
    )


def _authorize(world: "World", http: Request) -> Response:
    sent = http.args
    if sent.get("client_id") not in world.sign_ins.clients:
        raise AwsError("InvalidClientException", "Invalid client", 401)
    authorization = Authorization(
        sent["client_id"],
        redirect=sent.get("redirect_uri", ""),
        challenge=sent.get("code_challenge", ""),
        state=sent.get("state", ""),
    )
    key = world.sign_ins.begin(authorization, _DEVICE_SECONDS)
    return redirect(f"/device?{urlencode({'user_code': key})}")


def _login_page(world: "World", http: Request) -> Response:
    code = http.values.get("user_code", "")
    authorization = world.sign_ins.pending.get(code)
    if authorization is None:
        return _page("<p>This code is not known, or it has been used.</p>", 404)
    if http.method != "POST":
        return _page(
            "<p>A program asks to sign in to the practice organization.</p>"
            f'<form method="post"><input type="hidden" name="user_code" value="{escape(code)}">'
            '<button name="answer" value="approved">Allow access</button> '
            '<button name="answer" value="denied">Deny access</button></form>'
        )
    authorization.answer = "approved" if http.form.get("answer") == "approved" else "denied"
    del world.sign_ins.pending[code]
    if not authorization.redirect:
        return _page("<p>You can close this page now.</p>")
    found = {"state": authorization.state}
    if authorization.answer == "approved":
        world.sign_ins.by_code[code] = authorization
        found["code"] = code
    else:
        found["error"] = "access_denied"
    return redirect(f"{authorization.redirect}?{urlencode(found)}")


def _token(world: "World", http: Request) -> Response:
    sent = _sent(http)
    sign_ins = world.sign_ins
    _check_client(sign_ins, sent)
    grant = sent.get("grantType")
    if grant == _DEVICE_GRANT:
        _check_device(world, sent)
    elif grant == "authorization_code":
        _check_code(sign_ins, sent)
    elif grant == "refresh_token":
        if sent.get("refreshToken") not in sign_ins.refresh:
            raise AwsError("InvalidGrantException", "Invalid refresh token provided")
    else:
        raise AwsError("UnsupportedGrantTypeException", "Unsupported grant type")
    token, refresh = sign_ins.issue()
    return _json({"accessToken": token, "tokenType": "Bearer", "expiresIn": TOKEN_SECONDS, "refreshToken": refresh})


def _check_device(world: "World", sent: Mapping[str, Any]) -> None:
    authorization = world.sign_ins.by_device.get(str(sent.get("deviceCode")))
    if authorization is None:
        raise AwsError("InvalidGrantException", "Invalid device code provided")
    if authorization.answer == "denied":
        raise AwsError("AccessDeniedException", "The user denied the request")
    if world.clock.elapsed() > authorization.expires:
        raise AwsError("ExpiredTokenException", "The device code has expired")
    if not authorization.answer:
        raise AwsError("AuthorizationPendingException", "Authorization is still pending")
    del world.sign_ins.by_device[str(sent["deviceCode"])]


def _check_code(sign_ins: SignIns, sent: Mapping[str, Any]) -> None:
    authorization = sign_ins.by_code.pop(str(sent.get("code")), None)
    digest = hashlib.sha256(str(sent.get("codeVerifier", "")).encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if authorization is None or authorization.challenge not in ("", challenge):
        raise AwsError("InvalidGrantException", "Invalid authorization code provided")


def _check_client(sign_ins: SignIns, sent: Mapping[str, Any]) -> None:
    secret = sign_ins.clients.get(str(sent.get("clientId")))
    if secret is None or secret != sent.get("clientSecret"):
        raise AwsError("InvalidClientException", "Invalid client", 401)


def _logout(world: "World", http: Request) -> Response:
    world.sign_ins.tokens.pop(http.headers.get("x-amz-sso-bearer-token", ""), None)
    return _json({})


def _bearer(answer: Callable[["World", Request], Mapping[str, Any]]) -> Callable[["World", Request], Response]:
    def handler(world: "World", http: Request) -> Response:
        if not world.sign_ins.holds(http.headers.get("x-amz-sso-bearer-token", "")):
            raise AwsError("UnauthorizedException", "Session token not found or invalid", 401)
        return _json(answer(world, http))

    return handler


def _sent(http: Request) -> Mapping[str, Any]:
    found = json.loads(http.get_data() or b"{}")
    return found if isinstance(found, dict) else {}


def _json(body: Mapping[str, Any]) -> Response:
    return Response(json.dumps(body), content_type="application/json")


def _page(body: str, status: int = 200) -> Response:
    text = (
        f"<!DOCTYPE html><html><head><title>Practice sign-in</title></head><body><h1>Practice</h1>{body}</body></html>"
    )
    return Response(text, status=status, content_type="text/html; charset=utf-8")


_ADDRESSES: Mapping[str, Callable[["World", Request], Response]] = {
    "/client/register": _register,
    "/device_authorization": _device_authorization,
    "/token": _token,
    "/authorize": _authorize,
    "/device": _login_page,
    "/assignment/accounts": _bearer(accounts),
    "/assignment/roles": _bearer(account_roles),
    "/federation/credentials": _bearer(role_credentials),
    "/logout": _logout,
}
