"""Asks AWS again how a connection stands: "Check again" of the main window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wizard.aws import roles, stack_sets, stacks
from wizard.aws.access import AwsAccess
from wizard.aws.roles import Role
from wizard.aws.stack_sets import StackSet
from wizard.aws.stacks import Stack
from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.organization import OrganizationTree
from wizard.model.progress import AccountProgress, AccountResult
from wizard.model.targets import Targets, compute_targets
from wizard.operations.account_results import NO_INSTANCE, NO_LONGER_CHOSEN, judge_accounts
from wizard.operations.context import Explain
from wizard.operations.continue_rollback import STUCK
from wizard.operations.explain_denials import explain_denials
from wizard.operations.failures import OWN_WORDS
from wizard.operations.followers import STILL_OFF, STILL_ON, Followers, judge_followers
from wizard.operations.ownership import Ownership, ownership, stack_ownership
from wizard.operations.parameters import setting_value
from wizard.operations.role import ROLE_ARN_OUTPUT
from wizard.operations.role_trust import allows_anyone, trust_result
from wizard.operations.stack import COMPLETE
from wizard.operations.stack_watch import in_progress
from wizard.providers.definition import ProviderDefinition


@dataclass(frozen=True, slots=True)
class Inspection:
    """What asking again found.

    connection: the row with what is true now: phase, status, health, RoleARN, when it was checked. `health.problem`
                is the key of the worst problem's sentence, which has no placeholders
    accounts:   every account in scope, and every other one that has a stack instance; one whose role did not follow
                the status has failed, with the code STATUS_STILL_ON or STATUS_STILL_OFF
    joined:     IDs of active accounts in scope that no StackSet has reached
    left:       IDs of accounts with a stack instance that are out of scope now, or gone from the organization
    problems:   what is wrong, the worst first; empty where all is well
    """

    connection: Connection
    accounts: tuple[AccountResult, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    problems: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What AWS says of everything that the connection made; None for what is not there, or not ours.

    by_stack: a stack in the management account makes the role there, and owns the StackSets
    """

    by_stack: bool
    stack: Stack | None
    foreign_stack: bool
    role: Role | None
    stack_sets: tuple[StackSet, ...]


def connection_request(connection: Connection, tree: OrganizationTree) -> ConnectRequest:
    """Give the request of a connection anew, with the targets that its selection means in the tree as it is now."""
    return ConnectRequest(
        connection_id=connection.connection_id,
        provider_id=connection.provider_id,
        profile=connection.profile,
        region=connection.region,
        partition=connection.partition,
        identity=tree.identity,
        selection=connection.selection,
        targets=Targets() if tree.identity.is_account else compute_targets(tree, connection.selection),
        names=connection.names,
        settings=connection.settings,
        account_names={one.account_id: one.name for one in tree.accounts.values()},
    )


class Inspector:
    """Inspects connections of one provider; changes nothing."""

    def __init__(self, access: AwsAccess, provider: ProviderDefinition, explain: Explain) -> None:
        self._access = access
        self._provider = provider
        self._explain = explain

    async def inspect(self, connection: Connection, tree: OrganizationTree, now: datetime) -> Inspection:
        """Look at the stack, the role, its trust, both StackSets and their accounts. Raises AwsError.

        tree: of the organization, just read
        now:  UTC, becomes `checked_at`
        """
        request = connection_request(connection, tree)
        seen = await _look(self._access, request, connection.role_arn, by_stack=self._provider.by_stack)
        names = tuple(one.name for one in seen.stack_sets)
        followers = await self._followers(seen, await judge_accounts(self._access, request, self._explain, names))
        verdict = _judge(seen, request, self._provider, followers, connection.status)
        problems = _problems(seen, request, self._provider, verdict)
        row = replace(
            connection,
            identity=tree.identity,
            phase=_phase(seen, verdict.health, without_role=not (request.names.role or connection.role_arn)),
            status=verdict.status,
            role_arn=_role_arn(seen, self._provider) or connection.role_arn,
            health=replace(verdict.health, problem=problems[0].key if problems else ""),
            checked_at=now,
        )
        left = frozenset(verdict.left)
        told = await explain_denials(self._access, followers.results, tree.identity, tree)
        accounts = tuple(_remarked(one) if one.account_id in left else one for one in told)
        return Inspection(row, accounts, verdict.joined, verdict.left, problems)

    async def _followers(self, seen: _Seen, accounts: Sequence[AccountResult]) -> Followers:
        status = self._provider.status
        if status is None or seen.stack is None or status.parameter not in seen.stack.parameters:
            return Followers(tuple(accounts), frozenset())
        value = seen.stack.parameters[status.parameter]
        return await judge_followers(
            self._access,
            seen.stack_sets,
            accounts,
            parameter=status.parameter,
            value=value,
            active=value == status.active,
            explain=self._explain,
        )


@dataclass(frozen=True, slots=True)
class _Verdict:
    """behind: so many accounts have the role, and it is not as the stack's status says."""

    status: Status
    health: Health
    behind: int
    joined: tuple[str, ...]
    left: tuple[str, ...]


async def _look(access: AwsAccess, request: ConnectRequest, role_arn: str, *, by_stack: bool) -> _Seen:
    stack = await stacks.describe(access, request.names.stack) if by_stack else None
    ours = stack is not None and stack_ownership(stack, request.connection_id) is Ownership.OURS
    names = (request.names.stack_set, request.names.filtered_stack_set)
    role_name = request.names.role or role_arn.rpartition("/")[2]
    found = [await stack_sets.describe(access, name) for name in names if name]
    return _Seen(
        by_stack=by_stack,
        stack=stack if ours else None,
        foreign_stack=stack is not None and not ours,
        role=await roles.find(access, role_name) if by_stack and role_name else None,
        stack_sets=tuple(one for one in found if one and ownership(one.tags, request.connection_id) is Ownership.OURS),
    )


def _remarked(result: AccountResult) -> AccountResult:
    """Say of an account that has the role and should not; of one that failed, only that it is not tried again."""
    if result.reason is not None:
        behind = result.reason.code in (STILL_ON, STILL_OFF)
        return result if behind else replace(result, reason=replace(result.reason, code=NO_LONGER_CHOSEN))
    text = "It is no longer among the chosen accounts, or left the organization, and still has the role."
    return replace(result, reason=RawFailure(text, OWN_WORDS, code=NO_LONGER_CHOSEN, account=result.account_id))


def _never_reached(result: AccountResult) -> bool:
    return result.reason is not None and result.reason.code == NO_INSTANCE


def _judge(
    seen: _Seen,
    request: ConnectRequest,
    provider: ProviderDefinition,
    followers: Followers,
    local_status: Status,
) -> _Verdict:
    accounts = followers.results
    connected, suspended = request.targets.connected, request.targets.suspended
    succeeded = {one.account_id for one in accounts if one.progress is AccountProgress.SUCCEEDED}
    return _Verdict(
        status=_status(seen, provider, local_status, everyone_follows=not followers.behind),
        health=Health(len(succeeded & connected), len(connected)),
        behind=len(followers.behind & connected),
        joined=tuple(one.account_id for one in accounts if one.account_id in connected and _never_reached(one)),
        left=tuple(one.account_id for one in accounts if one.account_id not in connected | suspended),
    )


def _phase(seen: _Seen, health: Health, *, without_role: bool) -> Phase:
    if seen.by_stack and (seen.stack is None or (seen.role is None and not without_role)):
        return Phase.FAILED
    if not seen.by_stack and not seen.stack_sets:
        return Phase.FAILED
    return Phase.CONNECTED if health.connected == health.total else Phase.PARTLY_CONNECTED


def _role_arn(seen: _Seen, provider: ProviderDefinition) -> str:
    if seen.stack is None:
        return ""
    return seen.stack.outputs.get(provider.outputs.get(ROLE_ARN_OUTPUT, ""), "")


def _status(seen: _Seen, provider: ProviderDefinition, local: Status, *, everyone_follows: bool) -> Status:
    """Give the status as verified: the stack, its StackSets, the role's trust and every account with it must agree.

    A template without a status parameter has a local status only.
    """
    if provider.status is None:
        return local
    if seen.stack is None or seen.role is None:
        return Status.UNKNOWN
    name = provider.status.parameter
    if name not in seen.stack.parameters:
        return local
    asked = {seen.stack.parameters[name], *(one.parameters.get(name, "") for one in seen.stack_sets)}
    trusted = allows_anyone(seen.role.trust)
    if asked == {provider.status.active} and trusted and everyone_follows:
        return Status.ACTIVE
    off = asked == {provider.status.inactive} and not trusted and everyone_follows
    return Status.INACTIVE if off else Status.MIXED


def _problems(
    seen: _Seen, request: ConnectRequest, provider: ProviderDefinition, verdict: _Verdict
) -> tuple[Message, ...]:
    found = []
    if seen.by_stack:
        found = [*_stack_problems(seen), *_role_problems(seen, request, provider, verdict.status)]
    if verdict.status is Status.MIXED:
        found.append(Message("inspect.status-mixed"))
    if (seen.stack is not None or not seen.by_stack) and not seen.stack_sets and request.targets.connected:
        found.append(Message("inspect.stack-set-gone"))
    if verdict.joined and seen.stack_sets:
        found.append(Message("inspect.accounts-joined"))
    if verdict.health.connected + len(verdict.joined) + verdict.behind < verdict.health.total:
        found.append(Message("inspect.accounts-not-connected"))
    if verdict.left:
        found.append(Message("inspect.accounts-left"))
    return tuple(found)


def _stack_problems(seen: _Seen) -> list[Message]:
    if seen.foreign_stack:
        return [Message("inspect.stack-foreign")]
    if seen.stack is None:
        return [Message("inspect.stack-gone")]
    if in_progress(seen.stack.status):
        return [Message("inspect.stack-busy")]
    if seen.stack.status == STUCK:
        return [Message("inspect.rollback-stuck")]
    return [] if seen.stack.status in COMPLETE else [Message("inspect.stack-unfinished")]


def _role_problems(seen: _Seen, request: ConnectRequest, provider: ProviderDefinition, status: Status) -> list[Message]:
    if seen.role is None:
        return [Message("inspect.role-gone")] if request.names.role else []
    principal = setting_value(request, provider, provider.trust.principal)
    if not principal or status is not Status.ACTIVE:
        return []
    trust = trust_result(
        seen.role.trust,
        principal=principal,
        external_id=setting_value(request, provider, provider.trust.external_id),
        partition=request.partition,
    )
    return [Message("inspect.trust-changed")] if trust.blocks else []
