"""The access portal: which accounts and roles the signed-in person has, and credentials of a role."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request

from wizard.simulator.errors import AwsError
from wizard.simulator.identity.credentials import session_arn
from wizard.simulator.identity.sts import trust_document
from wizard.simulator.names import ADMINISTRATOR_POLICY
from wizard.simulator.policies.principal import Principal

if TYPE_CHECKING:
    from wizard.simulator.world import World

PERMISSION_SETS = {
    "AdministratorAccess": ADMINISTRATOR_POLICY,
    "ViewOnlyAccess": ADMINISTRATOR_POLICY.replace("AdministratorAccess", "job-function/ViewOnlyAccess"),
}
_PERSON = "anna.berg"
_PATH = "/aws-reserved/sso.amazonaws.com/"
_SUFFIX = "3f0d7a1c9b2e8456"
_SECONDS = 3600


def accounts(world: "World", http: Request) -> Mapping[str, Any]:
    """The active accounts of the organization, in pages of 20 or fewer."""
    found = _accounts(world)
    start = int(http.args.get("next_token") or 0)
    size = min(int(http.args.get("max_result") or 20), 100)
    entries = [
        {"accountId": one.account_id, "accountName": one.name, "emailAddress": one.email}
        for one in found[start : start + size]
    ]
    more = {"nextToken": str(start + size)} if start + size < len(found) else {}
    return {"accountList": entries, **more}


def account_roles(world: "World", http: Request) -> Mapping[str, Any]:
    """The permission sets of the person in an account."""
    account = http.args.get("account_id", "")
    if account not in {one.account_id for one in _accounts(world)}:
        raise AwsError("ResourceNotFoundException", "Account not found", 404)
    return {"roleList": [{"roleName": name, "accountId": account} for name in PERMISSION_SETS]}


def role_credentials(world: "World", http: Request) -> Mapping[str, Any]:
    """Credentials of a permission set's role in an account."""
    account, name = http.args.get("account_id", ""), http.args.get("role_name", "")
    if name not in PERMISSION_SETS or account not in {one.account_id for one in _accounts(world)}:
        raise AwsError("ForbiddenException", "No access", 403)
    role = _role(world, account, name)
    principal = Principal(
        account,
        session_arn(account, role.name, _PERSON),
        f"{role.id}:{_PERSON}",
        "role",
        f"{_PATH.strip('/')}/{role.name}",
    )
    session = world.credentials.issue(principal, _SECONDS)
    return {
        "roleCredentials": {
            "accessKeyId": session.access_key,
            "secretAccessKey": session.secret_key,
            "sessionToken": session.token,
            "expiration": int(session.expires.timestamp() * 1000),
        }
    }


def _accounts(world: "World") -> list[Any]:
    organization = world.organization
    return [one for one in organization.accounts.values() if one.state == "ACTIVE"] if organization else []


def _role(world: "World", account: str, name: str) -> Any:
    full = f"AWSReservedSSO_{name}_{_SUFFIX}"
    role = world.iam.find_role(account, full)
    if role is None:
        role = world.iam.create_role(account, full, trust_document({"Federated": "saml-provider"}), path=_PATH)
        world.iam.know_policy(account, PERMISSION_SETS[name])
        world.iam.account(account).attach_role_policy(PERMISSION_SETS[name], full)
    return role
