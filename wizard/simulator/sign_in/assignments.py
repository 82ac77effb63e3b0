"""What the practice organization assigns in Identity Center: permission sets, and who has them where."""

from typing import TYPE_CHECKING, Any

from moto.identitystore.models import identitystore_backends
from moto.ssoadmin.models import ManagedPolicy, ssoadmin_backends

from wizard.simulator.names import ADMINISTRATOR_POLICY, PARTITION
from wizard.simulator.sign_in.instance import user_id

if TYPE_CHECKING:
    from wizard.simulator.identity.identity_center import IdentityCenter
    from wizard.simulator.world import World

ADMINISTRATOR = "anna.berg"
VIEWER = "chidi.okafor"
_GROUP = "Administrators"
_POLICIES = {
    "AdministratorAccess": ADMINISTRATOR_POLICY,
    "ViewOnlyAccess": f"arn:{PARTITION}:iam::aws:policy/job-function/ViewOnlyAccess",
}


def assign(world: "World") -> None:
    """Give the group of administrators both sets in all active accounts, and one user a view of two members.

    The third user has nothing assigned, as new users have.
    """
    center, organization = world.identity_center, world.organization
    if center is None or organization is None:
        return
    active = [one.account_id for one in organization.accounts.values() if one.state == "ACTIVE"]
    members = [account for account in active if account != organization.management_account]
    store = identitystore_backends[center.owner][center.region].identity_stores[center.store_id]
    group = next(str(one.GroupId) for one in store.groups.values() if one.DisplayName == _GROUP)
    backend = ssoadmin_backends[center.owner][center.region]
    sets = {name: _permission_set(backend, center, name, policy) for name, policy in _POLICIES.items()}
    wanted = [(account, arn, "GROUP", group) for account in active for arn in sets.values()]
    wanted += [(account, sets["ViewOnlyAccess"], "USER", user_id(world, VIEWER)) for account in members[:2]]
    for account, arn, kind, principal in wanted:
        backend.create_account_assignment(center.instance_arn, account, "AWS_ACCOUNT", arn, kind, principal)


def _permission_set(backend: Any, center: "IdentityCenter", name: str, policy: str) -> str:
    backend.create_permission_set(name, "", center.instance_arn, "PT1H", "", [])
    made = backend.permission_sets[-1]
    # moto writes neither AWS's form of the ARN, nor finds policies that have a path.
    made.permission_set_arn = made.permission_set_arn.replace(":instance/", ":permissionSet/")
    made.managed_policies.append(ManagedPolicy(policy, policy.rpartition("/")[2]))
    made.total_managed_policies_attached += 1
    backend.provision_permission_set(center.instance_arn, made.permission_set_arn)
    return str(made.permission_set_arn)
