"""Spreads Resource Explorer over the member accounts by Quick Setup (R43)."""

from wizard.aws import quick_setup, resource_explorer
from wizard.aws.quick_setup import Spread
from wizard.model.explorer import IndexKind
from wizard.model.failure import RawFailure
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.operations.context import Context
from wizard.operations.ownership import connection_tags
from wizard.operations.pace import wait_unless_cancelled

_QUESTIONS = 360
_BETWEEN = 5.0
_STEP = "manager"
_NAME = "org-wizard-resource-explorer"
_DONE = "SUCCEEDED"
_FAILED = frozenset({"FAILED", "STOPPED", "STOP_FAILED", "DELETE_FAILED"})


class SpreadExplorer:
    """Indexes in every member, in every region where the management account has one; one configuration does it all."""

    key = "spread-explorer"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether there is a configuration already: a second one would work against it."""
        if await context.journal.noted(_STEP):
            return Finding(FindingKind.NEEDED)
        if await _spread(context) is None:
            text = "The management account has no aggregator index yet: make it first."
            return Finding(FindingKind.IN_THE_WAY, _failure(context, text, "NoAggregator"))
        there = await quick_setup.explorer_managers(context.access)
        if there:
            text = (
                f"Quick Setup has a configuration for Resource Explorer already: {there[0]}. "
                "Change its accounts and Regions in the AWS console under Systems Manager › Quick Setup."
            )
            return Finding(FindingKind.IN_THE_WAY, _failure(context, text, "ConfigurationExists"))
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Begin, and wait until AWS has deployed it; one that was begun before is waited for."""
        del progress
        manager = await context.journal.noted(_STEP)
        if not manager:
            spread = await _spread(context)
            if spread is None:
                return Outcome(OutcomeKind.FIXABLE, _failure(context, "There is no aggregator index.", "NoAggregator"))
            tags = connection_tags(context.request)
            manager = await quick_setup.spread_explorer(context.access, _NAME, spread, tags)
            await context.journal.note(_STEP, manager)
        for _ in range(_QUESTIONS):
            state, said = await quick_setup.status(context.access, manager)
            if state == _DONE:
                return Outcome.done()
            if state in _FAILED:
                text = f"Quick Setup ended with {state}. {said}".strip()
                return Outcome(OutcomeKind.FIXABLE, _failure(context, text, state))
            if not await wait_unless_cancelled(context.clock, context.journal, _BETWEEN):
                return Outcome(OutcomeKind.CANCELLED)
        return Outcome(OutcomeKind.RETRYABLE, _failure(context, "Quick Setup is still at work.", "StillDeploying"))

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it: members search with it by then."""
        del context, progress
        return Outcome.done()


async def _spread(context: Context) -> Spread | None:
    """Give what is deployed: to the root, as the management account has it; None where it has no aggregator."""
    own = await resource_explorer.own_indexes(context.access)
    aggregator = next((one for one, kind in own.items() if kind is IndexKind.AGGREGATOR), "")
    if not aggregator:
        return None
    return Spread(aggregator, tuple(sorted(own)), (context.request.identity.root_id,))


def _failure(context: Context, text: str, code: str) -> RawFailure:
    account = context.request.identity.management_account_id
    return RawFailure(text, service="ssm-quicksetup", code=code, account=account, region=context.access.region)
