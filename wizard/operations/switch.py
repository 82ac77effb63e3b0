"""Switches the status of a connection: gives its roles their trust, or takes it away, in every account."""

from typing import ClassVar

from wizard.aws import stacks
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.stack_watch import in_progress
from wizard.operations.status_change import StatusChange, obstacle
from wizard.providers.definition import StatusParameter

_SWITCHED, _PUT_BACK = "switch", "put-back"


class _Switch:
    """What both directions have in common. Where the template has no status parameter there is nothing to do."""

    key: ClassVar[str]

    def _value(self, status: StatusParameter) -> str:
        raise NotImplementedError

    async def look(self, context: Context) -> Finding:
        """Done where the stack's parameter is so already; whether the accounts followed is judged afterwards."""
        status = context.provider.status
        if status is None:
            return Finding(FindingKind.DONE)
        stack = await stacks.describe(context.access, context.request.names.stack)
        in_the_way = obstacle(context, status.parameter, stack)
        if stack is None or in_the_way is not None:
            return Finding(FindingKind.IN_THE_WAY, in_the_way)
        if in_progress(stack.status) or stack.parameters[status.parameter] != self._value(status):
            return Finding(FindingKind.NEEDED)
        return Finding(FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Update the stack, and watch it and every account."""
        status = context.provider.status
        if status is None:
            return Outcome.done()
        return await _change(context, progress, status, self._value(status), _SWITCHED).bring_about()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Put back the value that the parameter had before; an update still under way is waited for."""
        status = context.provider.status
        if status is None:
            return Outcome.done()
        before = await _change(context, progress, status, "", _SWITCHED).before()
        stack = await stacks.describe(context.access, context.request.names.stack)
        if before is None or stack is None:
            return Outcome.done()
        if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
            progress(Said(Message("stack.not-ours", {"name": stack.name})))
            return Outcome.done()
        return await _change(context, progress, status, before, _PUT_BACK).bring_about()


def _change(context: Context, progress: Progress, status: StatusParameter, value: str, step: str) -> StatusChange:
    return StatusChange(context, progress, parameter=status.parameter, value=value, step=step)


class SwitchOn(_Switch):
    """Lets the service take the roles on again."""

    key: ClassVar[str] = "switch-on"

    def _value(self, status: StatusParameter) -> str:
        return status.active


class SwitchOff(_Switch):
    """Takes the trust away from the roles; they stay where they are."""

    key: ClassVar[str] = "switch-off"

    def _value(self, status: StatusParameter) -> str:
        return status.inactive
