"""Tells whether the name of the role is free in the management account."""

from collections.abc import Mapping

from wizard.aws import roles
from wizard.aws.errors import AwsError
from wizard.aws.paging import collect
from wizard.model.check import CheckResult
from wizard.model.identifiers import grouped_account_id
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning
from wizard.operations.ownership import Ownership, ownership

CHECK = "role-name"
_LARGEST_PAGE = 1000


async def run(subject: CheckSubject) -> CheckResult:
    """Look for a role of the name, in any case of its letters: IAM takes them for the same (R40)."""
    name = subject.request.names.role
    values = {"name": name, "account": grouped_account_id(subject.request.identity.management_account_id)}
    taken = await _taken_name(subject, name)
    if taken is None:
        return passed(CHECK, "check.role-name.free", values)
    role = await roles.find(subject.access, taken)
    whose = ownership(role.tags if role else {}, subject.request.connection_id)
    if whose is Ownership.OURS:
        return warning(CHECK, "check.role-name.ours", values)
    key = "other-connection" if whose is Ownership.OTHER_CONNECTION else "foreign"
    return problem(CHECK, f"check.role-name.{key}", {**values, "found": role.arn if role else taken})


async def _taken_name(subject: CheckSubject, name: str) -> str | None:
    if await roles.find(subject.access, name) is not None:
        return name
    try:
        every = await collect(subject.access, "iam", "ListRoles", "Roles", MaxItems=_LARGEST_PAGE)
    except AwsError as error:
        if error.access_denied:
            return None
        raise
    return _same_name(every, name)


def _same_name(every: list[Mapping[str, object]], name: str) -> str | None:
    return next((str(one["RoleName"]) for one in every if str(one["RoleName"]).lower() == name.lower()), None)
