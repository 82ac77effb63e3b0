"""Tells whether the names of the StackSets are free."""

from wizard.aws import stack_sets
from wizard.model.check import CheckResult
from wizard.operations.account_results import stack_set_names
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning
from wizard.operations.ownership import Ownership, ownership

CHECK = "stack-set-name"


async def run(subject: CheckSubject) -> CheckResult:
    """Look for StackSets of the names in the region of the request: each belongs to one region (R35)."""
    names = stack_set_names(subject.request)
    values = {"name": ", ".join(names), "region": subject.request.region}
    ours = False
    for name in names:
        found = await stack_sets.describe(subject.access, name)
        if found is None:
            continue
        whose = ownership(found.tags, subject.request.connection_id)
        if whose is not Ownership.OURS:
            key = "other-connection" if whose is Ownership.OTHER_CONNECTION else "foreign"
            return problem(CHECK, f"check.stack-set-name.{key}", {**values, "name": name})
        ours = True
    return (
        warning(CHECK, "check.stack-set-name.ours", values)
        if ours
        else passed(CHECK, "check.stack-set-name.free", values)
    )
