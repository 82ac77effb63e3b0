"""Which cause stands behind a check's problem: checks and diagnoses speak of the same things."""

from collections.abc import Mapping
from dataclasses import replace

from wizard.model.check import CheckResult, CheckState

CAUSES: Mapping[str, str] = {
    "check.management-account.member": "not-management-account",
    "check.no-organization": "not-in-organization",
    "check.all-features.billing-only": "all-features-not-enabled",
    "check.trusted-access.off": "trusted-access-not-activated",
    "check.trusted-access.needs-all-features": "all-features-not-enabled",
    "check.trusted-access.disabled-permanently": "trusted-access-not-activated",
    "check.permissions.missing": "denied-by-identity-policy",
    "check.permissions.refused": "denied-by-identity-policy",
    "check.stack-name.other-connection": "stack-already-exists",
    "check.stack-name.foreign": "stack-already-exists",
    "check.stack-name.ours-left-over": "stack-rollback-complete",
    "check.stack-name.left-over": "stack-rollback-complete",
    "check.stack-name.foreign-left-over": "stack-rollback-complete",
    "check.stack-set-name.other-connection": "stackset-name-taken",
    "check.stack-set-name.foreign": "stackset-name-taken",
    "check.role-name.other-connection": "iam-role-name-taken",
    "check.role-name.foreign": "iam-role-name-taken",
    "check.region-enabled.disabled": "region-not-enabled-for-account",
}
"""By message key; a problem that is ours alone, such as a connection that is in the list, has no cause at AWS."""


def with_cause(result: CheckResult) -> CheckResult:
    """Give a result with the cause of its problem."""
    if result.state is not CheckState.PROBLEM or result.message is None:
        return result
    return replace(result, cause=CAUSES.get(result.message.key, ""))
