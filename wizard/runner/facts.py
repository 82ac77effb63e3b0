"""What a run tells whoever listens."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from wizard.model.plan import OperationChanged
from wizard.model.progress import Fact


@dataclass(frozen=True, slots=True)
class OperationFact:
    """A fact, and the key of the operation that reported it."""

    operation: str
    fact: Fact


RunFact = OperationChanged | OperationFact
Listen = Callable[[RunFact], None]

_log = logging.getLogger(__name__)


class Listeners:
    """Everyone who listens to one run; who comes later is told first where every operation stands."""

    def __init__(self) -> None:
        self._listeners: list[Listen] = []
        self._standing: dict[str, OperationChanged] = {}

    def add(self, listen: Listen) -> Callable[[], None]:
        """Tell a listener where the operations stand, and everything from now on; give what ends that."""
        for changed in tuple(self._standing.values()):
            _tell(listen, changed)
        self._listeners.append(listen)
        return lambda: self._remove(listen)

    def tell(self, fact: RunFact) -> None:
        """Tell everyone. A listener that breaks goes to the log: work at AWS does not stop for it."""
        if isinstance(fact, OperationChanged):
            self._standing[fact.operation] = fact
        for listen in tuple(self._listeners):
            _tell(listen, fact)

    def _remove(self, listen: Listen) -> None:
        if listen in self._listeners:
            self._listeners.remove(listen)


def _tell(listen: Listen, fact: RunFact) -> None:
    try:
        listen(fact)
    except Exception:  # noqa: BLE001 -- logged with its traceback
        _log.exception("A listener broke on %s", type(fact).__name__)
