"""Lets accounts go whose stack AWS could not delete: their role is left there, trusted by nobody."""

from wizard.aws import roles, stack_sets
from wizard.aws.errors import AwsError
from wizard.aws.stack_sets import StackInstance, StackSet
from wizard.model.failure import Retry
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.left_behind import LEFT, STILL_TRUSTED, TRUST_NOBODY, note_accounts
from wizard.operations.ownership import Ownership, ownership
from wizard.operations.removal_watch import RemovalWatch
from wizard.operations.stack_set_removal import account_list, delete_instances
from wizard.operations.stack_set_work import Stopped, our_stack_sets

ACCESS_ROLE = "OrganizationAccountAccessRole"
"""The role that AWS makes in every account that an organization creates; invited accounts may lack it."""
_FAILED = "INOPERABLE"
_LEFT = "The role was left behind in this account, because AWS could not delete it."


class LeaveAccounts:
    """Only accounts whose deletion failed; all others are cleared as ever.

    StackSets skip such accounts in every update (R29), so the trust is taken away from within the account, where the
    organization's own access role lets us in; where it does not, that is said.
    """

    key = "leave-accounts"

    async def look(self, context: Context) -> Finding:
        """Ask whether any account of our StackSets could not be deleted."""
        for stack_set in await our_stack_sets(context):
            if await _stuck(context, stack_set):
                return Finding(FindingKind.NEEDED)
        return Finding(FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Take the trust away, then delete the instances and retain their stacks; note and say what stays where."""
        watch = RemovalWatch(context, progress)
        for stack_set in await our_stack_sets(context):
            stuck = await _stuck(context, stack_set)
            trusting = [one for one in stuck if not await self._distrusted(context, one, progress)]
            if stuck:
                # Before the deletion: what is told once too often is better than a role that nobody knows of.
                await note_accounts(context, LEFT, [account_list(context, [one]) for one in stuck])
                await note_accounts(context, STILL_TRUSTED, [account_list(context, [one]) for one in trusting])
                await watch.released(stuck, _LEFT)
                try:
                    await delete_instances(context, stack_set, stuck, watch, retain=True)
                except Stopped:
                    return Outcome(OutcomeKind.CANCELLED)
                progress(Said(left_accounts(context, account_list(context, stuck))))
            if trusting:
                progress(Said(still_trusted(context, account_list(context, trusting))))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """What was left behind belongs to no StackSet any more."""
        del context, progress
        return Outcome.done()

    async def _distrusted(self, context: Context, instance: StackInstance, progress: Progress) -> bool:
        """Take the trust away from our role in one account; False where we are not let in, or it is not our role."""
        account, role_name = instance.account_id, context.request.names.role
        values = {"account": context.request.account_names.get(account, account), "role": role_name}
        progress(Said(Message("leave.taking-trust-there", values)))
        door = f"arn:{context.request.partition}:iam::{account}:role/{ACCESS_ROLE}"
        try:
            access = await context.access.assume(door, session_name="org-wizard")
            role = await roles.find(access, role_name)
            if role is None:
                return True
            if ownership(role.tags, context.request.connection_id) is not Ownership.OURS:
                return False
            await roles.set_trust(access, role_name, TRUST_NOBODY)
        except AwsError as error:
            if context.explain(error.failure).retry in (Retry.AUTO, Retry.AFTER_SIGN_IN) and not error.access_denied:
                raise
            return False
        return True


def left_accounts(context: Context, accounts: str) -> Message:
    """Say in which accounts the role stays."""
    return Message("gone.left-accounts", {"role": context.request.names.role, "accounts": accounts})


def still_trusted(context: Context, accounts: str) -> Message:
    """Say in which accounts the role that stays can still be taken on."""
    return Message("gone.still-trusted", {"role": context.request.names.role, "accounts": accounts})


async def _stuck(context: Context, stack_set: StackSet) -> list[StackInstance]:
    found = await stack_sets.instances(context.access, stack_set.name)
    return [one for one in found if _FAILED in (one.status, one.detailed_status)]
