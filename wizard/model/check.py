"""A prerequisite and what checking it found."""

from dataclasses import dataclass
from enum import StrEnum

from wizard.model.failure import RawFailure
from wizard.model.message import Message


class CheckState(StrEnum):
    """What a check found. `UNKNOWN`: it could not be checked, which does not block (R41)."""

    WAITING = "waiting"
    RUNNING = "running"
    PASSED = "passed"
    WARNING = "warning"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check's result.

    message: what was found, one sentence; what to do stands in it too where something is wrong
    mend:    ID of the mend that the program can do; empty where there is none
    details: more lines, e.g. the actions that are not allowed
    failure: AWS's own words behind it
    cause:   ID of the cause of a problem, as `resources/diagnosis/` names it; empty where there is none
    actions: IDs of what the person can do about it, the best first, as `resources/diagnosis/actions.json` names them
    request: what to send to an administrator; empty where there is nothing to ask for
    """

    check: str
    state: CheckState
    message: Message | None = None
    mend: str = ""
    details: tuple[str, ...] = ()
    failure: RawFailure | None = None
    cause: str = ""
    actions: tuple[str, ...] = ()
    request: str = ""

    @property
    def blocks(self) -> bool:
        """True where going on would surely go wrong."""
        return self.state in (CheckState.WAITING, CheckState.RUNNING, CheckState.PROBLEM)
