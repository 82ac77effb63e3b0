"""Tells whether the name of the stack is free."""

from wizard.aws import stacks
from wizard.model.check import CheckResult
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning
from wizard.operations.mends import DELETE_LEFT_OVER_STACK
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.stack import COMPLETE
from wizard.operations.stack_watch import in_progress

CHECK = "stack-name"


async def run(subject: CheckSubject) -> CheckResult:
    """Look for a stack of the name, and whose it is: a failed one keeps its name until it is deleted (R17)."""
    name = subject.request.names.stack
    stack = await stacks.describe(subject.access, name)
    if stack is None:
        return passed(CHECK, "check.stack-name.free", {"name": name})
    values = {"name": name, "status": stack.status, "region": subject.request.region}
    whose = stack_ownership(stack, subject.request.connection_id)
    if whose is Ownership.OURS and (stack.status in COMPLETE or in_progress(stack.status)):
        return warning(CHECK, "check.stack-name.ours", values)
    if stack.status in COMPLETE or in_progress(stack.status):
        key = "other-connection" if whose is Ownership.OTHER_CONNECTION else "foreign"
        return problem(CHECK, f"check.stack-name.{key}", values)
    if whose is Ownership.OURS:
        return problem(CHECK, "check.stack-name.ours-left-over", values, mend=DELETE_LEFT_OVER_STACK)
    key = "foreign-left-over" if whose is Ownership.FOREIGN else "left-over"
    return problem(CHECK, f"check.stack-name.{key}", values)
