"""One run at a time per organization."""

from collections.abc import Iterator
from contextlib import contextmanager

from wizard.model.failure import RawFailure, WizardError


def run_in_progress(lock: str) -> WizardError:
    """Make the error for an organization in which something is being done already."""
    text = (
        f"Something else is being done in {lock} right now, and two things at once would get in each "
        "other's way. Wait until it is done, or stop it first."
    )
    return WizardError(RawFailure(text=text, surface="runner", code="RunInProgress"))


class Locks:
    """Who holds which organization: `Plan.lock` to the holder, told apart by identity."""

    def __init__(self) -> None:
        self._holders: dict[str, object] = {}

    def take(self, lock: str, holder: object) -> None:
        """Take a lock; nothing happens where the holder has it already.

        Raises WizardError with code "RunInProgress" where another one has it.
        """
        if self._holders.setdefault(lock, holder) is not holder:
            raise run_in_progress(lock)

    @contextmanager
    def reserved(self, lock: str) -> Iterator[None]:
        """Hold a lock for a while. Raises WizardError as `take` does."""
        holder = object()
        self.take(lock, holder)
        try:
            yield
        finally:
            self.give_back(lock, holder)

    def held_by(self, lock: str, holder: object) -> bool:
        """Whether that one has the lock."""
        return self._holders.get(lock) is holder

    def give_back(self, lock: str, holder: object) -> None:
        """Let others have the lock, where that one has it."""
        if self.held_by(lock, holder):
            del self._holders[lock]
