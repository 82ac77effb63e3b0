"""Says what stands in the way of removing a connection: what it is, where it is, and AWS's own words."""

from collections.abc import Sequence

from wizard.aws.roles import PolicyName
from wizard.aws.stack_sets import StackInstance, StackSet, StackSetOperation
from wizard.aws.stacks import Stack
from wizard.model.failure import RawFailure
from wizard.operations.context import Context
from wizard.operations.failures import STACK_EVENT, STACK_SET_RESULT

_NAMED = 5
NOT_EMPTY = "StackSetNotEmptyException"


def protected(context: Context, stack: Stack) -> RawFailure:
    """Say that a stack is protected against deletion, as AWS says it (R22)."""
    text = f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
    return _refused(context, text, "ValidationError", "DeleteStack")


def still_at_work(context: Context, stack_set: str, operation: StackSetOperation) -> RawFailure:
    """Say which operation of a StackSet has not ended yet, and since when it is there (R27)."""
    text = (
        f"Another Operation on StackSet {stack_set} is in progress: {operation.operation_id} ({operation.action}) is "
        f"{operation.status} since {operation.created_at:%Y-%m-%d %H:%M} UTC."
    )
    return _refused(context, text, "OperationInProgressException", operation.action)


def instances_left(context: Context, stack_set: StackSet, left: Sequence[StackInstance]) -> RawFailure:
    """Say which accounts keep their stack, each with AWS's reason (R31)."""
    names = context.request.account_names
    reasons = [
        f"account {names.get(one.account_id, one.account_id)} ({one.account_id}), stack {one.stack_id or 'unknown'}: "
        f"{one.reason or one.detailed_status or one.status}"
        for one in left[:_NAMED]
    ]
    more = f"; and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
    return RawFailure(
        f"StackSet {stack_set.name} still has {len(left)} stack instances that AWS could not delete: "
        f"{'; '.join(reasons)}{more}",
        surface=STACK_SET_RESULT,
        service="cloudformation",
        code=NOT_EMPTY,
        operation="DeleteStackInstances",
        account=left[0].account_id,
        region=context.request.region,
    )


def role_has_policies(context: Context, role: str, policies: Sequence[PolicyName]) -> RawFailure:
    """Say which policies keep a role of the management account from being deleted (R22)."""
    account = context.request.identity.management_account_id
    arn = f"arn:{context.request.partition}:iam::{account}:role/{role}"
    named = ", ".join(f"policy: {one.arn}" if one.arn else f"policy [{one.name}]" for one in policies)
    return RawFailure(
        f"Cannot delete entity, must detach all policies first. On the role {arn} in account {account} hangs {named}, "
        "which its stack did not put there.",
        surface=STACK_EVENT,
        service="iam",
        code="DELETE_FAILED",
        operation="DeleteRole",
        account=account,
        region=context.request.region,
    )


def still_there(context: Context, what: str, where: str) -> RawFailure:
    """Say that something of ours is there although all was asked to go; the sentences are for people."""
    account = context.request.identity.management_account_id
    return RawFailure(
        f"{what} is still there, in account {account}. Open {where} in the AWS console, remove it there, then try "
        "again.",
        surface="Org Wizard",
        service="cloudformation",
        code="StillThere",
        account=account,
        region=context.request.region,
    )


def _refused(context: Context, text: str, code: str, operation: str) -> RawFailure:
    return RawFailure(
        text,
        service="cloudformation",
        code=code,
        operation=operation,
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )
