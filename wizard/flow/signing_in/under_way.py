"""What both ways through a browser have in common: a sign-in that waits, can be given up, and can fail."""

import asyncio
from datetime import UTC, datetime

from wizard.flow.page import Notifier, Trouble
from wizard.flow.ports import Explain
from wizard.flow.signing_in.ports import OpenAddress
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.message import Message
from wizard.model.sign_in_offer import SignInOffer

_REFUSED = ("access_denied", "AccessDeniedException")
_TOO_LATE = "PendingAuthorizationExpiredError"


class UnderWay:
    """A sign-in that is waited for.

    changed: tells the window to show it anew
    offer:   how the person finishes it; None while nothing waits for them
    opened:  True where the browser was opened with it
    problem: why the last one came to nothing; None where it did not
    """

    def __init__(self, explain: Explain, open_address: OpenAddress) -> None:
        self.changed = Notifier()
        self.offer: SignInOffer | None = None
        self.opened = False
        self.problem: Trouble | None = None
        self._explain = explain
        self._open = open_address
        self._task: asyncio.Task[object] | None = None

    @property
    def seconds_left(self) -> int:
        """Give how long it can still be finished; 0 when that is over, or nothing waits."""
        if self.offer is None:
            return 0
        return max(0, int((self.offer.ends_at - datetime.now(UTC)).total_seconds()))

    @property
    def why_no_browser(self) -> Diagnosis | None:
        """Explain why the browser here cannot bring the sign-in back; None where it can."""
        failure = self.offer.no_browser if self.offer is not None else None
        return self._explain(failure) if failure is not None else None

    def open_again(self) -> None:
        """Open the browser once more."""
        if self.offer is not None:
            self.opened = self._open(self.offer.address or self.offer.code_complete)
            self.changed.notify()

    def _wait_for(self, offer: SignInOffer) -> None:
        self.offer = offer
        self.open_again()

    def _hold(self) -> None:
        self._task = asyncio.current_task()

    def _let_go(self) -> None:
        self.offer, self._task = None, None

    def _fail(self, failure: RawFailure) -> None:
        refused = failure.code in _REFUSED and failure.operation in ("Authorize", "CreateToken")
        if refused:
            self.problem = Message("sign-in.refused")
        elif failure.code == _TOO_LATE:
            self.problem = Message("sign-in.too-late")
        else:
            self.problem = self._explain(failure)

    async def give_up(self) -> None:
        """Wait no more; nothing listens afterwards."""
        task = self._task
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.wait({task})
