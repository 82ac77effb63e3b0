"""Turns on trusted access between CloudFormation StackSets and AWS Organizations (R11)."""

from wizard.aws import trusted_access
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.pace import wait_unless_cancelled

_QUESTIONS = 30
_BETWEEN = 2.0


class TurnOnTrustedAccess:
    """Needed once per organization. Never taken back: other StackSets may depend on it by then."""

    key = "trusted-access"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether it is on."""
        state = await trusted_access.state(context.access)
        if state is TrustedAccess.ENABLED:
            return Finding(FindingKind.DONE)
        if state is TrustedAccess.DISABLED_PERMANENTLY:
            return Finding(FindingKind.IN_THE_WAY, _disabled_permanently(context))
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Turn it on, and wait until AWS says so."""
        progress(Said(Message("trusted-access.turning-on")))
        await trusted_access.activate(context.access)
        for _ in range(_QUESTIONS):
            if await trusted_access.state(context.access) is TrustedAccess.ENABLED:
                return Outcome.done()
            if not await wait_unless_cancelled(context.clock, context.journal, _BETWEEN):
                return Outcome(OutcomeKind.CANCELLED)
        return Outcome(OutcomeKind.RETRYABLE, _still_off(context))

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it on."""
        return Outcome.done()


def _disabled_permanently(context: Context) -> RawFailure:
    return RawFailure(
        "AWS answers DISABLED_PERMANENTLY for the trusted access of CloudFormation StackSets.",
        service="cloudformation",
        code="DISABLED_PERMANENTLY",
        operation="DescribeOrganizationsAccess",
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )


def _still_off(context: Context) -> RawFailure:
    return RawFailure(
        "AWS accepted to turn on trusted access for CloudFormation StackSets, and still says DISABLED.",
        service="cloudformation",
        code="DISABLED",
        operation="ActivateOrganizationsAccess",
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )
