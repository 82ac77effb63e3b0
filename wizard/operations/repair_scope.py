"""Repairs which accounts a connection reaches: the choice stays, and the tree has changed since it was made (R26)."""

from dataclasses import replace

from wizard.aws import stacks
from wizard.aws.stacks import Stack
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.operations.context import Context
from wizard.operations.stack_change import StackChange, change_obstacle
from wizard.operations.stack_goal import StackGoal, with_targets
from wizard.operations.stack_watch import in_progress


class RepairScope:
    """Tells the stack the units and accounts that the choice means now; settings, status and template stay."""

    key = "repair-scope"

    async def look(self, context: Context) -> Finding:
        """Done where the stack knows them already."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        in_the_way = change_obstacle(context, stack)
        if stack is None or in_the_way is not None:
            return Finding(FindingKind.IN_THE_WAY, in_the_way)
        if in_progress(stack.status):
            return Finding(FindingKind.NEEDED)
        return Finding(FindingKind.DONE if _goal(context, stack).reached(stack) else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Update the stack and watch it, and every account."""

        async def goal(stack: Stack) -> StackGoal:
            return _goal(context, stack)

        return await StackChange(context, progress, goal, step="scope", said="repair.scope").bring_about()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it: the accounts are those that were chosen."""
        del context, progress
        return Outcome.done()


def _goal(context: Context, stack: Stack) -> StackGoal:
    """Give the goal with the parameters that the template has: not each has all of those for accounts."""
    goal = with_targets(stack, context.request.targets, context.provider.unit_parameter)
    return replace(goal, parameters={name: goal.parameters[name] for name in stack.parameters})
