"""Tells whether the signed-in user may do all that is needed."""

from collections.abc import Iterable, Sequence

from wizard.aws import identity, permissions, stacks, trusted_access
from wizard.aws.errors import AwsError
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.check import CheckResult, CheckState
from wizard.model.message import Message
from wizard.model.profile import Caller
from wizard.operations.checks.permission_request import permission_request
from wizard.operations.checks.subject import CheckSubject, passed, unknown
from wizard.operations.trusted_access import TurnOnTrustedAccess
from wizard.providers.definition import NeededActions

CHECK = "permissions"


async def run(subject: CheckSubject) -> CheckResult:
    """Let IAM simulate exactly the actions that the provider's definition lists (R41).

    Whoever may not simulate gets "could not check", which stops nobody; whoever may connect, but not do what comes
    later, is warned.
    """
    caller = await identity.caller(subject.access)
    wanted = await _needed(subject)
    try:
        asked = [(needed, await _simulate(subject, caller, needed)) for needed in wanted]
    except AwsError as error:
        if not error.access_denied:
            raise
        return await _without_simulation(subject, caller, error)
    later = subject.provider.needed_later
    missing = [one for needed, found in asked for one in found if not one.allowed and not later(needed)]
    if missing:
        actions = dict.fromkeys(one.action for one in missing)
        values = {"name": caller.name, "missing": str(len(actions)), "first": next(iter(actions))}
        message = Message("check.permissions.missing", values)
        return CheckResult(CHECK, CheckState.PROBLEM, message, details=_lines(missing), request=_request(caller, asked))
    missing = [one for _, found in asked for one in found if not one.allowed]
    if missing:
        purposes = dict.fromkeys(needed.reason for needed, found in asked if not all(one.allowed for one in found))
        values = {"name": caller.name, "purposes": "; ".join(purposes)}
        message = Message("check.permissions.missing-later", values)
        return CheckResult(CHECK, CheckState.WARNING, message, details=_lines(missing), request=_request(caller, asked))
    count = sum(len(found) for _, found in asked)
    return passed(CHECK, "check.permissions.passed", {"name": caller.name, "count": str(count)})


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
    wanted = [(one.actions, _arns(subject, caller, one), one.context) for one in subject.provider.needed_actions]
    return CheckResult(
        CHECK,
        CheckState.PROBLEM,
        message,
        details=tuple(needed),
        failure=refused[0],
        request=permission_request(caller, wanted),
    )


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
    arns = _arns(subject, caller, needed)
    return await permissions.simulate(subject.access, caller, [(needed.actions, arns)], context=needed.context)


def _arns(subject: CheckSubject, caller: Caller, needed: NeededActions) -> tuple[str, ...]:
    request = subject.request
    return needed.arns(request.names, caller.partition, request.region, caller.account_id)


def _request(caller: Caller, asked: Sequence[tuple[NeededActions, Sequence[permissions.Decision]]]) -> str:
    """Ask for everything that is missing, for later too: an administrator is asked once."""
    missing = [(needed, one) for needed, found in asked for one in found if not one.allowed]
    wanted = [((one.action,), (one.resource or "*",), needed.context) for needed, one in missing]
    return permission_request(caller, wanted, [one.reason for _, one in missing])


def _lines(decisions: Iterable[permissions.Decision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(one) for one in decisions))


def _line(decision: permissions.Decision) -> str:
    words = [decision.action]
    if decision.resource and decision.resource != "*":
        words.append(decision.resource)
    if decision.reason:
        words.append(f"({decision.reason})")
    return " ".join(words)
