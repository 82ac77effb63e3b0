"""What the main window needs from the rooms below, as protocols; `app` hands in who fulfils them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from wizard.model.connection import Connection, ConnectRequest, Status
from wizard.model.plan import RunKind
from wizard.model.progress import AccountResult
from wizard.model.run_state import RunState


class ConnectionBook(Protocol):
    """The connected organizations, as they are written down."""

    async def all(self) -> Sequence[Connection]:
        """Give every row. Raises WizardError where they cannot be read."""

    async def not_connected(self, connection_id: str) -> Sequence[AccountResult]:
        """Give the accounts that did not get the role: failed, cancelled or skipped. Raises WizardError."""

    async def accounts(self, connection_id: str) -> Sequence[AccountResult]:
        """Give what the last check or run found of every account. Raises WizardError."""

    async def set_local_status(self, connection_id: str, status: Status) -> Connection:
        """Mark the status of a row that AWS knows nothing of, and give the row as it is now. Raises WizardError."""

    async def check(self, connection_id: str) -> Connection:
        """Ask AWS again, write down what it says, and give the row as it is now. Raises WizardError."""


class Work(Protocol):
    """One run of a connection: on its way, resting, or over.

    kind:        what it is for
    state:       what it has reported so far; `state.end` says how it rests
    interrupted: read from the journal of an earlier process, and not gone on with yet
    undoing:     it is being put back
    """

    connection_id: str
    kind: RunKind
    state: RunState
    interrupted: bool
    undoing: bool

    def stop(self) -> None:
        """Stop after the current call; AWS finishes what it has begun."""

    async def go_on(self) -> None:
        """Go on where it rests: after a pause, a stop, a failure, or an earlier process. Raises WizardError."""

    async def put_back(self) -> None:
        """Undo a switch that was begun, so that the status is as it was before. Raises WizardError."""

    async def mend(self, mend: str) -> None:
        """Do what the person pressed (an ID of `wizard.operations.mends`), then go on. Raises WizardError."""


class Works(Protocol):
    """The runs of all connections: at most one each, several side by side."""

    def of(self, connection_id: str) -> Work | None:
        """Give the run of a connection: on its way or resting; one that ended well until it is put aside."""

    def subscribe(self, heard: Callable[[str], None]) -> Callable[[], None]:
        """Call `heard(connection_id)` whenever its run begins, reports or rests; give what ends that."""

    async def begin(self, kind: RunKind, connection_id: str, request: ConnectRequest | None = None) -> Work:
        """Begin a run. `request` is what a CHANGE leads to. Raises WizardError where one is under way already."""

    async def restore(self) -> None:
        """Find the runs that an earlier process left unfinished. Raises WizardError."""

    def put_aside(self, connection_id: str) -> None:
        """Show a run that is over no more; nothing happens while it goes on."""

    async def take_start_over(self, connection_id: str) -> ConnectRequest | None:
        """Give what was asked for before a START_OVER removed it, and forget it here; None where there is nothing.

        `subscribe` tells when it is there, also for what an earlier process left. Raises WizardError.
        """
