"""What the person may mend from the Checks page: a plan of one operation each, journaled like any other."""

from wizard.model.connection import ConnectRequest
from wizard.model.plan import Plan, RunKind
from wizard.operations.left_over import DeleteLeftOverStack
from wizard.operations.trusted_access import TurnOnTrustedAccess

TURN_ON_TRUSTED_ACCESS = "turn-on-trusted-access"

DELETE_LEFT_OVER_STACK = "delete-left-over-stack"

MENDS = {
    TURN_ON_TRUSTED_ACCESS: TurnOnTrustedAccess.key,
    DELETE_LEFT_OVER_STACK: DeleteLeftOverStack.key,
}
"""Operation by the ID of the mend."""


def mend_plan(mend: str, request: ConnectRequest, run_id: str) -> Plan:
    """Give the plan that does a mend. Raises KeyError where there is no such mend."""
    return Plan(run_id, request.connection_id, request.identity.root_id, (MENDS[mend],), RunKind.MEND)
