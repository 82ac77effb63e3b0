"""Deleting a stack, or what a failed creation has made (R19, R22)."""

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.engine.context import Context, deletion_needs
from wizard.simulator.cloudformation.engine.work import Work
from wizard.simulator.cloudformation.resources.handler import ResourceError
from wizard.simulator.cloudformation.stack import Stack
from wizard.simulator.cloudformation.template.references import dependencies
from wizard.simulator.errors import AwsError


class Deletion:
    """Deletes one stack. `retain`: logical IDs that stay; `force`: what cannot be deleted stays too."""

    def __init__(self, context: Context, stack: Stack, *, retain: tuple[str, ...] = (), force: bool = False) -> None:
        self._context = context
        self._stack = stack
        self._retain = set(retain)
        self._force = force
        self.failures: list[str] = []

    def run(self) -> Process:
        """The whole deletion."""
        stack, now = self._stack, self._context.clock.now
        stack.turn("DELETE_IN_PROGRESS", now(), "User Initiated")
        yield 0.5
        for name, resource in stack.template.resources.items():
            if resource.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate"):
                self._retain.add(name)
        yield from self.resources()
        if self.failures:
            stack.turn(
                "DELETE_FAILED", now(), f"The following resource(s) failed to delete: [{', '.join(self.failures)}]. "
            )
            return
        stack.deleted = now()
        stack.turn("DELETE_COMPLETE", now())
        self._context.world.cloudformation.forget_name(stack)

    def resources(self) -> Process:
        """Delete all resources that were made, each after those that depend on it."""
        stack = self._stack
        made = {
            name for name, one in stack.resources.items() if one.status not in ("DELETE_COMPLETE", "DELETE_SKIPPED", "")
        }
        all_needs = dependencies(stack.template, self._context.resolver(stack))
        needs = {name: others & made for name, others in deletion_needs(all_needs).items() if name in made}
        needs.update({name: set() for name in made - set(needs)})
        work = Work(self._context.clock, needs, self._delete, self._failed, self._cancelled, go_on=True)
        yield from work.run()
        self.failures = work.failures

    def _delete(self, name: str) -> Process:
        stack, now = self._stack, self._context.clock.now
        resource = stack.resources[name]
        if name in self._retain:
            stack.note(name, "DELETE_SKIPPED", now())
            return
        if not resource.physical_id and not resource.made:
            stack.note(name, "DELETE_COMPLETE", now())
            return
        stack.note(name, "DELETE_IN_PROGRESS", now())
        seconds = self._context.seconds(stack, name)
        yield seconds * 0.5
        try:
            yield from self._context.handler(resource.type).delete(self._context.job(stack, resource))
        except (ResourceError, AwsError) as failure:
            if not self._force:
                raise ResourceError(str(failure)) from failure
            stack.note(name, "DELETE_SKIPPED", now(), str(failure))
            return
        yield seconds * 0.2
        resource.made = False
        stack.note(name, "DELETE_COMPLETE", now())

    def _failed(self, name: str, reason: str) -> None:
        self._stack.note(name, "DELETE_FAILED", self._context.clock.now(), reason)

    def _cancelled(self, name: str) -> None:
        self._stack.note(name, "DELETE_FAILED", self._context.clock.now(), "Resource deletion cancelled")
