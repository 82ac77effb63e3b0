"""AWS Organizations: service control policies, and the way from an account up to the root."""

import json
from collections.abc import Mapping
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import CallSite, not_aws_reply
from wizard.aws.paging import collect

_TYPE = "SERVICE_CONTROL_POLICY"


async def attached_to(access: AwsAccess, target_id: str) -> dict[str, str]:
    """Give the policies attached to a root, a unit or an account itself: names by ID. Raises AwsError."""
    found = await collect(
        access, "organizations", "ListPoliciesForTarget", "Policies", TargetId=target_id, Filter=_TYPE
    )
    return {str(one["Id"]): str(one["Name"]) for one in found}


async def document(access: AwsAccess, policy_id: str) -> Mapping[str, Any]:
    """Give a policy's document. Raises AwsError; NotAwsReply where its content is no JSON."""
    reply = await access.call("organizations", "DescribePolicy", PolicyId=policy_id)
    try:
        content = json.loads(reply["Policy"]["Content"])
    except ValueError:
        content = None
    if not isinstance(content, Mapping):
        raise not_aws_reply("a policy's document", CallSite("organizations", "DescribePolicy", access.region))
    return content


async def parent_of(access: AwsAccess, child_id: str) -> str:
    """Give the ID of the root or unit that an account or unit is directly in. Raises AwsError."""
    parents = await collect(access, "organizations", "ListParents", "Parents", ChildId=child_id)
    if not parents:
        raise not_aws_reply("a parent", CallSite("organizations", "ListParents", access.region))
    return str(parents[0]["Id"])


async def unit_name(access: AwsAccess, unit_id: str) -> str:
    """Give a unit's name. Raises AwsError."""
    reply = await access.call("organizations", "DescribeOrganizationalUnit", OrganizationalUnitId=unit_id)
    return str(reply["OrganizationalUnit"]["Name"])
