"""What an update of a stack would do, resource by resource (R21)."""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What would be done to a resource; OTHER: anything that AWS may add to its list."""

    ADD = "Add"
    MODIFY = "Modify"
    REMOVE = "Remove"
    OTHER = "Other"


class Replacement(StrEnum):
    """Whether a modified resource would be made anew; CONDITIONAL: AWS decides it while it updates."""

    NO = "False"
    YES = "True"
    CONDITIONAL = "Conditional"


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """What an update would do to one resource; `physical_id` is empty where it is not made yet."""

    action: Action
    logical_id: str
    physical_id: str
    resource_type: str
    replacement: Replacement = Replacement.NO


@dataclass(frozen=True, slots=True)
class StackPreview:
    """What CloudFormation says that a change would do.

    changes:          resource by resource; empty where nothing would change
    template_renewed: the stack gets the template of this version of the program with it
    """

    changes: tuple[PlannedChange, ...]
    template_renewed: bool = False
