"""A plan: operations in order, and what came of each."""

from dataclasses import dataclass
from enum import StrEnum

from wizard.model.failure import RawFailure
from wizard.model.message import Message


class FindingKind(StrEnum):
    """What looking found."""

    DONE = "done"
    NEEDED = "needed"
    IN_THE_WAY = "in-the-way"


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether an operation's work is done already, still needed, or blocked by something (and by what)."""

    kind: FindingKind
    obstacle: RawFailure | None = None


class OutcomeKind(StrEnum):
    """How an operation ended."""

    DONE = "done"
    RETRYABLE = "retryable"
    NEEDS_SIGN_IN = "needs-sign-in"
    FIXABLE = "fixable"
    BUG = "bug"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an operation ended, and the failure where it did not succeed."""

    kind: OutcomeKind
    failure: RawFailure | None = None

    @classmethod
    def done(cls) -> "Outcome":
        """It is as it should be."""
        return cls(OutcomeKind.DONE)


class RunKind(StrEnum):
    """What a run is for.

    CONNECT:    make everything
    MEND:       one thing that the person pressed, e.g. turning on trusted access
    SWITCH_ON, SWITCH_OFF: give the role its trust, or take it away, in every account
    DISCONNECT: remove everything and then the row
    START_OVER: the same, and then the wizard comes back with all that was typed
    CHANGE:     other accounts, other settings
    RETRY:      the accounts that failed, and only those
    REPAIR:     what AWS does no longer have as it was connected: the trust, the scope, and every account
    """

    CONNECT = "connect"
    MEND = "mend"
    SWITCH_ON = "switch-on"
    SWITCH_OFF = "switch-off"
    DISCONNECT = "disconnect"
    START_OVER = "start-over"
    CHANGE = "change"
    RETRY = "retry"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for one connection, in order.

    run_id:     names the run in the journal
    lock:       one run at a time per organization: its root ID, or the account ID
    operations: keys of operations, as the registry knows them
    """

    run_id: str
    connection_id: str
    lock: str
    operations: tuple[str, ...]
    kind: RunKind = RunKind.CONNECT


class OperationState(StrEnum):
    """Where an operation of a running plan stands."""

    WAITING = "waiting"
    LOOKING = "looking"
    RUNNING = "running"
    DONE = "done"
    ALREADY_DONE = "already-done"
    WAITING_TO_RETRY = "waiting-to-retry"
    PAUSED = "paused"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OperationChanged:
    """An operation of the plan took a new state."""

    operation: str
    state: OperationState
    failure: RawFailure | None = None
    message: Message | None = None


class RunEnd(StrEnum):
    """How a whole run ended."""

    DONE = "done"
    PAUSED = "paused"
    STOPPED = "stopped"
    FAILED = "failed"
