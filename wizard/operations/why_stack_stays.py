"""Says why a stack could not be deleted, as exactly as AWS lets us know (R18, R22)."""

from wizard.aws import roles, stacks
from wizard.aws.errors import AwsError, NotFound
from wizard.aws.roles import PolicyName
from wizard.aws.stacks import Stack
from wizard.model.failure import RawFailure
from wizard.operations.context import Context
from wizard.operations.failures import event_failure, status_failure
from wizard.operations.removal_failures import role_has_policies

ROLE_TYPE = "AWS::IAM::Role"


async def why_stack_stays(context: Context, stack: Stack) -> RawFailure:
    """Give the failure behind DELETE_FAILED; where policies of others keep the role, they are named.

    Raises AwsError.
    """
    account, region = context.request.identity.management_account_id, context.request.region
    failed = [
        one for one in await stacks.failed_events(context.access, stack.stack_id) if one.status == "DELETE_FAILED"
    ]
    role = next((one.physical_id for one in failed if one.resource_type == ROLE_TYPE and one.physical_id), "")
    if role and (policies := await _policies(context, role)):
        return role_has_policies(context, role, policies)
    if failed:
        return event_failure(failed[0], account=account, region=region)
    return status_failure(stack, account=account, region=region)


async def _policies(context: Context, role: str) -> tuple[PolicyName, ...]:
    """Give what hangs on a role that AWS failed to delete: CloudFormation has taken its own policies off by then.

    Nothing where we may not look: AWS's own words are shown then.
    """
    try:
        return await roles.policy_names(context.access, role)
    except AwsError as error:
        if error.access_denied or isinstance(error, NotFound):
            return ()
        raise
