"""What the person may mend, on the Checks page or after a failure: plans of one operation each, with a journal."""

from wizard.model.connection import ConnectRequest
from wizard.model.plan import Plan, RunKind
from wizard.operations.continue_rollback import ContinueRollback
from wizard.operations.explorer_setup import MakeAggregator, MakeOrganizationView, TrustResourceExplorer
from wizard.operations.explorer_spread import SpreadExplorer
from wizard.operations.leave_accounts import LeaveAccounts
from wizard.operations.leave_role import LeaveRole
from wizard.operations.left_over import DeleteLeftOverStack
from wizard.operations.settle import StopStackSetOperation
from wizard.operations.termination_protection import TurnOffTerminationProtection
from wizard.operations.trusted_access import TurnOnTrustedAccess

TURN_ON_TRUSTED_ACCESS = "turn-on-trusted-access"

DELETE_LEFT_OVER_STACK = "delete-left-over-stack"

MENDS = {
    TURN_ON_TRUSTED_ACCESS: TurnOnTrustedAccess.key,
    DELETE_LEFT_OVER_STACK: DeleteLeftOverStack.key,
    ContinueRollback.key: ContinueRollback.key,
    LeaveAccounts.key: LeaveAccounts.key,
    LeaveRole.key: LeaveRole.key,
    StopStackSetOperation.key: StopStackSetOperation.key,
    TurnOffTerminationProtection.key: TurnOffTerminationProtection.key,
    TrustResourceExplorer.key: TrustResourceExplorer.key,
    MakeAggregator.key: MakeAggregator.key,
    MakeOrganizationView.key: MakeOrganizationView.key,
    SpreadExplorer.key: SpreadExplorer.key,
}
"""Operation by the ID of the mend."""


def mend_plan(mend: str, request: ConnectRequest, run_id: str) -> Plan:
    """Give the plan that does a mend. Raises KeyError where there is no such mend."""
    place = request.identity.root_id or request.identity.management_account_id
    return Plan(run_id, request.connection_id, place, (MENDS[mend],), RunKind.MEND)
