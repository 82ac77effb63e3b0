"""Tells whether the organization is connected to this service already."""

from collections.abc import Mapping
from typing import Any

from wizard.aws.paging import collect
from wizard.model.check import CheckResult
from wizard.model.connection import ConnectRequest, Phase
from wizard.operations.checks.subject import CheckSubject, passed, problem
from wizard.operations.ownership import CONNECTION_TAG, PROVIDER_TAG
from wizard.operations.stack import COMPLETE
from wizard.operations.stack_watch import in_progress
from wizard.providers.definition import Deploy

CHECK = "already-connected"
_CONNECTED = (Phase.CONNECTED, Phase.PARTLY_CONNECTED)


async def run(subject: CheckSubject) -> CheckResult:
    """Ask the list, then AWS: another computer's connection is known by the tags of its stack alone."""
    request = subject.request
    row = await subject.find_connection(request.provider_id, request.identity.root_id)
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
    for stack in await collect(subject.access, "cloudformation", "DescribeStacks", "Stacks"):
        if _connects(stack, request):
            return problem(
                CHECK,
                "check.already-connected.elsewhere",
                {
                    "provider": subject.provider.name,
                    "stack": stack["StackName"],
                    "status": stack["StackStatus"],
                    "region": request.region,
                },
            )
    return passed(CHECK, "check.already-connected.passed")


def _connects(stack: Mapping[str, Any], request: ConnectRequest) -> bool:
    """Whether a stack is another connection's to the same service; what a failed try left connects nothing."""
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", ())}
    other = tags.get(CONNECTION_TAG, request.connection_id) != request.connection_id
    alive = stack["StackStatus"] in COMPLETE or in_progress(stack["StackStatus"])
    return other and alive and tags.get(PROVIDER_TAG) == request.provider_id and not stack.get("ParentId")
