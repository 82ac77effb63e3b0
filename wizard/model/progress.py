"""Facts that running work reports; the window turns them into what people see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.message import Message


class AccountProgress(StrEnum):
    """How far one account is, in the words of StackSets (R29)."""

    PENDING = "PENDING"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    SKIPPED = "SKIPPED"

    @property
    def final(self) -> bool:
        """True where nothing more will happen by itself."""
        return self not in (AccountProgress.PENDING, AccountProgress.RUNNING)


@dataclass(frozen=True, slots=True)
class AccountResult:
    """What became of one account.

    reason:    AWS's words, where it failed
    diagnosis: those words explained
    """

    account_id: str
    name: str
    progress: AccountProgress
    reason: RawFailure | None = None
    diagnosis: Diagnosis | None = None


@dataclass(frozen=True, slots=True)
class ResourceChanged:
    """A stack's resource took a new status (one stack event)."""

    logical_id: str
    resource_type: str
    status: str
    reason: str = ""
    physical_id: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """An account of the StackSet took a new state."""

    result: AccountResult


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many are done; `failed` of them failed."""

    done: int
    total: int
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What is going on now; the window words it."""

    message: Message


Fact = ResourceChanged | AccountChanged | Counted | Said
