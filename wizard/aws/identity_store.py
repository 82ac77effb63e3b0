"""Identity Center's instances, and the people and groups in its store (R42)."""

from collections.abc import Callable, Mapping
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.paging import collect, pages
from wizard.model.directory import DirectoryGroup, DirectoryUser, IdentityCenter

_PAGE = 100
"""Entries of a page, the most that AWS gives at once."""

OnCount = Callable[[int], None]
"""Takes how many entries have been read so far."""


async def instances(access: AwsAccess) -> tuple[IdentityCenter, ...]:
    """Give the instances in the access's region; none anywhere else (R42). Raises AwsError."""
    found = await collect(access, "sso-admin", "ListInstances", "Instances")
    return tuple(_center(one, access.region) for one in found)


async def instances_everywhere(access: AwsAccess) -> tuple[IdentityCenter, ...]:
    """Give the instances in whichever region they are.

    Raises AwsError, among it where AWS or its library does not know to look in all regions.
    """
    found = await collect(access, "sso-admin", "ListInstances", "Instances", RegionScope="ALL_REGIONS")
    return tuple(_center(one, access.region) for one in found)


async def describe_instance(access: AwsAccess, instance_arn: str) -> Mapping[str, Any]:
    """Give one instance as AWS describes it, in its own region. Raises AwsError."""
    return await access.call("sso-admin", "DescribeInstance", InstanceArn=instance_arn)


async def users(access: AwsAccess, store_id: str, on_count: OnCount | None = None) -> tuple[DirectoryUser, ...]:
    """Give every person. Raises AwsError."""
    return tuple(_user(one) for one in await _all(access, "ListUsers", "Users", store_id, on_count))


async def groups(access: AwsAccess, store_id: str, on_count: OnCount | None = None) -> tuple[DirectoryGroup, ...]:
    """Give every group, those without a display name as well. Raises AwsError."""
    found = await _all(access, "ListGroups", "Groups", store_id, on_count)
    return tuple(DirectoryGroup(str(one["GroupId"]), str(one.get("DisplayName") or "")) for one in found)


async def members(access: AwsAccess, store_id: str, group_id: str) -> tuple[str, ...]:
    """Give the user IDs of a group's members. Raises AwsError."""
    found = await collect(
        access,
        "identitystore",
        "ListGroupMemberships",
        "GroupMemberships",
        IdentityStoreId=store_id,
        GroupId=group_id,
        MaxResults=_PAGE,
    )
    return tuple(str(one["MemberId"]["UserId"]) for one in found if one.get("MemberId", {}).get("UserId"))


async def first(access: AwsAccess, operation: str, items: str, store_id: str, **more: str) -> Mapping[str, Any] | None:
    """Give the first entry of a list, to see that it can be read; None where it is empty. Raises AwsError."""
    reply = await access.call("identitystore", operation, IdentityStoreId=store_id, MaxResults=1, **more)
    found = reply[items]
    return found[0] if found else None


async def read(access: AwsAccess, operation: str, store_id: str, **more: Any) -> Mapping[str, Any]:
    """Make one other read call of the store. Raises AwsError."""
    return await access.call("identitystore", operation, IdentityStoreId=store_id, **more)


async def _all(
    access: AwsAccess, operation: str, items: str, store_id: str, on_count: OnCount | None
) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    async for page in pages(access, "identitystore", operation, items, IdentityStoreId=store_id, MaxResults=_PAGE):
        found.extend(page)
        if on_count is not None:
            on_count(len(found))
    return found


def _center(one: Mapping[str, Any], asked: str) -> IdentityCenter:
    return IdentityCenter(
        region=str(one.get("PrimaryRegion") or asked),
        instance_arn=str(one["InstanceArn"]),
        store_id=str(one["IdentityStoreId"]),
        owner=str(one.get("OwnerAccountId") or ""),
    )


def _user(one: Mapping[str, Any]) -> DirectoryUser:
    emails = one.get("Emails") or ()
    primary = next((each for each in emails if each.get("Primary")), emails[0] if emails else {})
    return DirectoryUser(
        user_id=str(one["UserId"]),
        user_name=str(one.get("UserName") or ""),
        display_name=str(one.get("DisplayName") or ""),
        email=str(primary.get("Value") or ""),
    )
