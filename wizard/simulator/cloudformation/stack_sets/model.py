"""A StackSet, its instances and its operations, as CloudFormation keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import PARTITION

Place: TypeAlias = "tuple[str, str]"  # account ID and region


@dataclass
class Instance:
    """A stack instance: the StackSet's stack in one account and region (R29)."""

    account: str
    region: str
    unit: str
    stack_id: str = ""
    status: str = "OUTDATED"
    detailed: str = "PENDING"
    reason: str = ""
    last_operation: str = ""
    overrides: dict[str, str] = field(default_factory=dict)


@dataclass
class Result:
    """What an operation did in one account and region."""

    account: str
    region: str
    unit: str
    status: str = "PENDING"
    reason: str = ""


@dataclass
class Preferences:
    """Operation preferences (R28) as a call sends them; `cap` is the most failures that the world tolerates."""

    raw: Mapping[str, Any] = field(default_factory=dict)
    cap: int | None = None

    def concurrency(self, accounts: int) -> int:
        """How many accounts at once, before the failure tolerance bears on it; at least one."""
        if "MaxConcurrentPercentage" in self.raw:
            return max(1, accounts * int(self.raw["MaxConcurrentPercentage"]) // 100)
        return max(1, int(self.raw.get("MaxConcurrentCount", 1)))

    def tolerance(self, accounts: int) -> int:
        """How many accounts of a region may fail."""
        if "FailureTolerancePercentage" in self.raw:
            asked = accounts * int(self.raw["FailureTolerancePercentage"]) // 100
        else:
            asked = int(self.raw.get("FailureToleranceCount", 0))
        return asked if self.cap is None else min(asked, self.cap)

    def at_once(self, accounts: int, failures: int) -> int:
        """How many accounts may run now, after so many failures."""
        wanted = self.concurrency(accounts)
        if self.raw.get("ConcurrencyMode") == "SOFT_FAILURE_TOLERANCE":
            return wanted
        return max(0, min(wanted, self.tolerance(accounts) + 1 - failures))


@dataclass
class Operation:
    """An operation on a StackSet. `places` are the accounts and regions it goes through, with their target unit."""

    operation_id: str
    action: str
    preferences: Preferences
    created: datetime
    targets: Mapping[str, Any] = field(default_factory=dict)
    status: str = "RUNNING"
    reason: str = ""
    ended: datetime | None = None
    retain_stacks: bool = False
    results: dict[Place, Result] = field(default_factory=dict)
    forgets: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status in ("SUCCEEDED", "FAILED", "STOPPED")

    @property
    def failures(self) -> int:
        """How many instances failed."""
        return sum(result.status == "FAILED" for result in self.results.values())


@dataclass
class StackSet:
    """A StackSet. `units`: the roots and OUs it was deployed to; `auto_targets`: where automatic deployment acts."""

    owner: str
    region: str
    name: str
    template: Template
    parameters: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    capabilities: list[str] = field(default_factory=list)
    description: str = ""
    permission_model: str = "SERVICE_MANAGED"
    auto_deployment: bool = False
    retain_on_removal: bool = False
    managed: bool = False
    status: str = "ACTIVE"
    token: str = ""
    unique: str = field(default_factory=new_uuid)
    units: list[str] = field(default_factory=list)
    auto_targets: dict[str, list[str]] = field(default_factory=dict)
    instances: dict[Place, Instance] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)

    @property
    def stack_set_id(self) -> str:
        """Name and unique part."""
        return f"{self.name}:{self.unique}"

    @property
    def arn(self) -> str:
        """The ARN."""
        return f"arn:{PARTITION}:cloudformation:{self.region}:{self.owner}:stackset/{self.stack_set_id}"

    @property
    def running(self) -> Operation | None:
        """The operation that runs or waits, if any."""
        return next((one for one in self.operations.values() if not one.over), None)
