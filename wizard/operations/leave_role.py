"""Leaves the role of the management account behind where policies of others keep it from being deleted (R22)."""

from wizard.aws import roles, stacks
from wizard.aws.stacks import Stack, StackResource
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.left_behind import TRUST_NOBODY
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.removal_watch import RemovalWatch
from wizard.operations.stack import foreign_stack
from wizard.operations.stack_removal import DELETE_FAILED, DELETED, delete_stack
from wizard.operations.stack_set_work import Stopped
from wizard.operations.why_stack_stays import ROLE_TYPE, why_stack_stays


class LeaveRole:
    """Nobody can take the role on any more; then the stack goes without it. Only a role of our stack is touched."""

    key = "leave-role"

    async def look(self, context: Context) -> Finding:
        """Ask whether our stack stays because of a role."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None or stack.status == DELETED:
            return Finding(FindingKind.DONE)
        if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
            return Finding(FindingKind.IN_THE_WAY, foreign_stack(context, stack))
        going = stack.status in (DELETE_FAILED, "DELETE_IN_PROGRESS")
        return Finding(FindingKind.NEEDED if going and await _stuck_roles(context, stack) else FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Take the trust away first, so that a role that nobody watches any more is of no use to anybody."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None:
            return Outcome.done()
        stuck = await _stuck_roles(context, stack)
        for role in stuck:
            progress(Said(Message("leave.taking-trust", {"role": role.physical_id})))
            await roles.set_trust(context.access, role.physical_id, TRUST_NOBODY)
        watch = RemovalWatch(context, progress)
        try:
            end = await delete_stack(context, stack, progress, watch, retain=[one.logical_id for one in stuck])
        except Stopped:
            return Outcome(OutcomeKind.CANCELLED)
        if end.stack is not None and end.stack.status != DELETED:
            return Outcome(OutcomeKind.FIXABLE, await why_stack_stays(context, end.stack))
        for role in stuck:
            progress(Said(left_role(context, role.physical_id)))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """A role that was left behind belongs to nobody's stack any more."""
        del context, progress
        return Outcome.done()


def left_role(context: Context, role: str) -> Message:
    """Say which role stays, and where."""
    account = context.request.identity.management_account_id
    return Message("gone.left-role", {"role": role, "account": grouped_account_id(account)})


async def _stuck_roles(context: Context, stack: Stack) -> tuple[StackResource, ...]:
    found = await stacks.resources(context.access, stack.stack_id)
    return tuple(
        one for one in found if one.resource_type == ROLE_TYPE and one.status == DELETE_FAILED and one.physical_id
    )
