"""Creating a stack, and rolling back when a resource fails (R13, R17, R18)."""

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.engine.context import Context
from wizard.simulator.cloudformation.engine.deletion import Deletion
from wizard.simulator.cloudformation.engine.work import Work
from wizard.simulator.cloudformation.resources.handler import ResourceError
from wizard.simulator.cloudformation.stack import Resource, Stack
from wizard.simulator.cloudformation.template.references import dependencies
from wizard.simulator.errors import AwsError


class Creation:
    """Creates one stack."""

    def __init__(self, context: Context, stack: Stack) -> None:
        self._context = context
        self._stack = stack

    def run(self) -> Process:
        """The whole creation, a rollback included."""
        stack, now = self._stack, self._context.clock.now
        stack.turn("CREATE_IN_PROGRESS", now(), "User Initiated")
        yield 0.5
        needs = dependencies(stack.template, self._context.resolver(stack))
        work = Work(self._context.clock, needs, self._create, self._failed, self._cancelled)
        yield from work.run()
        if work.failures:
            yield from self._give_up(work.failures)
            return
        try:
            stack.outputs = outputs(self._context, stack)
        except AwsError as error:
            yield from self._give_up([], error.message)
            return
        stack.turn("CREATE_COMPLETE", now())

    def _create(self, name: str) -> Process:
        stack = self._stack
        stack.resources[name] = Resource(name, stack.template.resources[name]["Type"])
        yield from create_resource(self._context, stack, name)

    def _failed(self, name: str, reason: str) -> None:
        self._stack.note(name, "CREATE_FAILED", self._context.clock.now(), reason)

    def _cancelled(self, name: str) -> None:
        self._stack.note(name, "CREATE_FAILED", self._context.clock.now(), "Resource creation cancelled")

    def _give_up(self, failures: list[str], reason: str = "") -> Process:
        stack, now = self._stack, self._context.clock.now
        said = reason or f"The following resource(s) failed to create: [{', '.join(failures)}]. "
        if stack.on_failure == "DO_NOTHING":
            stack.turn("CREATE_FAILED", now(), said.strip())
            return
        deleting = stack.on_failure == "DELETE"
        asked = "Delete requested by user." if deleting else "Rollback requested by user."
        stack.turn("DELETE_IN_PROGRESS" if deleting else "ROLLBACK_IN_PROGRESS", now(), f"{said}{asked}")
        yield 1.0
        deletion = Deletion(self._context, stack)
        yield from deletion.resources()
        if deletion.failures:
            status = "DELETE_FAILED" if deleting else "ROLLBACK_FAILED"
            said = f"The following resource(s) failed to delete: [{', '.join(deletion.failures)}]. "
            stack.turn(status, now(), said)
        elif deleting:
            stack.deleted = now()
            stack.turn("DELETE_COMPLETE", now())
        else:
            stack.turn("ROLLBACK_COMPLETE", now())


def create_resource(context: Context, stack: Stack, name: str, *, status: str = "CREATE") -> Process:
    """Make one resource that is in the stack's list already; raises ResourceError."""
    resource = stack.resources[name]
    now = context.clock.now
    stack.note(name, f"{status}_IN_PROGRESS", now())
    seconds = context.seconds(stack, name)
    yield seconds * 0.3
    try:
        resource.properties = context.resolver(stack).resolve(stack.template.resources[name].get("Properties", {}))
        initiated = False
        for wait in context.handler(resource.type).create(context.job(stack, resource)):
            if resource.physical_id and not initiated:
                initiated = True
                stack.note(name, f"{status}_IN_PROGRESS", now(), "Resource creation Initiated")
            yield wait
    except AwsError as error:
        raise ResourceError(error.message) from error
    yield seconds * 0.6
    stack.note(name, f"{status}_COMPLETE", now())


def outputs(context: Context, stack: Stack) -> list[dict[str, str]]:
    """The outputs of a stack whose resources are there. Raises AwsError for a clash of exports."""
    resolver = context.resolver(stack)
    found: list[dict[str, str]] = []
    for key, output in stack.template.outputs.items():
        if "Condition" in output and not resolver.condition(output["Condition"]):
            continue
        entry = {"OutputKey": key, "OutputValue": str(resolver.resolve(output["Value"]))}
        if output.get("Description"):
            entry["Description"] = str(output["Description"])
        if output.get("Export"):
            entry["ExportName"] = str(resolver.resolve(output["Export"]["Name"]))
            context.world.cloudformation.claim_export(stack, entry["ExportName"])
        found.append(entry)
    return found
