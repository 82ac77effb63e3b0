"""Tells what StackSet operations have reached since a moment from what still shows an earlier operation."""

from dataclasses import replace

from wizard.aws import stack_sets
from wizard.aws.errors import AwsError, NotFound
from wizard.aws.stack_sets import StackInstance
from wizard.operations.context import Context


class OperationsSince:
    """The operations of StackSets that began after `mark`; what is marked outlives the process.

    An account that a new operation has not come to yet shows how the one before ended: SUCCEEDED, which is no news.
    """

    def __init__(self, context: Context, step: str) -> None:
        self._context = context
        self._step = step

    async def mark(self, name: str) -> None:
        """Keep the newest operation of a StackSet, once. Raises AwsError.

        Whoever may not list operations may not watch accounts either, and there is nothing to mark.
        """
        if await self._context.journal.noted(self._place(name)) is not None:
            return
        try:
            operations = await stack_sets.operations(self._context.access, name)
        except NotFound:
            operations = ()
        except AwsError as error:
            if not error.access_denied:
                raise
            return
        await self._context.journal.note(self._place(name), operations[0].operation_id if operations else "")

    async def instances(self, name: str) -> tuple[StackInstance, ...]:
        """Give the instances of a StackSet, as PENDING where no new operation has come to them. Raises AwsError."""
        new = await self._new(name)
        found = await stack_sets.instances(self._context.access, name)
        return tuple(one if one.last_operation_id in new else _not_reached(one) for one in found)

    async def _new(self, name: str) -> frozenset[str]:
        marked = await self._context.journal.noted(self._place(name))
        new: list[str] = []
        for operation in await stack_sets.operations(self._context.access, name):
            if operation.operation_id == marked:
                break
            new.append(operation.operation_id)
        return frozenset(new)

    def _place(self, name: str) -> str:
        return f"{self._step}:newest:{name}"


def _not_reached(instance: StackInstance) -> StackInstance:
    if instance.detailed_status == "SKIPPED_SUSPENDED_ACCOUNT":
        return instance
    return replace(instance, detailed_status="PENDING", reason="")
