"""The IAM role that Identity Center keeps for a permission set in an account."""

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from wizard.simulator.identity.sts import trust_document
from wizard.simulator.names import DEFAULT_REGION, PARTITION

if TYPE_CHECKING:
    from wizard.simulator.world import World

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")


def reserved_role(world: "World", account: str, permission_set: Any) -> tuple[Any, int]:
    """The role (moto's) of a permission set in an account, made when it is first needed, and a session's seconds.

    Its path holds the region of Identity Center unless that is us-east-1.
    """
    suffix = hashlib.sha256(permission_set.permission_set_arn.encode()).hexdigest()[:16]
    name = f"AWSReservedSSO_{permission_set.name}_{suffix}"
    role = world.iam.find_role(account, name) or _make(world, account, name, permission_set)
    return role, _seconds(permission_set.session_duration)


def _make(world: "World", account: str, name: str, permission_set: Any) -> Any:
    region = world.identity_center.region if world.identity_center else DEFAULT_REGION
    path = f"/aws-reserved/sso.amazonaws.com/{'' if region == DEFAULT_REGION else region + '/'}"
    provider = f"arn:{PARTITION}:iam::{account}:saml-provider/AWSSSO_{name[-16:]}_DO_NOT_DELETE"
    trust = json.loads(trust_document({"Federated": provider}))
    trust["Statement"][0]["Action"] = ["sts:AssumeRoleWithSAML", "sts:TagSession"]
    role = world.iam.create_role(account, name, json.dumps(trust), path=path)
    iam = world.iam.account(account)
    for policy in permission_set.managed_policies:
        world.iam.know_policy(account, policy.arn)
        iam.attach_role_policy(policy.arn, name)
    if permission_set.inline_policy:
        iam.put_role_policy(name, "AwsSSOInlinePolicy", permission_set.inline_policy)
    return role


def _seconds(duration: str) -> int:
    """The seconds of an ISO 8601 duration such as PT1H30M; an hour where it is empty, as AWS has it."""
    found = _DURATION.fullmatch(duration or "PT1H")
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (1, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
