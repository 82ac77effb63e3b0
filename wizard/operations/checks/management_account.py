"""Tells whether the signed-in account is the organization's management account."""

from wizard.aws import identity, organizations
from wizard.aws.errors import AwsError
from wizard.model.check import CheckResult
from wizard.model.identifiers import grouped_account_id
from wizard.operations.checks.subject import CheckSubject, passed, problem

CHECK = "management-account"


async def run(subject: CheckSubject) -> CheckResult:
    """Compare the signed-in account with `DescribeOrganization` (R5); AWS itself says which one it is."""
    caller = await identity.caller(subject.access)
    try:
        organization = await organizations.describe_organization(subject.access)
    except AwsError as error:
        if error.code != "AWSOrganizationsNotInUseException":
            raise
        return problem(CHECK, "check.no-organization", failure=error.failure)
    values = {
        "account": grouped_account_id(caller.account_id),
        "management": grouped_account_id(organization.management_account_id),
    }
    if organization.organization_id != subject.request.identity.organization_id:
        return problem(
            CHECK,
            "check.management-account.other-organization",
            {"found": organization.organization_id, "expected": subject.request.identity.organization_id},
        )
    if caller.account_id != organization.management_account_id:
        return problem(CHECK, "check.management-account.member", values)
    return passed(CHECK, "check.management-account.passed", values)
