"""What each kind of run consists of."""

from wizard.model.connection import ConnectRequest
from wizard.model.plan import Plan, RunKind
from wizard.operations.confirm_keys import ConfirmKeys
from wizard.operations.leave_list import LeaveList
from wizard.providers.definition import Deploy, ProviderDefinition

_REMOVING = ("settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone")

_REMOVALS = (RunKind.DISCONNECT, RunKind.START_OVER)

_OPERATIONS = {
    RunKind.SWITCH_ON: ("switch-on", "confirm-status"),
    RunKind.SWITCH_OFF: ("switch-off", "confirm-status"),
    RunKind.DISCONNECT: _REMOVING,
    RunKind.START_OVER: _REMOVING,
    RunKind.CHANGE: ("make-room", "apply-change", "accounts", "role"),
    RunKind.RETRY: ("retry-accounts", "accounts"),
    RunKind.REPAIR: (
        "continue-rollback",
        "repair-trust",
        "make-room",
        "repair-scope",
        "retry-accounts",
        "accounts",
    ),
}
_OF_ONE_ACCOUNT = {
    RunKind.DISCONNECT: ("remove-stack", "confirm-gone"),
    RunKind.START_OVER: ("remove-stack", "confirm-gone"),
    RunKind.CHANGE: ("apply-change", "role"),
    RunKind.REPAIR: ("repair-trust",),
}
"""What differs where one account is connected by itself: it has no StackSets, and may not ask for any (R5)."""

_OF_OUR_CONTRACT = frozenset(
    {"make-room", "accounts", "retry-accounts", "repair-scope", "repair-trust", "confirm-status"}
)
"""What there is to do only where the template follows our contract: who is reached, and whom the role trusts."""

_OWN_STACK_SETS = {
    **_OPERATIONS,
    RunKind.CHANGE: ("change-stack-sets", "accounts"),
    RunKind.REPAIR: ("change-stack-sets", "retry-accounts", "accounts"),
}
"""Where no stack owns the StackSets."""


def plan_for(kind: RunKind, request: ConnectRequest, provider: ProviderDefinition, run_id: str) -> Plan:
    """Give the plan of a kind of run. Raises KeyError for a mend: see `wizard.operations.mends`."""
    later = _OPERATIONS if provider.by_stack else _OWN_STACK_SETS
    if request.identity.is_account:
        later = {**later, **_OF_ONE_ACCOUNT}
    operations = tuple(provider.operations) if kind is RunKind.CONNECT else later[kind]
    if kind in _REMOVALS and provider.deploy is Deploy.NONE:
        operations = (LeaveList.key,)
    if kind in _REMOVALS and ConfirmKeys.key in provider.checks:
        operations = (ConfirmKeys.key, *operations)
    if not provider.chooses_accounts:
        operations = tuple(one for one in operations if one not in _OF_OUR_CONTRACT)
    return Plan(run_id, request.connection_id, request.identity.place, operations, kind)
