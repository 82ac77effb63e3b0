"""Waits for what AWS is still at work on, so that removing does not run into it (R27)."""

from collections.abc import Sequence

from wizard.aws import stack_sets, stacks
from wizard.aws.errors import NotFound
from wizard.aws.stack_sets import StackSetOperation
from wizard.aws.stacks import Stack
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.removal_failures import still_at_work
from wizard.operations.stack_set_work import Stopped, at_work, our_stack_sets, until_quiet
from wizard.operations.stack_watch import StackWatch, in_progress

_BEING_DELETED = "DELETE_IN_PROGRESS"


class SettleStackSets:
    """Nothing is broken off here: who does not want to wait stops the operation with the mend below."""

    key = "settle-stack-sets"

    async def look(self, context: Context) -> Finding:
        """Ask whether anything of ours is at work; what is being deleted already is followed by the next operation."""
        stack = await _our_stack(context)
        if stack is not None and stack.status == _BEING_DELETED:
            return Finding(FindingKind.DONE)
        busy = stack is not None and in_progress(stack.status)
        return Finding(FindingKind.NEEDED if busy or await _all_at_work(context) else FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Wait for the stack, then for the operations of its StackSets; say what runs, and since when."""
        stack = await _our_stack(context)
        if stack is not None and in_progress(stack.status) and stack.status != _BEING_DELETED:
            progress(Said(Message("settle.stack", {"name": stack.name, "status": stack.status})))
            end = await StackWatch(context, stack.stack_id, progress, after=None, accounts=None).until_final()
            if end.stopped:
                return await _stopped(context)
        teller = _Teller(context, progress)
        names = tuple(one.name for one in await our_stack_sets(context))
        try:
            await until_quiet(context, names, lambda: teller.tell(names))
        except Stopped:
            return await _stopped(context)
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Nothing was made here."""
        del context, progress
        return Outcome.done()


class StopStackSetOperation:
    """The mend for who does not want to wait: accounts under way are finished, the rest is not begun."""

    key = "stop-stack-set-operation"

    async def look(self, context: Context) -> Finding:
        """Ask whether anything runs or waits on a StackSet of ours."""
        return Finding(FindingKind.NEEDED if await _all_at_work(context) else FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Ask AWS to stop every operation, and wait until none is left."""
        for name, operation in await _all_at_work(context):
            progress(Said(Message("settle.stopping", {"name": name, "action": operation.action})))
            if operation.status != "STOPPING":
                await _stop(context, name, operation)
        teller = _Teller(context, progress)
        names = tuple(one.name for one in await our_stack_sets(context))
        try:
            await until_quiet(context, names, lambda: teller.tell(names))
        except Stopped:
            return await _stopped(context)
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """What was stopped is not begun again."""
        del context, progress
        return Outcome.done()


async def _stop(context: Context, name: str, operation: StackSetOperation) -> None:
    try:
        await stack_sets.stop_operation(context.access, name, operation.operation_id)
    except NotFound:
        return  # it has just ended


async def _our_stack(context: Context) -> Stack | None:
    stack = await stacks.describe(context.access, context.request.names.stack)
    if stack is None or stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
        return None
    return stack


async def _all_at_work(context: Context) -> tuple[tuple[str, StackSetOperation], ...]:
    found = [(one.name, await at_work(context, one.name)) for one in await our_stack_sets(context)]
    return tuple((name, operation) for name, operations in found for operation in operations)


async def _stopped(context: Context) -> Outcome:
    """Say with the end of waiting what still runs: that is what the person decides on next."""
    running = await _all_at_work(context)
    failure = still_at_work(context, *running[-1]) if running else None
    return Outcome(OutcomeKind.CANCELLED, failure)


class _Teller:
    """Says which operation of which StackSet runs, and how far it is, each change once."""

    def __init__(self, context: Context, progress: Progress) -> None:
        self._context = context
        self._progress = progress
        self._said: Message | None = None

    async def tell(self, names: Sequence[str]) -> None:
        for name in names:
            operations = await at_work(self._context, name)
            if not operations:
                continue
            first = operations[-1]
            results = await stack_sets.operation_results(self._context.access, name, first.operation_id)
            over = sum(one.status not in ("PENDING", "RUNNING") for one in results)
            self._say(
                Message(
                    "settle.stack-set",
                    {
                        "name": name,
                        "action": first.action,
                        "since": f"{first.created_at:%Y-%m-%d %H:%M} UTC",
                        "done": str(over),
                        "total": str(len(results)),
                    },
                )
            )

    def _say(self, message: Message) -> None:
        if message != self._said:
            self._said = message
            self._progress(Said(message))
