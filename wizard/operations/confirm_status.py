"""Verifies a switch account by account: the role's trust, the StackSets, and every stack instance."""

from wizard.aws import roles, stacks
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult, Said
from wizard.operations.account_results import judge_accounts, stack_set_names
from wizard.operations.context import Context
from wizard.operations.failures import own_failure
from wizard.operations.followers import STILL_OFF, STILL_ON, Followers, judge_followers
from wizard.operations.pace import wait_unless_cancelled
from wizard.operations.parameters import setting_value
from wizard.operations.role_trust import trust_result
from wizard.operations.stack_set_work import Stopped, our_stack_sets, until_quiet
from wizard.operations.status_change import obstacle
from wizard.operations.watch_accounts import AccountWatch
from wizard.providers.definition import StatusParameter

_SETTLING_SECONDS = 60.0
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 8.0


class ConfirmStatus:
    """Done even where accounts did not follow: the facts name them, and they can be tried again."""

    key = "confirm-status"

    async def look(self, context: Context) -> Finding:
        """Looking is this operation's work, so it is needed wherever there is a status at AWS."""
        return Finding(FindingKind.DONE if context.provider.status is None else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Compare every account with what the stack's parameter says."""
        status = context.provider.status
        stack = await stacks.describe(context.access, context.request.names.stack)
        in_the_way = obstacle(context, status.parameter, stack) if status else None
        if status is None or stack is None or in_the_way is not None:
            return Outcome.done() if status is None else Outcome(OutcomeKind.FIXABLE, in_the_way)
        watch = AccountWatch(context, progress)
        progress(Said(Message("status.confirming")))
        names = stack_set_names(context.request)
        try:
            await until_quiet(context, names, lambda: watch.poll(names))
        except Stopped:
            return Outcome(OutcomeKind.CANCELLED)
        value = stack.parameters[status.parameter]
        followers = await _members(context, status, value)
        await watch.settle(followers.results)
        follows = await _management_follows(context, active=value == status.active)
        if follows is None:
            return Outcome(OutcomeKind.CANCELLED)
        if not follows:
            progress(AccountChanged(_management_result(context, active=value == status.active)))
        progress(Said(_verdict(followers, management_follows=follows, active=value == status.active)))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Nothing was made here."""
        return Outcome.done()


async def _members(context: Context, status: StatusParameter, value: str) -> Followers:
    return await judge_followers(
        context.access,
        await our_stack_sets(context),
        await judge_accounts(context.access, context.request, context.explain),
        parameter=status.parameter,
        value=value,
        active=value == status.active,
        explain=context.explain,
    )


async def _management_follows(context: Context, *, active: bool) -> bool | None:
    """Whether the trust of the role in the management account is as it should be; None where the person stopped.

    IAM settles after seconds, up to a minute (R38): what is not right yet is asked again.
    """
    waited, wait = 0.0, _FIRST_WAIT
    while not await _trust_is_right(context, active=active):
        if waited + wait > _SETTLING_SECONDS:
            return False
        if not await wait_unless_cancelled(context.clock, context.journal, wait):
            return None
        waited, wait = waited + wait, min(2 * wait, _LONGEST_WAIT)
    return True


async def _trust_is_right(context: Context, *, active: bool) -> bool:
    request = context.request
    role = await roles.find(context.access, request.names.role)
    if role is None:
        return not active
    trust = trust_result(
        role.trust,
        principal=setting_value(request, context.provider, context.provider.trust.principal),
        external_id=setting_value(request, context.provider, context.provider.trust.external_id),
        partition=request.partition,
        active=active,
    )
    return not trust.blocks


def _management_result(context: Context, *, active: bool) -> AccountResult:
    account = context.request.identity.management_account_id
    code = STILL_OFF if active else STILL_ON
    text = (
        "The role does not trust the service as it should. Somebody may have changed its trust policy in AWS."
        if active
        else "The role still trusts the service. Somebody may have changed its trust policy in AWS."
    )
    reason = own_failure(text, code, account=account, region=context.request.region)
    name = context.request.account_names.get(account, account)
    return AccountResult(account, name, AccountProgress.FAILED, reason, context.explain(reason))


def _verdict(followers: Followers, *, management_follows: bool, active: bool) -> Message:
    """Say in how many accounts, the management account included, the role is as it was switched."""
    followed = sum(one.progress is AccountProgress.SUCCEEDED for one in followers.results) + management_follows
    behind = len(followers.behind) + (not management_follows)
    values = {"followed": str(followed), "behind": str(behind)}
    if not behind:
        return Message("status.on-everywhere" if active else "status.off-everywhere", values)
    return Message("status.on-mixed" if active else "status.off-mixed", values)
