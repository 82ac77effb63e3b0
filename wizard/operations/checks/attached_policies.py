"""Tells whether roles of the person's own have the policies that their choices need."""

from wizard.aws import roles
from wizard.aws.errors import NotFound
from wizard.model.check import CheckResult
from wizard.model.identifiers import RoleArn, grouped_account_id
from wizard.operations.checks.subject import CheckSubject, passed, warning
from wizard.providers.definition import AttachedPolicy

CHECK = "attached-policies"


async def run(subject: CheckSubject) -> CheckResult:
    """Look at each role that needs something; one in an account that nobody is signed in to can only be named."""
    settings = subject.request.settings
    needed = [
        one
        for one in subject.provider.attached_policies
        if one.when.value in settings.get(one.when.setting, "").split(",")
    ]
    for one in needed:
        missing = await _missing(subject, one, settings.get(one.role, ""))
        if missing is not None:
            return missing
    return passed(CHECK, "check.attached-policies.all-there" if needed else "check.attached-policies.none-needed")


async def _missing(subject: CheckSubject, one: AttachedPolicy, arn: str) -> CheckResult | None:
    role = RoleArn.parse(arn)
    values = {
        "role": role.name,
        "policy": one.policy,
        "account": grouped_account_id(role.account_id),
        "reason": one.reason,
    }
    if role.account_id != subject.request.identity.management_account_id:
        return warning(CHECK, "check.attached-policies.elsewhere", values)
    try:
        attached = await roles.policy_names(subject.access, role.name)
    except NotFound:
        return warning(CHECK, "check.attached-policies.no-role", values)
    if any(found.name == one.policy and found.arn for found in attached):
        return None
    return warning(CHECK, "check.attached-policies.missing", values)
