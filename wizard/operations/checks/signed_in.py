"""Tells whether somebody is signed in, and for long enough."""

from datetime import timedelta

from wizard.aws import identity
from wizard.model.check import CheckResult
from wizard.model.failure import WizardError
from wizard.model.identifiers import grouped_account_id
from wizard.model.profile import CallerKind
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning

CHECK = "signed-in"
_ENOUGH = timedelta(minutes=10)
"""A deployment to many accounts takes minutes; a sign-in that ends earlier interrupts it."""


async def run(subject: CheckSubject) -> CheckResult:
    """Ask AWS who the profile is (R4), and when the credentials end."""
    try:
        caller = await identity.caller(subject.access)
    except WizardError as error:
        return problem(CHECK, "check.signed-in.not", {"profile": subject.request.profile}, failure=error.failure)
    values = {"name": caller.name, "account": grouped_account_id(caller.account_id)}
    if caller.kind is CallerKind.ROOT:
        return warning(CHECK, "check.signed-in.root-user", values)
    ends = await subject.access.credentials_expire_at()
    if ends is not None and ends - subject.clock.now() < _ENOUGH:
        minutes = max(0, int((ends - subject.clock.now()).total_seconds() // 60))
        return warning(CHECK, "check.signed-in.ends-soon", {**values, "minutes": str(minutes)})
    return passed(CHECK, "check.signed-in.passed", values)
