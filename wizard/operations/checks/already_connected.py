"""Tells whether the organization is connected to this service already."""

from collections.abc import Mapping
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.paging import collect
from wizard.model.check import CheckResult
from wizard.model.connection import ConnectRequest, Phase
from wizard.operations.checks.subject import CheckSubject, passed, problem
from wizard.operations.ownership import CONNECTION_TAG, PROVIDER_TAG
from wizard.operations.stack import COMPLETE
from wizard.operations.stack_watch import in_progress
from wizard.providers.definition import Deploy

CHECK = "already-connected"
ADD_TO_LIST = "add-to-list"
"""ID of the mend that takes another computer's connection into the list; it changes nothing at AWS."""
_CONNECTED = (Phase.CONNECTED, Phase.PARTLY_CONNECTED)


async def run(subject: CheckSubject) -> CheckResult:
    """Ask the list, then AWS: another computer's connection is known by the tags of its stack alone."""
    request = subject.request
    row = await subject.find_connection(request.provider_id, request.identity.place)
    if row is not None and row.phase in _CONNECTED and row.connection_id != request.connection_id:
        return problem(
            CHECK,
            "check.already-connected.in-list",
            {
                "name": row.identity.name,
                "provider": row.provider_name,
                "date": row.created_at.date().isoformat(),
            },
        )
    if subject.provider.deploy is Deploy.NONE:
        return passed(CHECK, "check.already-connected.not-in-list")  # nothing at AWS tells of it
    stack = await stack_of_another(subject.access, request)
    if stack is not None:
        return problem(
            CHECK,
            "check.already-connected.elsewhere",
            {
                "provider": subject.provider.name,
                "stack": stack["StackName"],
                "status": stack["StackStatus"],
                "region": request.region,
            },
            mend=ADD_TO_LIST if row is None and request.identity.root_id else "",
        )
    return passed(CHECK, "check.already-connected.passed")


async def stack_of_another(access: AwsAccess, request: ConnectRequest) -> Mapping[str, Any] | None:
    """Give the stack of another connection of the organization to the same service, as AWS describes it, or None.

    Only the access's region is looked in. Raises AwsError.
    """
    stacks = await collect(access, "cloudformation", "DescribeStacks", "Stacks")
    return next((one for one in stacks if _connects(one, request)), None)


def _connects(stack: Mapping[str, Any], request: ConnectRequest) -> bool:
    """Whether a stack is another connection's to the same service; what a failed try left connects nothing."""
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", ())}
    other = tags.get(CONNECTION_TAG, request.connection_id) != request.connection_id
    alive = stack["StackStatus"] in COMPLETE or in_progress(stack["StackStatus"])
    return other and alive and tags.get(PROVIDER_TAG) == request.provider_id and not stack.get("ParentId")
