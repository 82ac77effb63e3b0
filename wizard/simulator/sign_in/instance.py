"""The Identity Center instance as a sign-in sees it: its start addresses, its users, and what they are assigned."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from moto.identitystore.models import identitystore_backends
from moto.ssoadmin.models import ssoadmin_backends

from wizard.simulator.names import START_URL

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


def assigned(world: "World", user: str) -> Mapping[str, Sequence[Any]]:
    """The permission sets (moto's) of a user by account ID, by assignments to the user and to the user's groups.

    Only active accounts of the organization count; sets are in alphabetical order.
    """
    center, organization, person = world.identity_center, world.organization, user_id(world, user)
    if center is None or organization is None or not person:
        return {}
    principals = {("USER", person), *(("GROUP", group) for group in _groups(center, person))}
    backend = ssoadmin_backends[center.owner][center.region]
    sets = {one.permission_set_arn: one for one in backend.permission_sets}
    found: dict[str, dict[str, Any]] = {}
    for one in backend.account_assignments:
        account = organization.accounts.get(one.target_id)
        if (one.principal_type, one.principal_id) in principals and account and account.state == "ACTIVE":
            found.setdefault(one.target_id, {})[one.permission_set_arn] = sets[one.permission_set_arn]
    return {account: sorted(held.values(), key=lambda one: str(one.name)) for account, held in found.items()}


def _groups(center: "IdentityCenter", person: str) -> set[str]:
    store = identitystore_backends[center.owner][center.region].identity_stores[center.store_id]
    return {one["GroupId"] for one in store.group_memberships.values() if one["MemberId"]["UserId"] == person}
