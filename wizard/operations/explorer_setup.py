"""What Resource Explorer needs in the management account, which Quick Setup never reaches (R43)."""

from wizard.aws import organizations, resource_explorer
from wizard.aws.access import AwsAccess
from wizard.model.explorer import IndexKind
from wizard.model.failure import RawFailure
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.operations.context import Context
from wizard.operations.ownership import connection_tags
from wizard.operations.pace import wait_unless_cancelled

_QUESTIONS = 90
_BETWEEN = 2.0
_VIEW = "org-wizard-organization"


class TrustResourceExplorer:
    """Needed once per organization. Never taken back: others may depend on it by then."""

    key = "trust-resource-explorer"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether it is on."""
        trusted = await resource_explorer.is_trusted(context.access)
        return Finding(FindingKind.DONE if trusted else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Turn it on."""
        del progress
        await resource_explorer.trust(context.access)
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it on."""
        del context, progress
        return Outcome.done()


class MakeAggregator:
    """An index in the connection's region that is the aggregator; one that is there is promoted."""

    key = "make-explorer-aggregator"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether the account has an aggregator, wherever it is: there is one at most."""
        kinds = (await resource_explorer.own_indexes(context.access)).values()
        return Finding(FindingKind.DONE if IndexKind.AGGREGATOR in kinds else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Make the index where there is none, wait for it, promote it, and wait again."""
        del progress
        access = context.access
        if not (await resource_explorer.index_here(access))[0]:
            await resource_explorer.create_index(access, connection_tags(context.request))
        waited = await _until_active(context, access)
        if waited is not None:
            return waited
        if IndexKind.AGGREGATOR not in (await resource_explorer.own_indexes(access)).values():
            await resource_explorer.promote(access, (await resource_explorer.index_here(access))[0])
        return await _until_active(context, access) or Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it: another aggregator could be made 24 hours later at the earliest."""
        del context, progress
        return Outcome.done()


class MakeOrganizationView:
    """A view over the whole organization, where everything comes together; without an aggregator it has no place."""

    key = "make-explorer-view"

    async def look(self, context: Context) -> Finding:
        """Ask AWS whether a view covers the organization already, whoever made it."""
        there = await _where_it_comes_together(context)
        if there is None:
            return Finding(FindingKind.IN_THE_WAY, _no_aggregator(context))
        organization = context.request.identity.organization_id
        wide = [scope for scope in (await resource_explorer.views(there)).values() if organization in scope]
        return Finding(FindingKind.DONE if wide else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Make it."""
        del progress
        there = await _where_it_comes_together(context)
        if there is None:
            return Outcome(OutcomeKind.FIXABLE, _no_aggregator(context))
        scope = await organizations.organization_arn(context.access)
        await resource_explorer.create_view_over(there, _VIEW, scope, connection_tags(context.request))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it: the service uses it."""
        del context, progress
        return Outcome.done()


async def _until_active(context: Context, access: AwsAccess) -> Outcome | None:
    """Wait until the index is active; give why it is not where it does not become so."""
    for _ in range(_QUESTIONS):
        if (await resource_explorer.index_here(access))[1] == "ACTIVE":
            return None
        if not await wait_unless_cancelled(context.clock, context.journal, _BETWEEN):
            return Outcome(OutcomeKind.CANCELLED)
    text = "AWS is still at work on the index of Resource Explorer. Check again in some minutes."
    return Outcome(OutcomeKind.RETRYABLE, RawFailure(text, service="resource-explorer-2", code="IndexNotActive"))


async def _where_it_comes_together(context: Context) -> AwsAccess | None:
    found = await resource_explorer.own_indexes(context.access)
    region = next((one for one, kind in found.items() if kind is IndexKind.AGGREGATOR), "")
    return context.access.in_region(region) if region else None


def _no_aggregator(context: Context) -> RawFailure:
    text = "The management account has no aggregator index yet, so a view of the organization has no place."
    account = context.request.identity.management_account_id
    return RawFailure(text, service="resource-explorer-2", code="NoAggregator", account=account)
