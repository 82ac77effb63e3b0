"""Finds the accounts that the vendor has already, which must be left out.

Registering one of them again fails, and the vendor's own template then takes the earlier registration away.
"""

from dataclasses import replace

from wizard.aws import stack_sets
from wizard.model.check import CheckResult
from wizard.model.failure import WizardError
from wizard.model.identifiers import grouped_account_id
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning
from wizard.operations.checks.vendor_keys import unanswered
from wizard.operations.stack_set_work import of_connection

CHECK = "vendor-accounts"
_NAMED = 5


async def run(subject: CheckSubject) -> CheckResult:
    """Ask for every chosen account; those that this connection itself registered are no news. Raises AwsError."""
    values = {"provider": subject.provider.name}
    if subject.vendor is None:
        return warning(CHECK, "check.vendor.not-asked", values)
    try:
        there = await subject.vendor.registered(tuple(subject.request.targets.connected))
    except WizardError as error:
        return unanswered(CHECK, error, values)
    found = sorted(there - await _ours(subject) if there else there, key=lambda one: _name(subject, one).casefold())
    if not found:
        return passed(CHECK, "check.vendor-accounts.none", values)
    lines = tuple(f"{_name(subject, one)} ({grouped_account_id(one)})" for one in found)
    named = ", ".join(lines[:_NAMED]) + (", …" if len(lines) > _NAMED else "")
    told = {**values, "count": str(len(found)), "accounts": named}
    return replace(problem(CHECK, "check.vendor-accounts.registered", told), details=lines)


def _name(subject: CheckSubject, account_id: str) -> str:
    return subject.request.account_names.get(account_id, account_id)


async def _ours(subject: CheckSubject) -> frozenset[str]:
    found = await of_connection(subject.access, subject.request)
    each = [await stack_sets.instances(subject.access, one.name) for one in found]
    return frozenset(one.account_id for some in each for one in some)
