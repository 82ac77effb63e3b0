"""Reads the RoleARN from the stack's output."""

from wizard.aws import roles, stacks
from wizard.aws.access import AwsAccess
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.providers.definition import ProviderDefinition

ROLE_ARN_OUTPUT = "role_arn"
NOTED = "role-arn"
_ROLE = "AWS::IAM::Role"


async def find_role_arn(access: AwsAccess, request: ConnectRequest, provider: ProviderDefinition) -> str:
    """Give the RoleARN from the output that the definition names; empty where there is none. Raises AwsError.

    A template of any vendor may have no such output: then the ARN is that of the first role in the stack.
    """
    stack = await stacks.describe(access, request.names.stack)
    if stack is None:
        return ""
    found = stack.outputs.get(provider.outputs.get(ROLE_ARN_OUTPUT, ""), "")
    return found if found or provider.chooses_accounts else await _arn_of_a_role(access, stack.stack_id)


async def _arn_of_a_role(access: AwsAccess, stack_id: str) -> str:
    for one in await stacks.resources(access, stack_id):
        if one.resource_type == _ROLE and one.physical_id:
            role = await roles.find(access, one.physical_id)
            if role is not None:
                return role.arn
    return ""


class FindRole:
    """The end of the deployment: what has to be handed to the service."""

    key = "role"

    async def look(self, context: Context) -> Finding:
        """Done where the stack's output is the RoleARN that was noted before."""
        arn = await find_role_arn(context.access, context.request, context.provider)
        known = await context.journal.noted(NOTED)
        return Finding(FindingKind.DONE if arn and arn == known else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Read the output and note it."""
        arn = await find_role_arn(context.access, context.request, context.provider)
        if not arn:
            return Outcome(OutcomeKind.FIXABLE, _no_output(context))
        await context.journal.note(NOTED, arn)
        progress(Said(Message("role.found", {"arn": arn})))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """The role goes with the stack."""
        return Outcome.done()


def _no_output(context: Context) -> RawFailure:
    name = context.provider.outputs.get(ROLE_ARN_OUTPUT, "RoleARN")
    return RawFailure(
        f"Stack {context.request.names.stack} has no output {name}.",
        surface="stack outputs",
        service="cloudformation",
        code="OutputMissing",
        operation="DescribeStacks",
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )
