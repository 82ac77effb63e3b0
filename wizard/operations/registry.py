"""The names used in `provider.yaml`, and the operations and checks that they stand for."""

from collections.abc import Sequence

from wizard.model.connection import ConnectRequest
from wizard.model.plan import Plan
from wizard.operations.accounts import JudgeAccounts
from wizard.operations.apply_change import ApplyChange
from wizard.operations.context import Context
from wizard.operations.left_over import DeleteLeftOverStack
from wizard.operations.make_room import MakeRoom
from wizard.operations.protocol import Operation
from wizard.operations.role import FindRole
from wizard.operations.stack import MakeStack
from wizard.operations.trusted_access import TurnOnTrustedAccess

_OPERATIONS = (TurnOnTrustedAccess, MakeStack, JudgeAccounts, FindRole)
_MENDING = (DeleteLeftOverStack,)
_CHANGING = (MakeRoom, ApplyChange)

OPERATION_NAMES = tuple(one.key for one in _OPERATIONS)
"""Every name that a provider's `operations` may hold."""


def operation(name: str) -> Operation[Context]:
    """Give a new operation. Raises KeyError where the name is unknown."""
    return {one.key: one for one in (*_OPERATIONS, *_MENDING, *_CHANGING)}[name]()


def connect_plan(request: ConnectRequest, operations: Sequence[str], run_id: str) -> Plan:
    """Give the plan that connects an organization. Raises KeyError where an operation is unknown."""
    for name in operations:
        operation(name)
    return Plan(run_id, request.connection_id, request.identity.root_id, tuple(operations))
