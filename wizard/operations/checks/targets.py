"""Tells whether the choice of accounts fits into what CloudFormation takes."""

from wizard.model.check import CheckResult, CheckState
from wizard.operations.checks.subject import CheckSubject, passed
from wizard.operations.parameters import targets_problem

CHECK = "targets"


async def run(subject: CheckSubject) -> CheckResult:
    """Count units and named accounts (R24, R26)."""
    message = targets_problem(subject.request.targets)
    if message is None:
        return passed(CHECK, "check.targets.passed")
    return CheckResult(CHECK, CheckState.PROBLEM, message)
