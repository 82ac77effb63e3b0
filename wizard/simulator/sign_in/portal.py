"""The access portal: which accounts and roles the signed-in person has, and credentials of a role."""

import base64
import re
from collections.abc import Sequence
from typing import Any, TypeVar

from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.identity.credentials import session_arn
from wizard.simulator.policies.principal import Principal
from wizard.simulator.sign_in.answers import answered
from wizard.simulator.sign_in.asked import Asked, invalid_request
from wizard.simulator.sign_in.instance import assigned_accounts, assigned_sets, user_id
from wizard.simulator.sign_in.roles import reserved_role
from wizard.simulator.sign_in.sessions import PortalSession

_Entry = TypeVar("_Entry")
_PAGE_SIZE = 20
_LARGEST_PAGE = 100
_ACCOUNT = re.compile(r"\d{12}", re.ASCII)


def accounts(asked: Asked) -> Response:
    """The active accounts where the user has something assigned, in pages."""
    session = _signed_in(asked)
    shown, more = _page(asked, assigned_accounts(asked.world, session.user))
    entries = [{"accountId": one.account_id, "accountName": one.name, "emailAddress": one.email} for one in shown]
    return answered({"accountList": entries, **more})


def account_roles(asked: Asked) -> Response:
    """The permission sets of the user in an account, in pages."""
    session = _signed_in(asked)
    account = _account(asked)
    held = assigned_sets(asked.world, session.user, account)
    if not held:
        raise AwsError("ForbiddenException", "No access", 403)
    shown, more = _page(asked, held)
    return answered({"roleList": [{"roleName": one.name, "accountId": account} for one in shown], **more})


def role_credentials(asked: Asked) -> Response:
    """Credentials of a permission set's role in an account, where it is assigned to the user."""
    session = _signed_in(asked)
    account, name = _account(asked), _argument(asked, "role_name")
    held = assigned_sets(asked.world, session.user, account)
    permission_set = next((one for one in held if one.name == name), None)
    if permission_set is None:
        raise AwsError("ForbiddenException", "No access", 403)
    role, seconds = reserved_role(asked.world, account, permission_set)
    arn = session_arn(account, role.name, session.user)
    path = f"{role.path.strip('/')}/{role.name}"
    principal = Principal(account, arn, f"{role.id}:{session.user}", "role", path)
    given = asked.world.credentials.issue(principal, seconds)
    return answered(
        {
            "roleCredentials": {
                "accessKeyId": given.access_key,
                "secretAccessKey": given.secret_key,
                "sessionToken": given.token,
                "expiration": int(given.expires.timestamp() * 1000),
            }
        }
    )


def logout(asked: Asked) -> Response:
    """End the session: its access tokens and its refresh tokens are void."""
    asked.world.sign_ins.end(_signed_in(asked))
    return answered({})


def _signed_in(asked: Asked) -> PortalSession:
    session = asked.world.sign_ins.session(asked.http.headers.get("x-amz-sso-bearer-token", ""))
    if session is None or session.region != asked.region or not user_id(asked.world, session.user):
        raise AwsError("UnauthorizedException", "Session token not found or invalid", 401)
    return session


def _account(asked: Asked) -> str:
    account = _argument(asked, "account_id")
    if not _ACCOUNT.fullmatch(account):
        raise invalid_request("Invalid account ID provided")
    return account


def _argument(asked: Asked, name: str) -> str:
    value = asked.http.args.get(name, "")
    if not value:
        raise invalid_request(f"Missing required parameter: {name}")
    return value


def _page(asked: Asked, entries: Sequence[_Entry]) -> tuple[Sequence[_Entry], dict[str, Any]]:
    token, size = asked.http.args.get("next_token", ""), asked.http.args.get("max_result", "")
    if size and not (re.fullmatch(r"\d{1,3}", size, re.ASCII) and 1 <= int(size) <= _LARGEST_PAGE):
        raise invalid_request(f"max_result must be a number from 1 to {_LARGEST_PAGE}")
    start = _position(token) if token else 0
    end = start + (int(size) if size else _PAGE_SIZE)
    more = {"nextToken": base64.urlsafe_b64encode(f"page:{end}".encode()).decode()} if end < len(entries) else {}
    return entries[start:end], more


def _position(token: str) -> int:
    try:
        found = re.fullmatch(r"page:(\d{1,9})", base64.urlsafe_b64decode(token.encode()).decode(), re.ASCII)
    except ValueError:
        found = None
    if found is None:
        raise invalid_request("Invalid next token provided")
    return int(found[1])
