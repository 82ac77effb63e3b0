"""What every page of the wizard is, without a window."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar

from wizard.flow.answers import Answers
from wizard.flow.steps import StepId
from wizard.model.failure import Diagnosis
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity

Trouble = Message | Diagnosis


class Notifier:
    """Tells whoever subscribed that something changed."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[], None]] = []

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` at every change, until the function that comes back is called."""
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return unsubscribe

    def notify(self) -> None:
        """Tell everyone."""
        for callback in tuple(self._callbacks):
            callback()


class Page(ABC):
    """One page: it loads, collects, and says whether it is complete. It knows no Qt and no AWS.

    step:    which step it is
    changed: tells the window to show the page's state anew
    busy:    something is being fetched; Next waits for it
    error:   what is in the way, for the strip at the top; None where nothing is
    """

    step: ClassVar[StepId]

    def __init__(self) -> None:
        self.changed = Notifier()
        self._busy = 0
        self._error: Trouble | None = None

    @property
    def busy(self) -> bool:
        """True while something is being fetched."""
        return self._busy > 0

    @property
    def running(self) -> bool:
        """True while something is being made that goes on at AWS without the page."""
        return False

    async def halt(self) -> None:
        """Stop what is being made, and wait until it rests; AWS finishes what it has begun."""
        await self.leave()

    @property
    def came_to_nothing(self) -> bool:
        """True where what was to be made was not, so that the person may go back and change something."""
        return False

    @property
    def error(self) -> Trouble | None:
        """What is in the way."""
        return self._error

    @error.setter
    def error(self, trouble: Trouble | None) -> None:
        self._error = trouble
        self.changed.notify()

    @property
    def found_identity(self) -> OrganizationIdentity | None:
        """The organization as this page found it, before its answers are taken; None where it looks for none."""
        return None

    @abstractmethod
    async def load(self, answers: Answers) -> None:
        """Get what the page shows; its own earlier answers, where there are any, are restored exactly."""

    @abstractmethod
    def collect(self) -> object:
        """Give the page's answers. Only called while `valid`."""

    @property
    @abstractmethod
    def valid(self) -> bool:
        """True where everything needed is there."""

    @property
    @abstractmethod
    def initial_focus(self) -> str:
        """The object name of the widget that takes the keyboard first."""

    async def leave(self) -> None:  # noqa: B027 - most pages have nothing in the background
        """Stop what the page still does in the background; called when it is left for good."""

    def _begin(self) -> None:
        self._busy += 1
        self.changed.notify()

    def _end(self) -> None:
        self._busy -= 1
        self.changed.notify()
