"""Whether AWS can be reached from this network: what "Test connection" shows, without a window."""

from collections.abc import Sequence

from wizard.flow.page import Notifier
from wizard.flow.ports import Explain, ReachTests
from wizard.model.failure import Diagnosis, WizardError
from wizard.model.profile import ProfileKind
from wizard.model.reach import Reach, ReachState


class ConnectionTest:
    """Asks every address once more each time it is run.

    changed: tells the window to show it anew
    reaches: by service, in the order of asking
    running: answers are still to come
    problem: why nothing could be asked at all; None where it could
    """

    def __init__(self, tests: ReachTests, explain: Explain) -> None:
        self.changed = Notifier()
        self._tests = tests
        self._explain = explain
        self.reaches: dict[str, Reach] = {}
        self.running = False
        self.problem: Diagnosis | None = None

    async def run(self, profile: str, region: str, kinds: Sequence[ProfileKind]) -> None:
        """Ask all addresses; nothing happens while that goes on already."""
        if self.running:
            return
        self.running, self.problem = True, None
        self.reaches.clear()
        self.changed.notify()
        try:
            async for reach in self._tests.test(profile, region, kinds):
                self.reaches[reach.address.service] = reach
                self.changed.notify()
        except WizardError as error:
            self.problem = self._explain(error.failure)
        finally:
            self.running = False
            self.changed.notify()

    @property
    def failed(self) -> tuple[Reach, ...]:
        """The addresses that cannot be reached."""
        return tuple(one for one in self.reaches.values() if one.state is ReachState.FAILED)

    @property
    def all_reached(self) -> bool:
        """True where every address answered, and AWS was who answered."""
        return bool(self.reaches) and all(one.state is ReachState.REACHED for one in self.reaches.values())

    @property
    def common_cause(self) -> Diagnosis | None:
        """Why none can be reached, where one thing stands in the way of all that failed; None otherwise."""
        found = [self.diagnosis(one) for one in self.failed]
        first = found[0] if found else None
        same = len(found) > 1 and len({one.cause for one in found if one}) == 1
        return first if same else None

    def diagnosis(self, reach: Reach) -> Diagnosis | None:
        """Explain why an address cannot be reached; None where it can, or is still asked."""
        return self._explain(reach.failure) if reach.failure else None
