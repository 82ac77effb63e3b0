"""What the runner knows of an operation, and what an operation may ask of the journal."""

from typing import Protocol, TypeVar

from wizard.model.plan import Finding, Outcome
from wizard.model.ports import Progress

ContextT_contra = TypeVar("ContextT_contra", contravariant=True)


class StepJournal(Protocol):
    """The journal of one operation of one run; a `Context` carries it.

    A step is any name that the operation gives to one call at AWS, e.g. "create". What is kept here outlives the
    process: an operation that is resumed gets the same answers. Every coroutine raises WizardError where the
    database cannot be read or written. Secrets never go in here.
    """

    async def token(self, step: str) -> str:
        """Give the client request token of a step, in the form of R3; it is kept before it is given.

        The same step gets the same token, after a crash too, so that a repeated call is the same request (R20).
        """

    async def fresh_token(self, step: str) -> str:
        """Replace the token of a step: one that was used for another operation is refused by AWS (R20)."""

    async def note(self, step: str, value: str) -> None:
        """Keep a value that a resumed run needs, e.g. the ID of a StackSet operation."""

    async def noted(self, step: str) -> str | None:
        """Give the value kept for a step, or None."""

    def cancelled(self) -> bool:
        """Whether the person pressed "Stop": ask between calls, and answer Outcome CANCELLED."""


class Operation(Protocol[ContextT_contra]):
    """One thing that a plan does at AWS, able to tell whether it is done, to do it, and to undo it.

    Each coroutine may raise WizardError: the runner judges it. Any other exception is a bug. Progress is reported
    on the event loop's own thread.
    """

    @property
    def key(self) -> str:
        """Give the name that stands in the journal; it never changes."""

    async def look(self, context: ContextT_contra) -> Finding:
        """Ask AWS whether the work is done, needed, or blocked. Changes nothing, and may be asked at any time."""

    async def run(self, context: ContextT_contra, progress: Progress) -> Outcome:
        """Do the work; called only after `look` found it needed, and again after an interruption."""

    async def undo(self, context: ContextT_contra, progress: Progress) -> Outcome:
        """Take back what carries our tag; done as well where there is nothing to take back."""
