"""Follows a failure to what failed first: through nested stacks, and from a StackSet to an account's own reason."""

from collections.abc import Mapping

from wizard.aws import stacks
from wizard.aws.errors import AwsError
from wizard.aws.stacks import Stack, StackEvent
from wizard.model.failure import RawFailure
from wizard.model.progress import AccountResult
from wizard.operations.context import Context
from wizard.operations.failures import event_failure, status_failure
from wizard.operations.stack_watch import STACK_SET_TYPE

_NESTED_TYPE = "AWS::CloudFormation::Stack"
_DEEPEST = 8
"""More levels of nested stacks are not followed."""


async def first_cause(
    context: Context, stack_id: str, stack: Stack | None, failed_accounts: Mapping[str, AccountResult]
) -> RawFailure:
    """Give what went wrong first (R18). A StackSet's event names no account's reason: the account's own is given.

    stack: as it was seen last; None where it is gone. Raises AwsError.
    """
    account, region = context.request.identity.management_account_id, context.request.region
    failed = await _failed_innermost(context, stack_id)
    if failed and failed[0].resource_type == STACK_SET_TYPE:
        reasons = [one.reason for one in failed_accounts.values() if one.reason]
        if reasons:
            return reasons[0]
    if failed:
        return event_failure(failed[0], account=account, region=region)
    if stack is not None:
        return status_failure(stack, account=account, region=region)
    return RawFailure(
        f"Stack {stack_id} was deleted while it was being made.",
        service="cloudformation",
        code="DELETE_COMPLETE",
        operation="CreateStack",
        account=account,
        region=region,
    )


async def _failed_innermost(context: Context, stack_id: str) -> tuple[StackEvent, ...]:
    """Give the failures of a stack; where a nested stack failed first, those of that one, and so on down.

    The event of a nested stack says only that something in it failed. It has to do where those inside cannot be read.
    """
    failed = await stacks.failed_events(context.access, stack_id)
    for _ in range(_DEEPEST):
        if not failed or failed[0].resource_type != _NESTED_TYPE or not failed[0].physical_id:
            return failed
        try:
            inside = await stacks.failed_events(context.access, failed[0].physical_id)
        except AwsError:
            return failed
        if not inside:
            return failed
        failed = inside
    return failed
