"""What Identity Center's portal offers whoever is signed in: accounts, and the permission sets in each."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from wizard.aws.access import AccessFactory
from wizard.aws.errors import CallSite, not_aws_reply
from wizard.model.sign_in import PortalAccount, PortalToken

_SERVICE = "sso"
_PAGE_SIZE = 100


async def accounts(factory: AccessFactory, token: PortalToken) -> Sequence[PortalAccount]:
    """Give the accounts where the person has a permission set, by name. Raises AwsError; none at all is no error."""
    found = [
        PortalAccount(str(one["accountId"]), str(one.get("accountName", "")), str(one.get("emailAddress", "")))
        async for one in _entries(factory, token, "ListAccounts", "accountList")
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.account_id))


async def roles(factory: AccessFactory, token: PortalToken, account_id: str) -> Sequence[str]:
    """Give the names of the person's permission sets in an account. Raises AwsError."""
    entries = _entries(factory, token, "ListAccountRoles", "roleList", accountId=account_id)
    return sorted([str(one["roleName"]) async for one in entries], key=str.casefold)


async def sign_out(factory: AccessFactory, token: PortalToken) -> None:
    """End the session at AWS: its tokens are void. Raises AwsError."""
    await factory.unsigned(_SERVICE, "Logout", token.portal.region, {"accessToken": token.access_token})


async def _entries(
    factory: AccessFactory, token: PortalToken, operation: str, items: str, **more: str
) -> AsyncIterator[Mapping[str, Any]]:
    asked: dict[str, Any] = {"accessToken": token.access_token, "maxResults": _PAGE_SIZE, **more}
    while True:
        reply = await factory.unsigned(_SERVICE, operation, token.portal.region, asked)
        for entry in reply[items]:
            yield entry
        following = reply.get("nextToken")
        if not following:
            return
        if following == asked.get("nextToken"):
            raise not_aws_reply("a new nextToken", CallSite(_SERVICE, operation, token.portal.region))
        asked["nextToken"] = following
