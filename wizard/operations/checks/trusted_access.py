"""Tells whether CloudFormation StackSets may work in the organization."""

from wizard.aws import trusted_access
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.check import CheckResult
from wizard.operations.checks.subject import CheckSubject, passed, problem
from wizard.operations.mends import TURN_ON_TRUSTED_ACCESS

CHECK = "trusted-access"


async def run(subject: CheckSubject) -> CheckResult:
    """Ask CloudFormation itself: the service principal in Organizations alone is not enough (R11)."""
    state = await trusted_access.state(subject.access)
    if state is TrustedAccess.ENABLED:
        return passed(CHECK, "check.trusted-access.passed")
    if state is TrustedAccess.DISABLED_PERMANENTLY:
        return problem(CHECK, "check.trusted-access.disabled-permanently")
    return problem(CHECK, "check.trusted-access.off", mend=TURN_ON_TRUSTED_ACCESS)
