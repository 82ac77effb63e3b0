"""Brings a connection's stack to other accounts and other settings."""

from dataclasses import replace

from wizard.aws import stacks
from wizard.aws.stacks import Stack
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.operations.context import Context
from wizard.operations.make_room import Room
from wizard.operations.stack_change import StackChange, change_obstacle
from wizard.operations.stack_goal import StackGoal, as_requested, renewed_secrets
from wizard.operations.stack_watch import in_progress


class ApplyChange:
    """The update to what was asked for. The status stays as it is; one account's failure never undoes the others."""

    key = "apply-change"

    async def look(self, context: Context) -> Finding:
        """Done where the stack is as asked for already."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        in_the_way = change_obstacle(context, stack)
        if stack is None or in_the_way is not None:
            return Finding(FindingKind.IN_THE_WAY, in_the_way)
        if in_progress(stack.status):
            return Finding(FindingKind.NEEDED)
        goal = _requested(context, stack)
        reached = goal.reached(stack) and not goal.renewed  # only the update itself knows whether those are there
        return Finding(FindingKind.DONE if reached else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Update the stack and watch it, and every account."""

        async def goal(stack: Stack) -> StackGoal:
            return _requested(context, stack)

        return await StackChange(context, progress, goal, step="change", said="change.applying").bring_about()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Make room for the way back; `MakeRoom.undo` then brings everything back to what it was."""
        if context.previous is None or await stacks.describe(context.access, context.request.names.stack) is None:
            return Outcome.done()
        room = Room(context, context.previous.targets)
        return await StackChange(
            context, progress, room.goal, step="change-undo", said="change.making-room"
        ).bring_about()


def _requested(context: Context, stack: Stack) -> StackGoal:
    goal = as_requested(stack, context.request, context.provider, context.template_body, context.secrets)
    if context.previous is None:
        return goal
    return replace(goal, renewed=renewed_secrets(context.request, context.provider, context.previous))
