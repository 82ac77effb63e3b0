"""Before a change: takes accounts that go from one StackSet to the other out of both.

The old StackSet would give up their roles only after the new one has tried to make them, and the name would be taken.
"""

from wizard.aws import organizations, stacks
from wizard.aws.stacks import Stack
from wizard.model.organization import OrganizationTree
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.model.scope_change import may_move, room_between
from wizard.model.targets import Targets
from wizard.operations.context import Context
from wizard.operations.stack_change import StackChange, change_obstacle
from wizard.operations.stack_goal import StackGoal, as_requested, deployed_targets, with_targets
from wizard.operations.stack_watch import in_progress


class Room:
    """Finds the state in between of a change that leads to `after`; the tree is read once, where it is needed."""

    def __init__(self, context: Context, after: Targets) -> None:
        self._context = context
        self._after = after
        self._unit_parameter = context.provider.unit_parameter
        self._tree: OrganizationTree | None = None

    async def goal(self, stack: Stack) -> StackGoal:
        """Give the stack without the accounts that move; as it is where nothing does. Raises AwsError."""
        before = deployed_targets(stack)
        if not may_move(before, self._after):
            return with_targets(stack, before, self._unit_parameter)
        if self._tree is None:
            self._tree = await organizations.read_tree(self._context.access)
        return with_targets(stack, room_between(self._tree, before, self._after), self._unit_parameter)


class MakeRoom:
    """The first of at most two updates of a change."""

    key = "make-room"

    def __init__(self) -> None:
        self._room: Room | None = None

    async def look(self, context: Context) -> Finding:
        """Done where no account goes from one StackSet to the other, or where those that do are out already."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        in_the_way = change_obstacle(context, stack)
        if stack is None or in_the_way is not None:
            return Finding(FindingKind.IN_THE_WAY, in_the_way)
        if in_progress(stack.status):
            return Finding(FindingKind.NEEDED)
        goal = await self._room_of(context).goal(stack)
        return Finding(FindingKind.DONE if goal.reached(stack) else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Take the accounts out that move, and nothing else."""
        room = self._room_of(context)
        return await StackChange(context, progress, room.goal, step="room", said="change.making-room").bring_about()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Bring the stack back to what was connected before the change."""
        previous = context.previous
        if previous is None or await stacks.describe(context.access, context.request.names.stack) is None:
            return Outcome.done()

        async def goal(stack: Stack) -> StackGoal:
            return as_requested(stack, previous, context.provider, context.template_body)

        return await StackChange(context, progress, goal, step="room-undo", said="change.putting-back").bring_about()

    def _room_of(self, context: Context) -> Room:
        if self._room is None:
            self._room = Room(context, context.request.targets)
        return self._room
