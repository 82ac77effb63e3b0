"""Tells whether Identity Center can be found with the profile (R42), by really listing its instances."""

from wizard.aws import identity_store
from wizard.aws.errors import AwsError
from wizard.model.check import CheckResult
from wizard.model.directory import STORE_ID
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning
from wizard.operations.identity_centers import find_centers

CHECK = "identity-center"


async def run(subject: CheckSubject) -> CheckResult:
    """List the instances everywhere, and find the one that was chosen among them, where it was chosen."""
    request = subject.request
    try:
        found = await find_centers(subject.access, request.partition)
    except AwsError as error:
        if not error.access_denied:
            raise
        return problem(CHECK, "check.identity-center.refused", failure=error.failure)
    wanted = request.settings.get(STORE_ID, "")
    here = next((one for one in found.centers if one.store_id == wanted), None)
    values = {"region": request.region, "store": wanted, "regions": ", ".join(found.silent)}
    if here is None:
        unsure = "check.identity-center.unanswered" if found.silent else "check.identity-center.gone"
        return problem(CHECK, unsure, values)
    if here.region != request.region:
        return problem(CHECK, "check.identity-center.moved", {**values, "found": here.region})
    try:
        await identity_store.describe_instance(subject.access.in_region(here.region), here.instance_arn)
    except AwsError as error:
        if not error.access_denied:
            raise
        return problem(CHECK, "check.identity-center.not-described", failure=error.failure)
    if here.owner and here.owner != request.identity.management_account_id:
        return warning(CHECK, "check.identity-center.of-one-account", values)
    return passed(CHECK, "check.identity-center.passed", values)
