"""Asks the vendor whether the keys work, before they are sent to every account."""

from wizard.model.check import CheckResult
from wizard.model.failure import WizardError
from wizard.operations.checks.subject import CheckSubject, passed, problem, unknown, warning
from wizard.vendors.api import REFUSED, SLOW_DOWN

CHECK = "vendor-keys"


async def run(subject: CheckSubject) -> CheckResult:
    """Ask; who does not answer, or asks to slow down, stops nobody. Raises no WizardError."""
    values = {"provider": subject.provider.name}
    if subject.vendor is None:
        return warning(CHECK, "check.vendor.not-asked", values)
    try:
        await subject.vendor.check_keys()
    except WizardError as error:
        if error.failure.code == REFUSED:
            return problem(CHECK, "check.vendor-keys.refused", values, failure=error.failure)
        return unanswered(CHECK, error, values)
    return passed(CHECK, "check.vendor-keys.passed", values)


def unanswered(check: str, error: WizardError, values: dict[str, str]) -> CheckResult:
    """Give the result where the vendor did not answer the question."""
    key = "check.vendor.slow-down" if error.failure.code == SLOW_DOWN else "check.vendor.no-answer"
    return unknown(check, key, error.failure, {**values, "reason": error.failure.text})
