"""The StackSets of a connection, and what AWS is at work on in them."""

from collections.abc import Awaitable, Callable, Sequence

from wizard.aws import stack_sets
from wizard.aws.access import AwsAccess
from wizard.aws.errors import NotFound
from wizard.aws.stack_sets import StackSet, StackSetOperation
from wizard.model.connection import ConnectRequest
from wizard.operations.context import Context
from wizard.operations.ownership import Ownership, ownership
from wizard.operations.pace import delay_after, wait_unless_cancelled

_AT_WORK = frozenset({"QUEUED", "RUNNING", "STOPPING"})


class Stopped(Exception):  # noqa: N818 the person's wish is no error
    """The person pressed "Stop" while AWS was still at work."""


async def stack_sets_of_name(context: Context) -> tuple[StackSet, ...]:
    """Give the StackSets that have the names of this connection's, whosever they are. Raises AwsError."""
    return await _of_name(context.access, context.request)


async def of_connection(access: AwsAccess, request: ConnectRequest) -> tuple[StackSet, ...]:
    """Give the StackSets that carry the tag of a request's connection. Raises AwsError."""
    found = await _of_name(access, request)
    return tuple(one for one in found if ownership(one.tags, request.connection_id) is Ownership.OURS)


async def _of_name(access: AwsAccess, request: ConnectRequest) -> tuple[StackSet, ...]:
    names = (request.names.stack_set, request.names.filtered_stack_set)
    found = [await stack_sets.describe(access, name) for name in names if name]
    return tuple(one for one in found if one is not None)


def belongs(context: Context, stack_set: StackSet) -> bool:
    """Whether a StackSet carries the tag of this connection."""
    return ownership(stack_set.tags, context.request.connection_id) is Ownership.OURS


async def our_stack_sets(context: Context) -> tuple[StackSet, ...]:
    """Give the StackSets of this connection. Raises AwsError."""
    return tuple(one for one in await stack_sets_of_name(context) if belongs(context, one))


async def at_work(context: Context, name: str) -> tuple[StackSetOperation, ...]:
    """Give the operations that run or wait on a StackSet, the newest first; none where it is gone. Raises AwsError."""
    try:
        operations = await stack_sets.operations(context.access, name)
    except NotFound:
        return ()
    return tuple(one for one in operations if one.status in _AT_WORK)


async def until_quiet(context: Context, names: Sequence[str], meanwhile: Callable[[], Awaitable[None]]) -> None:
    """Wait until nothing is at work on any of these StackSets; `meanwhile` is asked at each turn.

    Raises AwsError, and Stopped.
    """
    began = context.clock.now()
    while any([await at_work(context, name) for name in names]):
        await meanwhile()
        elapsed = (context.clock.now() - began).total_seconds()
        if not await wait_unless_cancelled(context.clock, context.journal, delay_after(elapsed)):
            raise Stopped
