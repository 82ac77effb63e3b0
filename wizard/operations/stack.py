"""Makes the stack, and with it the StackSets that it holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.aws import stacks
from wizard.aws.errors import AwsError
from wizard.aws.stacks import Stack
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import AccountResult, Said
from wizard.operations.context import Context
from wizard.operations.first_cause import first_cause
from wizard.operations.ownership import CONNECTION_TAG, Ownership, connection_tags, stack_ownership
from wizard.operations.parameters import forgotten_secret, stack_parameters
from wizard.operations.stack_removal import remove_stack
from wizard.operations.stack_watch import StackWatch, in_progress
from wizard.operations.tokens import with_token
from wizard.operations.watch_accounts import AccountWatch

COMPLETE = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"})
_HIDDEN = "****"


class MakeStack:
    """One stack in the management account. A StackSet's failed accounts do not fail it (R33)."""

    key = "stack"

    async def look(self, context: Context) -> Finding:
        """Ask AWS for a stack of this name, and whose it is."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None:
            return Finding(FindingKind.NEEDED)
        if stack_ownership(stack, context.request.connection_id) is not Ownership.OURS:
            return Finding(FindingKind.IN_THE_WAY, foreign_stack(context, stack))
        if in_progress(stack.status):
            return Finding(FindingKind.NEEDED)
        if stack.status not in COMPLETE:
            return Finding(FindingKind.IN_THE_WAY, left_over_stack(context, stack))
        return Finding(FindingKind.DONE if _as_asked(context, stack) else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Make the stack, or go on watching it; a complete one with other parameters is updated."""
        accounts = AccountWatch(context, progress)
        await accounts.begin()
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is not None and stack.status == "DELETE_IN_PROGRESS":
            gone = await StackWatch(context, stack.stack_id, progress, after=None, accounts=None).until_final()
            if gone.stopped:
                return _stopped(context, progress)
            stack = None
        begun = await _begin(context, progress, stack)
        if begun is None:
            return Outcome.done()
        watch = StackWatch(context, begun.stack_id, progress, after=begun.after, accounts=accounts)
        end = await watch.until_final()
        if end.stopped:
            return _stopped(context, progress)
        if begun.by_another_run and _needs_update(context, end.stack):
            return await self.run(context, progress)
        return await _judge(context, begun.stack_id, end.stack, accounts.failures)

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Delete the stack where it carries our tag; its StackSets and their instances go with it (R31)."""
        return await remove_stack(context, progress)


def foreign_stack(context: Context, stack: Stack) -> RawFailure:
    """Say that a stack of this name is somebody else's, in AWS's words and with what tells so."""
    owner = stack.tags.get(CONNECTION_TAG)
    whose = f"it belongs to the connection {owner}" if owner else f"it has no tag {CONNECTION_TAG}"
    text = f"Stack [{stack.name}] already exists: {stack.stack_id} is {stack.status}, and {whose}."
    return _obstacle(context, text, "AlreadyExistsException")


def left_over_stack(context: Context, stack: Stack) -> RawFailure:
    """Say that an earlier try left a stack that can only be deleted (R17)."""
    text = f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated."
    return _obstacle(context, text, "ValidationError")


def _obstacle(context: Context, text: str, code: str) -> RawFailure:
    return RawFailure(
        text,
        service="cloudformation",
        code=code,
        operation="CreateStack",
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )


def _as_asked(context: Context, stack: Stack) -> bool:
    """Whether a stack has the parameters of the request; hidden ones come back as **** and are taken as right."""
    wanted = stack_parameters(context.request, context.provider, context.secrets)
    return all(stack.parameters.get(name, "") in (value, _HIDDEN) for name, value in wanted.items())


def _needs_update(context: Context, stack: Stack | None) -> bool:
    return stack is not None and stack.status in COMPLETE and not _as_asked(context, stack)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What AWS is at work on; events up to the one with the ID `after` are no news.

    by_another_run: an earlier run began it, perhaps with other parameters
    """

    stack_id: str
    after: str | None = None
    by_another_run: bool = False


async def _begin(context: Context, progress: Progress, stack: Stack | None) -> _Begun | None:
    """Create or update the stack, or find it under way; None where there is nothing to change."""
    values = {"name": context.request.names.stack}
    if stack is None:
        progress(Said(Message("stack.creating", values)))
        return _Begun(await _create(context))
    if in_progress(stack.status):
        progress(Said(Message("stack.watching", values)))
        return _Begun(stack.stack_id, by_another_run=True)
    progress(Said(Message("stack.updating", values)))
    events = await stacks.events(context.access, stack.stack_id, after=None)
    if not await _update(context):
        return None
    return _Begun(stack.stack_id, events[-1].event_id if events else None)


def _stopped(context: Context, progress: Progress) -> Outcome:
    progress(Said(Message("stack.stopped-watching", {"name": context.request.names.stack})))
    return Outcome(OutcomeKind.CANCELLED)


async def _create(context: Context) -> str:
    """Create the stack and give its ID. A call that failed may have been carried out: AWS is asked first (R45)."""
    forgotten = forgotten_secret(context.request, context.provider, context.secrets)
    if forgotten is not None:
        raise WizardError(forgotten)

    async def create(token: str) -> str:
        return await stacks.create(
            context.access,
            name=context.request.names.stack,
            template_body=context.template_body,
            parameters=stack_parameters(context.request, context.provider, context.secrets),
            capabilities=context.capabilities,
            tags=connection_tags(context.request),
            token=token,
        )

    try:
        return await with_token(context.journal, "create", create)
    except AwsError:
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is not None and stack_ownership(stack, context.request.connection_id) is Ownership.OURS:
            return stack.stack_id
        raise


async def _update(context: Context) -> bool:
    """Begin the update; give False where there is nothing to change (R21). Secrets that nobody knows stay."""
    wanted: dict[str, str | None] = dict(stack_parameters(context.request, context.provider, context.secrets))
    wanted.update(
        (one.parameter, None)
        for one in context.provider.settings
        if one.secret and one.parameter and one.id not in context.secrets
    )
    return await stacks.update(
        context.access,
        name=context.request.names.stack,
        template_body=context.template_body,
        parameters=wanted,
        capabilities=context.capabilities,
        tags=connection_tags(context.request),
        token=await context.journal.fresh_token("update"),
    )


async def _judge(
    context: Context, stack_id: str, stack: Stack | None, failed_accounts: Mapping[str, AccountResult]
) -> Outcome:
    if stack is not None and stack.status in COMPLETE and stack.status != "UPDATE_ROLLBACK_COMPLETE":
        return Outcome.done()
    return Outcome(OutcomeKind.FIXABLE, await first_cause(context, stack_id, stack, failed_accounts))
