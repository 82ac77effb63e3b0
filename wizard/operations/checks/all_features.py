"""Tells whether the organization has all features turned on."""

from wizard.aws import organizations
from wizard.aws.errors import AwsError
from wizard.model.check import CheckResult
from wizard.model.organization import FeatureSet
from wizard.operations.checks.subject import CheckSubject, passed, problem

CHECK = "all-features"


async def run(subject: CheckSubject) -> CheckResult:
    """Service-managed StackSets are impossible with consolidated billing alone (R6)."""
    try:
        organization = await organizations.describe_organization(subject.access)
    except AwsError as error:
        if error.code != "AWSOrganizationsNotInUseException":
            raise
        return problem(CHECK, "check.no-organization", failure=error.failure)
    if organization.feature_set is not FeatureSet.ALL:
        return problem(CHECK, "check.all-features.billing-only")
    return passed(CHECK, "check.all-features.passed")
