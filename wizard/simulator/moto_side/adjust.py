"""Where moto's IAM is not as strict as AWS: names that differ in case only, AWS's own policies, AWS's wording."""

from wizard.simulator.call import Call
from wizard.simulator.errors import AwsError
from wizard.simulator.identity.identity_center import require_instance, require_store

_ON_A_ROLE = {
    "GetRole",
    "DeleteRole",
    "GetRolePolicy",
    "ListRolePolicies",
    "ListAttachedRolePolicies",
    "PutRolePolicy",
    "AttachRolePolicy",
    "DetachRolePolicy",
    "DeleteRolePolicy",
    "UpdateAssumeRolePolicy",
    "UpdateRole",
    "TagRole",
    "ListRoleTags",
}


def before_moto(call: Call) -> None:
    """Check what moto does not check. Raises AwsError."""
    if call.service == "identitystore":
        require_store(call)
    if call.service == "sso":
        require_instance(call)
    if call.service != "iam":
        return
    iam, name = call.world.iam, call.text("RoleName")
    role = iam.find_role(call.account, name) if name else None
    if call.action == "CreateRole" and role:
        raise AwsError("EntityAlreadyExists", f"Role with name {name} already exists.", 409)
    if call.action in _ON_A_ROLE and (role is None or not call.world.readable(role.arn)):
        raise AwsError("NoSuchEntity", f"The role with name {name} cannot be found.", 404)
    if call.text("PolicyArn"):
        iam.know_policy(call.account, call.text("PolicyArn"))


def after_moto(call: Call, status: int) -> None:
    """Note what moto has made."""
    if call.service == "iam" and call.action == "CreateRole" and status < 400:
        role = call.world.iam.find_role(call.account, call.text("RoleName"))
        if role:
            call.world.made_role(role.arn)
