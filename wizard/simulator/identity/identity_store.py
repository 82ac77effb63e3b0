"""The single reads of the identity store: moto leaves out the ARNs and revisions that AWS always sends."""

from collections.abc import Mapping
from typing import Any

from moto.identitystore.models import identitystore_backends

from wizard.simulator.call import Api, Call
from wizard.simulator.errors import AwsError
from wizard.simulator.identity.identity_center import require_store
from wizard.simulator.names import PARTITION

STORE = Api("identitystore")


@STORE.action("DescribeUser")
def describe_user(call: Call) -> Mapping[str, Any]:
    """One person, with what is known of them."""
    user = _there(_store(call).users.get(call.text("UserId")), "USER")
    known = {"UserName": user.UserName, "DisplayName": user.DisplayName, "Emails": user.Emails}
    name = {"Name": user.Name._asdict()} if user.Name else {}
    return {**_user(call, user.UserId), **known, **name, "Revision": "1"}


@STORE.action("GetUserId")
def get_user_id(call: Call) -> Mapping[str, Any]:
    """A person by the user name or an e-mail address."""
    path, value = _attribute(call)
    if path not in ("username", "emails.value"):
        raise AwsError("ValidationException", f"The attribute {path} is not a unique attribute")
    found = (
        one
        for one in _store(call).users.values()
        if (value == one.UserName if path == "username" else value in [each.get("Value") for each in one.Emails or ()])
    )
    return _user(call, _there(next(found, None), "USER").UserId)


@STORE.action("DescribeGroup")
def describe_group(call: Call) -> Mapping[str, Any]:
    """One group; the display name is missing where it has none."""
    group = _there(_store(call).groups.get(call.text("GroupId")), "GROUP")
    named = {"DisplayName": group.DisplayName} if group.DisplayName else {}
    return {**_group(call, group.GroupId), **named, "Revision": "1"}


@STORE.action("GetGroupId")
def get_group_id(call: Call) -> Mapping[str, Any]:
    """A group by its display name."""
    path, value = _attribute(call)
    if path != "displayname":
        raise AwsError("ValidationException", f"The attribute {path} is not a unique attribute")
    found = (one for one in _store(call).groups.values() if one.DisplayName == value)
    return _group(call, _there(next(found, None), "GROUP").GroupId)


@STORE.action("DescribeGroupMembership")
def describe_group_membership(call: Call) -> Mapping[str, Any]:
    """Who is in which group, by the membership's ID."""
    one = _there(_store(call).group_memberships.get(call.text("MembershipId")), "GROUP_MEMBERSHIP")
    return {**_membership(call, one["MembershipId"]), "GroupId": one["GroupId"], "MemberId": one["MemberId"]}


@STORE.action("GetGroupMembershipId")
def get_group_membership_id(call: Call) -> Mapping[str, Any]:
    """The membership's ID of a person in a group."""
    wanted = (call.text("GroupId"), call.parameters.get("MemberId"))
    found = (one for one in _store(call).group_memberships.values() if (one["GroupId"], one["MemberId"]) == wanted)
    return _membership(call, _there(next(found, None), "GROUP_MEMBERSHIP")["MembershipId"])


def _store(call: Call) -> Any:
    require_store(call)
    center = call.world.identity_center
    if center is None:
        raise AwsError("ResourceNotFoundException", "IdentityStore not found.")
    return identitystore_backends[center.owner][center.region].identity_stores[center.store_id]


def _there(found: Any, kind: str) -> Any:
    if found is None:
        raise AwsError("ResourceNotFoundException", f"{kind} not found.")
    return found


def _attribute(call: Call) -> tuple[str, str]:
    unique = (call.parameters.get("AlternateIdentifier") or {}).get("UniqueAttribute") or {}
    return str(unique.get("AttributePath", "")).casefold(), str(unique.get("AttributeValue", ""))


def _user(call: Call, user_id: str) -> dict[str, Any]:
    arn = f"arn:{PARTITION}:identitystore:::user/{user_id}"
    return {"IdentityStoreId": call.text("IdentityStoreId"), "UserId": user_id, "UserArn": arn}


def _group(call: Call, group_id: str) -> dict[str, Any]:
    arn = f"arn:{PARTITION}:identitystore:::group/{group_id}"
    return {"IdentityStoreId": call.text("IdentityStoreId"), "GroupId": group_id, "GroupArn": arn}


def _membership(call: Call, membership_id: str) -> dict[str, Any]:
    arn = f"arn:{PARTITION}:identitystore:::membership/{membership_id}"
    return {"IdentityStoreId": call.text("IdentityStoreId"), "MembershipId": membership_id, "MembershipArn": arn}
