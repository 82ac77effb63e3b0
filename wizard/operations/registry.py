"""The names used in `provider.yaml`, and the operations and checks that they stand for."""

from wizard.operations.accounts import JudgeAccounts
from wizard.operations.apply_change import ApplyChange
from wizard.operations.change_stack_sets import ChangeStackSets
from wizard.operations.confirm_gone import ConfirmGone
from wizard.operations.confirm_keys import ConfirmKeys
from wizard.operations.confirm_status import ConfirmStatus
from wizard.operations.context import Context
from wizard.operations.continue_rollback import ContinueRollback
from wizard.operations.explorer_setup import MakeAggregator, MakeOrganizationView, TrustResourceExplorer
from wizard.operations.explorer_spread import SpreadExplorer
from wizard.operations.leave_accounts import LeaveAccounts
from wizard.operations.leave_list import LeaveList
from wizard.operations.leave_role import LeaveRole
from wizard.operations.left_over import DeleteLeftOverStack
from wizard.operations.make_room import MakeRoom
from wizard.operations.make_stack_sets import MakeStackSets
from wizard.operations.protocol import Operation
from wizard.operations.removing import RemoveStack, RemoveStackSets
from wizard.operations.repair_scope import RepairScope
from wizard.operations.repair_trust import RepairTrust
from wizard.operations.retry_accounts import RetryAccounts
from wizard.operations.role import FindRole
from wizard.operations.settle import SettleStackSets, StopStackSetOperation
from wizard.operations.stack import MakeStack
from wizard.operations.switch import SwitchOff, SwitchOn
from wizard.operations.termination_protection import TurnOffTerminationProtection
from wizard.operations.trusted_access import TurnOnTrustedAccess

_OPERATIONS = (TurnOnTrustedAccess, MakeStack, MakeStackSets, JudgeAccounts, FindRole)
_MENDING = (DeleteLeftOverStack, LeaveAccounts, LeaveRole, StopStackSetOperation, TurnOffTerminationProtection)
_EXPLORING = (TrustResourceExplorer, MakeAggregator, MakeOrganizationView, SpreadExplorer)
_REMOVING = (ConfirmKeys, SettleStackSets, RemoveStack, RemoveStackSets, ConfirmGone, LeaveList)
_SWITCHING = (SwitchOn, SwitchOff, ConfirmStatus, RetryAccounts)
_CHANGING = (MakeRoom, ApplyChange, ChangeStackSets)
_REPAIRING = (ContinueRollback, RepairTrust, RepairScope)

OPERATION_NAMES = tuple(one.key for one in _OPERATIONS)
"""Every name that a provider's `operations` may hold."""


def operation(name: str) -> Operation[Context]:
    """Give a new operation. Raises KeyError where the name is unknown."""
    rest = (*_MENDING, *_SWITCHING, *_CHANGING, *_REPAIRING, *_REMOVING, *_EXPLORING)
    return {one.key: one for one in (*_OPERATIONS, *rest)}[name]()
