"""Tells whether the signed-in user may do all that is needed."""

from wizard.aws import identity, permissions, stacks, trusted_access
from wizard.aws.errors import AwsError
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.check import CheckResult, CheckState
from wizard.model.message import Message
from wizard.model.profile import Caller
from wizard.operations.checks.subject import CheckSubject, passed, unknown
from wizard.operations.trusted_access import TurnOnTrustedAccess
from wizard.providers.definition import NeededActions

CHECK = "permissions"


async def run(subject: CheckSubject) -> CheckResult:
    """Let IAM simulate exactly the actions that the provider's definition lists (R41).

    Whoever may not simulate gets "could not check", which stops nobody.
    """
    caller = await identity.caller(subject.access)
    wanted = await _needed(subject)
    try:
        decisions = [one for needed in wanted for one in await _simulate(subject, caller, needed)]
    except AwsError as error:
        if not error.access_denied:
            raise
        return await _without_simulation(subject, caller, error)
    missing = [one for one in decisions if not one.allowed]
    if not missing:
        return passed(CHECK, "check.permissions.passed", {"name": caller.name, "count": str(len(decisions))})
    actions = dict.fromkeys(one.action for one in missing)
    values = {"name": caller.name, "missing": str(len(actions)), "first": next(iter(actions))}
    details = tuple(dict.fromkeys(_line(one) for one in missing))
    return CheckResult(CHECK, CheckState.PROBLEM, Message("check.permissions.missing", values), details=details)


async def _without_simulation(subject: CheckSubject, caller: Caller, refusal: AwsError) -> CheckResult:
    """Do two of the needed reads for real: whoever is refused even those cannot go on."""
    refused = []
    for read in (trusted_access.state(subject.access), stacks.describe(subject.access, subject.request.names.stack)):
        try:
            await read
        except AwsError as error:
            if not error.access_denied:
                raise
            refused.append(error.failure)
    if not refused:
        return unknown(CHECK, "check.permissions.may-not-simulate", refusal.failure, {"name": caller.name})
    actions = [f"{failure.service}:{failure.operation}" for failure in refused]
    message = Message("check.permissions.refused", {"name": caller.name, "actions": ", ".join(actions)})
    needed = dict.fromkeys(action for one in subject.provider.needed_actions for action in one.actions)
    return CheckResult(CHECK, CheckState.PROBLEM, message, details=tuple(needed), failure=refused[0])


async def _needed(subject: CheckSubject) -> tuple[NeededActions, ...]:
    """Leave out what turning on trusted access needs where it is on already."""
    needed = subject.provider.needed_actions
    try:
        state = await trusted_access.state(subject.access)
    except AwsError as error:
        if not error.access_denied:
            raise
        return needed
    if state is not TrustedAccess.ENABLED:
        return needed
    return tuple(one for one in needed if one.operation != TurnOnTrustedAccess.key)


async def _simulate(subject: CheckSubject, caller: Caller, needed: NeededActions) -> tuple[permissions.Decision, ...]:
    request = subject.request
    arns = needed.arns(request.names, caller.partition, request.region, caller.account_id)
    return await permissions.simulate(subject.access, caller, [(needed.actions, arns)], context=needed.context)


def _line(decision: permissions.Decision) -> str:
    words = [decision.action]
    if decision.resource and decision.resource != "*":
        words.append(decision.resource)
    if decision.reason:
        words.append(f"({decision.reason})")
    return " ".join(words)
