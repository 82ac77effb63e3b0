"""A change set: what a stack is to become, kept until it is executed (R21)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wizard.simulator.cloudformation.engine.updating import Change
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import PARTITION


@dataclass
class ChangeSet:
    """A change set of one stack; `creates` says whether the stack is new."""

    name: str
    account: str
    region: str
    creates: bool
    change: Change
    created: datetime
    description: str = ""
    status: str = "CREATE_COMPLETE"
    execution: str = "AVAILABLE"
    reason: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)
    unique: str = field(default_factory=new_uuid)

    @property
    def arn(self) -> str:
        """The change set's ID."""
        return f"arn:{PARTITION}:cloudformation:{self.region}:{self.account}:changeSet/{self.name}/{self.unique}"
