"""Tells whether the region is turned on."""

from wizard.aws import regions
from wizard.aws.regions import RegionStatus
from wizard.model.check import CheckResult
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning

CHECK = "region-enabled"


async def run(subject: CheckSubject) -> CheckResult:
    """Ask for the region of the stack in the management account; members turn theirs on by themselves."""
    region = subject.request.region
    values = {"region": region}
    status = await regions.opt_status(subject.access, region)
    if status is RegionStatus.ENABLED_BY_DEFAULT:
        return passed(CHECK, "check.region-enabled.passed", values)
    if status is RegionStatus.ENABLED:
        return warning(CHECK, "check.region-enabled.opted-in", values)
    if status is RegionStatus.ENABLING:
        return problem(CHECK, "check.region-enabled.enabling", values)
    return problem(CHECK, "check.region-enabled.disabled", values)
