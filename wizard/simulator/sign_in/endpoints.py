"""The addresses of sso-oidc, of the portal, of the sign-in service and of the login page; none of them is signed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

from wizard.simulator.errors import AwsError
from wizard.simulator.sign_in.answers import CONSOLE, OIDC, PAGE, PORTAL, refused
from wizard.simulator.sign_in.asked import Asked, split_region
from wizard.simulator.sign_in.authorize import authorize
from wizard.simulator.sign_in.clients import register
from wizard.simulator.sign_in.console_login import console_authorize, create_oauth2_token
from wizard.simulator.sign_in.create_token import create_token
from wizard.simulator.sign_in.device import start_device_authorization
from wizard.simulator.sign_in.login_page import device_page, done_page, login_page
from wizard.simulator.sign_in.portal import account_roles, accounts, logout, role_credentials
from wizard.simulator.sign_in.sessions_page import answer_sessions, sessions_page

if TYPE_CHECKING:
    from wizard.simulator.world import World

_ADDRESSES: Mapping[tuple[str, str], tuple[str, Callable[[Asked], Response]]] = {
    ("POST", "/client/register"): (OIDC, register),
    ("POST", "/device_authorization"): (OIDC, start_device_authorization),
    ("POST", "/token"): (OIDC, create_token),
    ("GET", "/assignment/accounts"): (PORTAL, accounts),
    ("GET", "/assignment/roles"): (PORTAL, account_roles),
    ("GET", "/federation/credentials"): (PORTAL, role_credentials),
    ("POST", "/logout"): (PORTAL, logout),
    ("POST", "/v1/token"): (CONSOLE, create_oauth2_token),
    ("GET", "/v1/authorize"): (PAGE, console_authorize),
    ("GET", "/authorize"): (PAGE, authorize),
    ("GET", "/login"): (PAGE, login_page),
    ("POST", "/login"): (PAGE, login_page),
    ("GET", "/device"): (PAGE, device_page),
    ("POST", "/device"): (PAGE, device_page),
    ("GET", "/done"): (PAGE, done_page),
    ("GET", "/sessions"): (PAGE, sessions_page),
    ("POST", "/sessions"): (PAGE, answer_sessions),
}


def sign_in_service(http: Request) -> str:
    """The service that an unsigned request goes to: `sso-oidc`, `sso`, `signin`, `page`; "" for none of them."""
    if "Authorization" in http.headers:
        return ""
    return _ADDRESSES.get((http.method, split_region(http.path)[1]), ("", None))[0]


def sign_in_answer(world: "World", http: Request) -> Response | None:
    """The answer where the address is one of a sign-in; None otherwise."""
    asked = Asked.read(world, http)
    service, handler = _ADDRESSES.get((http.method, asked.path), ("", None))
    if handler is None:
        return None
    try:
        return handler(asked)
    except AwsError as error:
        return refused(service, error)
