"""Runs a StackSet's operations: one at a time, accounts side by side as the preferences say (R27, R28)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wizard.simulator.clock import Process, Signal, Task
from wizard.simulator.cloudformation.stack_sets.member import Member, MemberError
from wizard.simulator.cloudformation.stack_sets.model import Instance, Operation, Result, StackSet

if TYPE_CHECKING:
    from wizard.simulator.world import World

TOLERANCE_EXCEEDED = "Cancelled since failure tolerance has exceeded"
STOPPED = "Cancelled since the operation was stopped"


@dataclass
class Runner:
    """Runs the operations of one StackSet, in the order they were asked for."""

    world: "World"
    stack_set: StackSet
    _waiting: list[Operation] = field(default_factory=list)
    _task: Task | None = None
    _ended: dict[str, Signal] = field(default_factory=dict)

    def add(self, operation: Operation) -> None:
        """Run an operation now, or after those that wait already."""
        self._ended[operation.operation_id] = self.world.clock.signal()
        busy = self._task is not None and not self._task.done
        operation.status = "QUEUED" if busy else "RUNNING"
        self._waiting.append(operation)
        if not busy:
            self._task = self.world.clock.start(self._run())

    def ended(self, operation: Operation) -> Process:
        """A process that ends with the operation."""
        while not operation.over:
            yield self._ended[operation.operation_id]

    def _run(self) -> Process:
        while self._waiting:
            operation = self._waiting.pop(0)
            if operation.status != "STOPPING":
                operation.status = "RUNNING"
                yield 1.0
            yield from self._one(operation)

    def _one(self, operation: Operation) -> Process:
        regions = list(dict.fromkeys(result.region for result in operation.results.values()))
        for region in regions:
            results = [one for one in operation.results.values() if one.region == region]
            yield from Region(self.world, self.stack_set, operation, results).run()
            if operation.status == "STOPPING" or _beyond(operation, results):
                break
        said = STOPPED if operation.status == "STOPPING" else TOLERANCE_EXCEEDED
        for result in operation.results.values():
            if result.status == "PENDING":
                _cancel(self.stack_set, result, said)
        operation.ended = self.world.clock.now()
        operation.status = self._verdict(operation)
        if operation.status != "STOPPED":
            self.world.stack_sets.after(self.stack_set, operation)
        self._ended[operation.operation_id].fire()

    def _verdict(self, operation: Operation) -> str:
        if operation.status == "STOPPING":
            return "STOPPED"
        by_region: dict[str, list[Result]] = {}
        for result in operation.results.values():
            by_region.setdefault(result.region, []).append(result)
        return "FAILED" if any(_beyond(operation, results) for results in by_region.values()) else "SUCCEEDED"


@dataclass
class Region:
    """One operation in one region."""

    world: "World"
    stack_set: StackSet
    operation: Operation
    results: list[Result]
    _running: int = 0
    _failed: int = 0

    def run(self) -> Process:
        """Go through the accounts."""
        changed = self.world.clock.signal()
        waiting = list(self.results)
        while True:
            while waiting and self._may_start():
                self._running += 1
                self.world.clock.start(self._account(waiting.pop(0), changed.fire))
            if not self._running:
                return
            yield changed

    def _may_start(self) -> bool:
        if self.operation.status == "STOPPING":
            return False
        count = len(self.results)
        if self._failed > self.operation.preferences.tolerance(count):
            return False
        return self._running < self.operation.preferences.at_once(count, self._failed)

    def _account(self, result: Result, changed: Callable[[], None]) -> Process:
        stack_set, place = self.stack_set, (result.account, result.region)
        instance = stack_set.instances.get(place) or Instance(result.account, result.region, result.unit)
        instance.last_operation = self.operation.operation_id
        removing = self.operation.action == "DELETE"
        if not removing and self._suspended(result.account):
            result.status, result.reason = "CANCELLED", "The account is suspended"
            instance.detailed, instance.status = "SKIPPED_SUSPENDED_ACCOUNT", "OUTDATED"
        else:
            result.status = instance.detailed = "RUNNING"
            member = Member(self.world, stack_set, self.operation, instance)
            try:
                yield from member.remove() if removing else member.deploy()
            except MemberError as failure:
                self._failed += 1
                result.status, result.reason = "FAILED", str(failure)
                instance.detailed, instance.reason = "FAILED", str(failure)
                instance.status = "INOPERABLE" if removing else "OUTDATED"
                if removing:
                    instance.detailed = "INOPERABLE"
            else:
                result.status = instance.detailed = "SUCCEEDED"
                instance.status, instance.reason = "CURRENT", ""
                if removing:
                    stack_set.instances.pop(place, None)
        self._running -= 1
        changed()

    def _suspended(self, account: str) -> bool:
        organization = self.world.organization
        found = organization.accounts.get(account) if organization else None
        return found is None or found.state != "ACTIVE"


def _beyond(operation: Operation, results: list[Result]) -> bool:
    failed = sum(one.status == "FAILED" for one in results)
    return failed > operation.preferences.tolerance(len(results))


def _cancel(stack_set: StackSet, result: Result, reason: str) -> None:
    result.status, result.reason = "CANCELLED", reason
    instance = stack_set.instances.get((result.account, result.region))
    if instance:
        instance.detailed, instance.reason = "CANCELLED", reason
