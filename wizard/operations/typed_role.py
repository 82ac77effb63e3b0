"""What a pasted RoleARN alone tells, without asking AWS: its form, its account, and its name."""

from collections.abc import Iterator

from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.model.identifiers import RoleArn, grouped_account_id
from wizard.model.message import Message
from wizard.operations.role_check import ACCOUNT
from wizard.operations.role_form import read_role_arn

NAME = "name"


def check_typed_role(request: ConnectRequest, text: str) -> Iterator[CheckResult]:
    """Give each check's result in order; ends where nothing more can be told (R2)."""
    read = read_role_arn(text)
    yield read.result
    if read.role is None:
        return
    account = _account(request, read.role)
    yield account
    if not account.blocks and request.names.role:
        yield _name(request, read.role)


def _account(request: ConnectRequest, role: RoleArn) -> CheckResult:
    values = {
        "found": grouped_account_id(role.account_id),
        "expected": grouped_account_id(request.identity.management_account_id),
        "partition": role.partition,
        "expected-partition": request.partition,
    }
    if role.partition != request.partition:
        return CheckResult(ACCOUNT, CheckState.PROBLEM, Message("role.wrong-partition", values))
    if role.account_id != request.identity.management_account_id:
        return CheckResult(ACCOUNT, CheckState.PROBLEM, Message("role.wrong-account", values))
    return CheckResult(ACCOUNT, CheckState.PASSED, Message("role.right-account", values))


def _name(request: ConnectRequest, role: RoleArn) -> CheckResult:
    """Compare the names; IAM takes them for the same whatever the case of their letters (R40)."""
    values = {"found": role.name, "expected": request.names.role}
    if role.name.casefold() != request.names.role.casefold():
        return CheckResult(NAME, CheckState.PROBLEM, Message("role.other-name", values))
    return CheckResult(NAME, CheckState.PASSED, Message("role.right-name", values))
