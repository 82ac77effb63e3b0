"""IAM roles: whether they exist, whom they trust, and what they may do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotFound
from wizard.aws.paging import collect


@dataclass(frozen=True, slots=True)
class Role:
    """An IAM role. `trust` is the policy document of its trust, decoded; `created_at` is UTC."""

    arn: str
    name: str
    path: str
    trust: Mapping[str, Any]
    tags: Mapping[str, str]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class RolePolicy:
    """A policy of a role, its document decoded. `managed_arn` is empty for an inline policy."""

    name: str
    document: Mapping[str, Any]
    managed_arn: str


async def find(access: AwsAccess, name: str) -> Role | None:
    """Give a role by its name, or None. Raises AwsError."""
    try:
        role = (await access.call("iam", "GetRole", RoleName=name))["Role"]
    except AwsError as error:
        if _absent(error):
            return None
        raise
    return Role(
        arn=role["Arn"],
        name=role["RoleName"],
        path=role["Path"],
        trust=role.get("AssumeRolePolicyDocument", {}),
        tags={tag["Key"]: tag["Value"] for tag in role.get("Tags", [])},
        created_at=role["CreateDate"].astimezone(UTC),
    )


async def policies(access: AwsAccess, name: str) -> tuple[RolePolicy, ...]:
    """Give what a role may do: its inline policies, then the attached ones in their default versions.

    Raises AwsError; NotFound where there is no such role.
    """
    try:
        return (*await _inline(access, name), *await _attached(access, name))
    except AwsError as error:
        if _absent(error):
            raise NotFound(error.failure) from error
        raise


@dataclass(frozen=True, slots=True)
class PolicyName:
    """A policy that hangs on a role; `arn` is empty for an inline policy."""

    name: str
    arn: str


async def policy_names(access: AwsAccess, name: str) -> tuple[PolicyName, ...]:
    """Give what hangs on a role, without documents: its inline policies, then the attached ones.

    Raises AwsError; NotFound where there is no such role.
    """
    try:
        inline = await collect(access, "iam", "ListRolePolicies", "PolicyNames", RoleName=name)
        attached = await collect(access, "iam", "ListAttachedRolePolicies", "AttachedPolicies", RoleName=name)
    except AwsError as error:
        if _absent(error):
            raise NotFound(error.failure) from error
        raise
    return (
        *(PolicyName(str(one), "") for one in inline),
        *(PolicyName(one["PolicyName"], one["PolicyArn"]) for one in attached),
    )


async def set_trust(access: AwsAccess, name: str, trust: Mapping[str, Any]) -> None:
    """Put another trust policy in the place of a role's. Raises AwsError; NotFound where there is no such role."""
    try:
        await access.call("iam", "UpdateAssumeRolePolicy", RoleName=name, PolicyDocument=json.dumps(trust))
    except AwsError as error:
        if _absent(error):
            raise NotFound(error.failure) from error
        raise


async def _inline(access: AwsAccess, role: str) -> list[RolePolicy]:
    names = await collect(access, "iam", "ListRolePolicies", "PolicyNames", RoleName=role)
    found = []
    for name in names:
        reply = await access.call("iam", "GetRolePolicy", RoleName=role, PolicyName=name)
        found.append(RolePolicy(str(name), reply["PolicyDocument"], ""))
    return found


async def _attached(access: AwsAccess, role: str) -> list[RolePolicy]:
    found = []
    for one in await collect(access, "iam", "ListAttachedRolePolicies", "AttachedPolicies", RoleName=role):
        arn = one["PolicyArn"]
        policy = (await access.call("iam", "GetPolicy", PolicyArn=arn))["Policy"]
        version = await access.call("iam", "GetPolicyVersion", PolicyArn=arn, VersionId=policy["DefaultVersionId"])
        found.append(RolePolicy(one["PolicyName"], version["PolicyVersion"]["Document"], arn))
    return found


def _absent(error: AwsError) -> bool:
    return error.code in {"NoSuchEntity", "NoSuchEntityException"}
