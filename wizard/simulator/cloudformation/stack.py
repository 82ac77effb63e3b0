"""A stack as CloudFormation keeps it: its resources, its events, its operations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import PARTITION
from wizard.simulator.policies.principal import Principal

STACK_TYPE = "AWS::CloudFormation::Stack"


@dataclass
class Resource:
    """A resource of a stack. `made` says whether something exists at AWS that deleting must take away."""

    logical_id: str
    type: str
    physical_id: str = ""
    status: str = ""
    reason: str = ""
    updated: datetime | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    made: bool = False


@dataclass(frozen=True)
class Event:
    """One event. `kind` and `failed` are what DescribeEvents adds; `only_events` are not among the stack events."""

    event_id: str
    logical_id: str
    physical_id: str
    type: str
    status: str
    reason: str
    at: datetime
    token: str
    operation_id: str
    kind: str = "STACK_EVENT"
    properties: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether DescribeEvents shows it under the filter FailedEvents (R18)."""
        return self.kind != "STACK_EVENT" or (
            self.status.endswith("_FAILED") and "cancelled" not in self.reason and self.type != STACK_TYPE
        )


@dataclass
class Operation:
    """An operation on a stack, as DescribeEvents groups them."""

    operation_id: str
    kind: str
    token: str
    action: str


@dataclass
class Stack:
    """A stack. `caller` is whom its resources are made for; `on_failure` is ROLLBACK, DELETE or DO_NOTHING."""

    account: str
    region: str
    name: str
    template: Template
    parameters: dict[str, str]
    caller: Principal
    created: datetime
    stack_id: str = ""
    status: str = "CREATE_IN_PROGRESS"
    reason: str = ""
    detail: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    capabilities: list[str] = field(default_factory=list)
    updated: datetime | None = None
    deleted: datetime | None = None
    resources: dict[str, Resource] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    outputs: list[dict[str, str]] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    on_failure: str = "ROLLBACK"
    termination_protection: bool = False
    deletion_mode: str = ""
    description: str = ""
    timeout_minutes: int = 0

    def __post_init__(self) -> None:
        if not self.stack_id:
            where = f"{self.region}:{self.account}:stack/{self.name}/{new_uuid()}"
            self.stack_id = f"arn:{PARTITION}:cloudformation:{where}"

    @property
    def busy(self) -> bool:
        """Whether an operation is going on."""
        return self.status.endswith("_IN_PROGRESS") and self.status != "REVIEW_IN_PROGRESS"

    def begin(self, kind: str, action: str, token: str) -> Operation:
        """Note the start of an operation."""
        operation = Operation(new_uuid(), kind, token, action)
        self.operations.append(operation)
        return operation

    def note(self, logical_id: str, status: str, at: datetime, reason: str = "", **more: Any) -> None:
        """Write an event about a resource, or about the stack itself when `logical_id` is its name."""
        resource = self.resources.get(logical_id)
        operation = self.operations[-1] if self.operations else Operation("", "", "", "")
        known = {
            "physical_id": resource.physical_id if resource else self.stack_id,
            "type": resource.type if resource else STACK_TYPE,
        }
        event_id = f"{logical_id}-{status}-{new_uuid()}" if resource else new_uuid()
        self.events.append(
            Event(event_id, logical_id, status=status, reason=reason, at=at, token=operation.token,
                  operation_id=operation.operation_id, **{**known, **more})
        )  # fmt: skip
        if resource and more.get("kind", "STACK_EVENT") == "STACK_EVENT":
            resource.status, resource.reason, resource.updated = status, reason, at

    def turn(self, status: str, at: datetime, reason: str = "") -> None:
        """Change the stack's own status, with its event."""
        self.status, self.reason = status, reason
        self.note(self.name, status, at, reason)
