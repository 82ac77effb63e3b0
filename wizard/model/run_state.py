"""What a run has reported so far, put together: what a page or a panel shows of it."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.progress import (
    AccountChanged,
    AccountProgress,
    AccountResult,
    Counted,
    Fact,
    ResourceChanged,
    Said,
)

EVENTS_KEPT = 2_000
"""So many stack events are kept for the technical view; older ones stay at AWS."""

_TOLD_KEPT = 50

_AT_WORK = (OperationState.LOOKING, OperationState.RUNNING, OperationState.WAITING_TO_RETRY)
_BEGINNING = (OperationState.WAITING, OperationState.PAUSED)


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation and where it stands; `since` is seconds on the monotonic clock."""

    operation: str
    state: OperationState = OperationState.WAITING
    failure: RawFailure | None = None
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run has reported besides the states of its operations, as it can be kept: see `RunState`."""

    events: tuple[ResourceChanged, ...] = ()
    accounts: tuple[AccountResult, ...] = ()
    told: tuple[Message, ...] = ()
    counted: Counted | None = None


class RunState:
    """Takes facts one by one; changed in place, because a run of 10,000 accounts reports as many.

    operations: rows in order, by key
    resources:  the newest state of each of the stack's resources, by logical ID
    events:     everything the stack reported, oldest first
    accounts:   by account ID
    counted:    so many of so many accounts are done
    said:       what is going on now
    told:       what was said so far, oldest first; the newest 50, each once: its last sentences hold when it is over
    end:        how the run rests; None while it goes on
    """

    def __init__(self, operations: Sequence[str] = (), clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counting_since = 0.0
        self.operations: dict[str, OperationRow] = {key: OperationRow(key) for key in operations}
        self.resources: dict[str, ResourceChanged] = {}
        self.events: deque[ResourceChanged] = deque(maxlen=EVENTS_KEPT)
        self.accounts: dict[str, AccountResult] = {}
        self.counted: Counted | None = None
        self.said: Message | None = None
        self.told: deque[Message] = deque(maxlen=_TOLD_KEPT)
        self.end: RunEnd | None = None

    def take(self, fact: OperationChanged | Fact) -> None:
        """Take one fact."""
        match fact:
            case OperationChanged():
                self._operation_changed(fact)
            case ResourceChanged():
                self.resources[fact.logical_id] = fact
                self.events.append(fact)
            case AccountChanged():
                self.accounts[fact.result.account_id] = fact.result
            case Counted():
                self._counting_since = self._counting_since or self._clock()
                self.counted = fact
            case Said():
                self.said = fact.message
                if fact.message not in self.told:
                    self.told.append(fact.message)

    def _operation_changed(self, fact: OperationChanged) -> None:
        before = self.operations.get(fact.operation, OperationRow(fact.operation))
        since = self._clock() if before.state in _BEGINNING else before.since
        self.operations[fact.operation] = OperationRow(fact.operation, fact.state, fact.failure, since)
        self.said = fact.message or self.said

    def report(self) -> RunReport:
        """Give what was reported so far, to be kept."""
        return RunReport(tuple(self.events), tuple(self.accounts.values()), tuple(self.told), self.counted)

    def take_report(self, report: RunReport) -> None:
        """Take what an earlier process, or another computer, kept of the same run."""
        for event in report.events:
            self.take(event)
        for account in report.accounts:
            self.take(AccountChanged(account))
        for message in report.told:
            self.take(Said(message))
        self.counted = report.counted

    def elapsed(self, operation: str) -> float | None:
        """So many seconds an operation has been at work; None while it is not."""
        row = self.operations.get(operation)
        if row is None or self.end is not None or row.state not in _AT_WORK:
            return None
        return self._clock() - row.since

    @property
    def failure(self) -> RawFailure | None:
        """Why the run does not go on; None where it does, or nothing was said."""
        if self.end in (None, RunEnd.DONE):
            return None
        failed = [row.failure for row in self.operations.values() if row.failure is not None]
        return failed[-1] if failed else None

    @property
    def failed_accounts(self) -> tuple[AccountResult, ...]:
        """The accounts that failed, each with its reason."""
        return tuple(one for one in self.accounts.values() if one.progress is AccountProgress.FAILED)

    @property
    def seconds_left(self) -> float | None:
        """About how long the accounts still take, from how long they took so far; None where nobody knows."""
        if self.counted is None or self.end is not None or not 0 < self.counted.done < self.counted.total:
            return None
        passed = self._clock() - self._counting_since
        return passed / self.counted.done * (self.counted.total - self.counted.done)
