"""The Identity Center instance as a sign-in sees it: its start addresses, its users, and what they are assigned."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from moto.identitystore.models import identitystore_backends
from moto.ssoadmin.models import ssoadmin_backends

from wizard.simulator.names import START_URL
from wizard.simulator.organizations.tree import Account

if TYPE_CHECKING:
    from wizard.simulator.identity.identity_center import IdentityCenter
    from wizard.simulator.world import World


def is_start_url(world: "World", region: str, url: str) -> bool:
    """Whether an address is the access portal's, asked in the region where Identity Center lives (R42).

    It has two: of awsapps.com, and of app.aws, which holds the instance and its region.
    """
    center = world.identity_center
    if center is None or center.region != region:
        return False
    instance = center.instance_arn.rpartition("/")[2]
    return url.rstrip("/#") in {START_URL, f"https://{instance}.portal.{center.region}.app.aws"}


def organization_name(world: "World") -> str:
    """The name that the login page shows: the management account's."""
    organization = world.organization
    return organization.accounts[organization.management_account].name if organization else ""


def user_id(world: "World", name: str) -> str:
    """The ID of a user of the identity store by the user name, whatever its case; "" where there is none."""
    center = world.identity_center
    if center is None:
        return ""
    users = identitystore_backends[center.owner][center.region].identity_stores[center.store_id].users.values()
    return next((str(one.UserId) for one in users if one.UserName.lower() == name.lower()), "")


def assigned_accounts(world: "World", user: str) -> Sequence[Account]:
    """The active accounts of the organization where a user has something assigned, directly or through a group."""
    organization = world.organization
    if organization is None:
        return ()
    held = dict.fromkeys(one.target_id for one in _assignments(world, user))
    known = (organization.accounts.get(account) for account in held)
    return [one for one in known if one is not None and one.state == "ACTIVE"]


def assigned_sets(world: "World", user: str, account: str) -> Sequence[Any]:
    """The permission sets (moto's) of a user in an active account, in alphabetical order."""
    center, organization = world.identity_center, world.organization
    found = organization.accounts.get(account) if organization else None
    if center is None or found is None or found.state != "ACTIVE":
        return ()
    held = {one.permission_set_arn for one in _assignments(world, user) if one.target_id == account}
    sets = ssoadmin_backends[center.owner][center.region].permission_sets
    return sorted((one for one in sets if one.permission_set_arn in held), key=lambda one: str(one.name))


def _assignments(world: "World", user: str) -> Sequence[Any]:
    center, person = world.identity_center, user_id(world, user)
    if center is None or not person:
        return ()
    # IDs of users and of groups never meet: the principal's type need not be compared.
    principals = {person, *_groups(center, person)}
    made = ssoadmin_backends[center.owner][center.region].account_assignments
    return [one for one in made if one.principal_id in principals]


def _groups(center: "IdentityCenter", person: str) -> set[str]:
    store = identitystore_backends[center.owner][center.region].identity_stores[center.store_id]
    return {one["GroupId"] for one in store.group_memberships.values() if one["MemberId"]["UserId"] == person}
