"""Steps that depend on each other, side by side where they can be; the first failure cancels the others (R18)."""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wizard.simulator.clock import Clock, Process, Task
from wizard.simulator.cloudformation.resources.handler import ResourceError


@dataclass
class Work:
    """Runs one step for each name.

    `step(name)` is the process; `needs` the names that must be done before; `failed(name, reason)` and
    `cancelled(name)` are told. With `go_on` a failure stops only what depends on it.
    """

    clock: Clock
    needs: Mapping[str, set[str]]
    step: Callable[[str], Process]
    failed: Callable[[str, str], None]
    cancelled: Callable[[str], None]
    go_on: bool = False
    done: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    _running: dict[str, Task] = field(default_factory=dict)

    def run(self) -> Process:
        """The process that ends when all is done, or has failed."""
        try:
            yield from self._all()
        finally:
            # Also when the whole work is cancelled from outside: nothing of it may go on.
            for name, task in list(self._running.items()):
                self.clock.cancel(task)
                self.cancelled(name)
            self._running.clear()

    def _all(self) -> Process:
        changed = self.clock.signal()
        waiting = list(self.needs)
        while True:
            if not self.failures or self.go_on:
                free = [name for name in waiting if self.needs[name] & set(self.needs) <= self.done]
                for name in free:
                    waiting.remove(name)
                    self._running[name] = self.clock.start(self._one(name, changed.fire))
            if not self._running:
                return
            yield changed
            if self.failures and not self.go_on:
                return

    def _one(self, name: str, changed: Callable[[], None]) -> Process:
        try:
            yield from self.step(name)
        except ResourceError as failure:
            self.failures.append(name)
            self.failed(name, str(failure))
        except Exception:  # noqa: BLE001 - a defect of ours ends as AWS's own do, instead of a stack that hangs
            traceback.print_exc()
            self.failures.append(name)
            self.failed(name, "Internal Failure")
        else:
            self.done.add(name)
        self._running.pop(name, None)
        changed()
