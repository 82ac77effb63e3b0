"""Tells whether CloudFormation StackSets may work in the organization."""

from wizard.aws import trusted_access
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.check import CheckResult
from wizard.model.organization import FeatureSet
from wizard.operations.checks.subject import CheckSubject, passed, problem
from wizard.operations.mends import TURN_ON_TRUSTED_ACCESS

CHECK = "trusted-access"


async def run(subject: CheckSubject) -> CheckResult:
    """Ask CloudFormation itself: the service principal in Organizations alone is not enough (R11).

    Nothing is offered where AWS would refuse it: it wants all features first (R6).
    """
    state = await trusted_access.state(subject.access)
    if state is TrustedAccess.ENABLED:
        return passed(CHECK, "check.trusted-access.passed")
    if state is TrustedAccess.DISABLED_PERMANENTLY:
        return problem(CHECK, "check.trusted-access.disabled-permanently")
    if subject.request.identity.feature_set is not FeatureSet.ALL:
        return problem(CHECK, "check.trusted-access.needs-all-features")
    return problem(CHECK, "check.trusted-access.off", mend=TURN_ON_TRUSTED_ACCESS)
