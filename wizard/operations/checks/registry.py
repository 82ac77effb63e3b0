"""The names used in `provider.yaml`, and the checks that they stand for; runs them side by side, or one by one."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from wizard.model.check import CheckResult, CheckState
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.operations.checks import (
    all_features,
    already_connected,
    attached_policies,
    identity_center,
    identity_store,
    management_account,
    permissions,
    region_enabled,
    role_name,
    signed_in,
    stack_name,
    stack_set_name,
    targets,
    template,
    trusted_access,
    vendor_accounts,
    vendor_keys,
)
from wizard.operations.checks.causes import with_cause
from wizard.operations.checks.subject import Check, CheckSubject, unknown
from wizard.operations.checks.ways_on import WAYS_ON

CHECKS: Mapping[str, Check] = {
    module.CHECK: module.run
    for module in (
        signed_in,
        management_account,
        all_features,
        trusted_access,
        permissions,
        stack_name,
        stack_set_name,
        role_name,
        already_connected,
        region_enabled,
        targets,
        template,
        attached_policies,
        identity_center,
        identity_store,
        vendor_keys,
        vendor_accounts,
    )
}
"""Every check by its name."""


async def run_check(name: str, subject: CheckSubject) -> CheckResult:
    """Run one check. What AWS refuses is a result too: "could not check". Raises KeyError for an unknown name."""
    check = CHECKS[name]
    try:
        return _with_ways_on(with_cause(await check(subject)))
    except WizardError as error:
        return unknown(name, "check.could-not-check", error.failure, {"reason": error.failure.text})


def _with_ways_on(result: CheckResult) -> CheckResult:
    ways = WAYS_ON.get(result.message.key, ()) if result.message else ()
    return replace(result, actions=ways) if ways else result


async def run_all(
    subject: CheckSubject, names: Sequence[str], on_result: Callable[[CheckResult], None]
) -> tuple[CheckResult, ...]:
    """Run checks side by side; each result is reported as it comes, and all are given in the order of `names`."""

    async def one(name: str) -> CheckResult:
        on_result(CheckResult(name, CheckState.RUNNING, Message("check.running")))
        result = await run_check(name, subject)
        on_result(result)
        return result

    return tuple(await asyncio.gather(*(one(name) for name in names)))
