"""What a resource type does: the protocol, the registry, and what a handler may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.stack import Resource, Stack
from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid

if TYPE_CHECKING:
    from wizard.simulator.world import World

_TAGGING = (
    "Encountered a permissions error performing a tagging operation, please add required tag permissions. See "
    "https://repost.aws/knowledge-center/cloudformation-tagging-permission-error for how to resolve. "
)


class ResourceError(Exception):
    """A resource could not be made, changed or taken away; the text is the event's reason."""


@dataclass(frozen=True)
class Job:
    """One piece of work on one resource: the stack it belongs to, the resource, and the world to do it in."""

    world: "World"
    stack: Stack
    resource: Resource

    @property
    def properties(self) -> Mapping[str, Any]:
        """The resource's properties, all values plain."""
        return self.resource.properties

    def may(self, action: str, on: str) -> None:
        """Raise ResourceError when the one for whom the stack works may not do this (R36)."""
        try:
            self.world.authorization.require(self.stack.caller, action, on, self.stack.region)
        except AwsError as refused:
            said = self.service_said(action.split(":", maxsplit=1)[0], refused)
            raise ResourceError(_TAGGING + said if ":Tag" in action else said) from refused

    def service_said(self, service: str, error: AwsError) -> str:
        """A refusal of a service as a stack event words it."""
        name = {"iam": "Iam", "cloudformation": "CloudFormation"}.get(service, service)
        return (
            f'Resource handler returned message: "{error.message} (Service: {name}, Status Code: {error.status}, '
            f'Request ID: {new_uuid()}) (SDK Attempt Count: 1)" (RequestToken: {new_uuid()}, '
            f"HandlerErrorCode: {_handler_code(error)})"
        )

    def tags(self) -> dict[str, str]:
        """The stack's tags and the resource's own; those win."""
        own = {str(tag["Key"]): str(tag["Value"]) for tag in self.properties.get("Tags") or []}
        return {**self.stack.tags, "aws:cloudformation:stack-id": self.stack.stack_id, **own}


class Handler(Protocol):
    """A resource type. Each step is a process; it raises ResourceError. `create` sets physical ID and attributes."""

    def create(self, job: Job) -> Process:
        """Make it."""
        ...

    def update(self, job: Job, before: Mapping[str, Any]) -> Process:
        """Change it from the properties that it had before."""
        ...

    def delete(self, job: Job) -> Process:
        """Take it away; done already is fine."""
        ...

    def replaces(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """Whether such a change makes a new resource instead."""
        ...


def _handler_code(error: AwsError) -> str:
    if error.code.startswith("AccessDenied"):
        return "UnauthorizedTaggingOperation" if ":Tag" in error.message else "AccessDenied"
    return {
        "EntityAlreadyExists": "AlreadyExists",
        "NoSuchEntity": "NotFound",
        "LimitExceeded": "ServiceLimitExceeded",
    }.get(error.code, "InvalidRequest")
