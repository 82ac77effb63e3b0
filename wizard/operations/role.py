"""Reads the RoleARN from the stack's output."""

from wizard.aws import stacks
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


async def find_role_arn(access: AwsAccess, request: ConnectRequest, provider: ProviderDefinition) -> str:
    """Give the RoleARN from the output that the definition names; empty where there is none. Raises AwsError."""
    stack = await stacks.describe(access, request.names.stack)
    return stack.outputs.get(provider.outputs.get(ROLE_ARN_OUTPUT, ""), "") if stack is not None else ""


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
