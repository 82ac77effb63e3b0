"""Asks AWS whether everything of a connection is gone, before its row goes too."""

from wizard.aws import roles, stacks
from wizard.model.failure import RawFailure
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.leave_accounts import LeaveAccounts, left_accounts, still_trusted
from wizard.operations.leave_role import left_role
from wizard.operations.left_behind import LEFT, LET_GO, STILL_TRUSTED, left_on_purpose, noted_accounts
from wizard.operations.ownership import Ownership, ownership, stack_ownership
from wizard.operations.removal_failures import still_there
from wizard.operations.removing import RemoveStack, RemoveStackSets
from wizard.operations.stack_set_work import belongs, stack_sets_of_name

_DELETED = "DELETE_COMPLETE"


class ConfirmGone:
    """Done where nothing of ours is left but what the person chose to leave; that, and what is not ours, is named."""

    key = "confirm-gone"

    async def look(self, context: Context) -> Finding:
        """Looking is this operation's work, so it is always needed."""
        del context
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Ask for the stack, both StackSets and the role; name what stays."""
        progress(Said(Message("gone.asking")))
        places = _Places(context)
        await places.ask()
        if places.ours:
            return Outcome(OutcomeKind.FIXABLE, places.ours[0])
        for message in [*places.stays, *await _left_accounts(context)] or [Message("gone.all")]:
            progress(Said(message))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Nothing was made here."""
        del context, progress
        return Outcome.done()


class _Places:
    """Where something of this connection can be.

    ours:  what should be gone, as failures
    stays: what stays rightly, as sentences
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self.ours: list[RawFailure] = []
        self.stays: list[Message] = []

    async def ask(self) -> None:
        await self._ask_stack()
        await self._ask_stack_sets()
        await self._ask_role()

    async def _ask_stack(self) -> None:
        context = self._context
        stack = await stacks.describe(context.access, context.request.names.stack)
        if stack is None or stack.status == _DELETED:
            return
        if stack_ownership(stack, context.request.connection_id) is Ownership.OURS:
            where = f"CloudFormation, Stacks, in the Region {context.request.region}"
            self.ours.append(still_there(context, f"The stack {stack.name} ({stack.status})", where))
        else:
            self._not_ours(f"stack {stack.name}")

    async def _ask_stack_sets(self) -> None:
        context = self._context
        for one in await stack_sets_of_name(context):
            if belongs(context, one):
                where = f"CloudFormation, StackSets, in the Region {context.request.region}"
                self.ours.append(still_there(context, f"The StackSet {one.name}", where))
            else:
                self._not_ours(f"StackSet {one.name}")

    async def _ask_role(self) -> None:
        context = self._context
        name = context.request.names.role
        role = await roles.find(context.access, name) if name else None
        if role is None:
            return
        if ownership(role.tags, context.request.connection_id) is not Ownership.OURS:
            self._not_ours(f"role {role.name}")
        elif left_on_purpose(role):
            self.stays.append(left_role(context, role.name))
        else:
            self.ours.append(still_there(context, f"The role {role.name}", "IAM, Roles"))

    def _not_ours(self, what: str) -> None:
        account = self._context.request.identity.management_account_id
        self.stays.append(Message("gone.not-ours", {"what": what, "account": grouped_account_id(account)}))


async def _left_accounts(context: Context) -> list[Message]:
    left = await noted_accounts(context, LEFT, (LeaveAccounts.key,))
    trusting = await noted_accounts(context, STILL_TRUSTED, (LeaveAccounts.key,))
    let_go = await noted_accounts(context, LET_GO, (RemoveStack.key, RemoveStackSets.key))
    told = [
        (left, left_accounts(context, ", ".join(left))),
        (trusting, still_trusted(context, ", ".join(trusting))),
        (let_go, Message("gone.let-go", {"role": context.request.names.role, "accounts": ", ".join(let_go)})),
    ]
    return [message for accounts, message in told if accounts]
