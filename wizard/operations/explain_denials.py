"""The second look at accounts that policies of the organization refuse: which policy it is, and what to ask for."""

import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.diagnosis.facts import facts
from wizard.model.failure import Diagnosis
from wizard.model.organization import OrganizationIdentity, OrganizationTree
from wizard.model.policies import Level, TargetKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.breathing import breathing
from wizard.operations.policies_in_force import PoliciesInForce
from wizard.operations.policy_change import STACK_SETS_ROLE
from wizard.operations.policy_decision import Denial, Question, denials
from wizard.operations.policy_words import Denied, explanation, request, request_unread, title, unread

_log = logging.getLogger(__name__)

DENIED_BY_SCP = "denied-by-scp"

_CAN_BE_THE_SAME = ("denied-by-identity-policy", "deployer-lacks-iam-permissions")
"""What a refusal without a word of policies is taken for; the role of StackSets may do all that no policy denies."""

_UNHAPPY = (AccountProgress.FAILED, AccountProgress.CANCELLED)
_ACTIONS = ("copy-permission-request", "leave-accounts-out", "open-console", "retry-failed-accounts")
_ALLOWED_NOW = (
    "None of the policies in force now denies it: somebody may have changed them since. Try these accounts again."
)


@dataclass(frozen=True, slots=True)
class _Suspect:
    """An account that a policy may have refused."""

    result: AccountResult
    diagnosis: Diagnosis
    question: Question
    named: str


async def explain_denials(
    access: AwsAccess,
    results: Sequence[AccountResult],
    identity: OrganizationIdentity,
    tree: OrganizationTree | None = None,
) -> tuple[AccountResult, ...]:
    """Give the results; those that policies of the organization refuse name the policy, and hold what to ask for.

    Nothing is asked where nobody was refused. Whoever may not read policies is told so in the explanation, and so is
    everyone whom AWS did not answer: this never fails.

    tree: of the organization, where it was read
    """
    suspects = [one async for one in _suspects(results, identity)]
    if not suspects:
        return tuple(results)
    named = {one.result.account_id: one.named for one in suspects}
    names = {one.result.account_id: one.result.name for one in suspects}
    try:
        levels = await PoliciesInForce(access, identity.root_id, tree).read(named, names)
    except AwsError as error:
        _log.info("The policies of the organization could not be read: %s", error.failure.text)
        missing = f"{error.failure.service}:{error.failure.operation}" if error.access_denied else ""
        explained = _unread([one for one in suspects if one.diagnosis.cause == DENIED_BY_SCP], missing)
    else:
        explained = _explained(suspects, levels)
    return tuple(explained.get(one.account_id, one) for one in results)


async def _suspects(results: Sequence[AccountResult], identity: OrganizationIdentity) -> AsyncIterator[_Suspect]:
    async for one in breathing(results):
        if one.progress in _UNHAPPY and one.account_id != identity.management_account_id:
            suspect = _suspect(one)
            if suspect is not None:
                yield suspect


def _suspect(result: AccountResult) -> _Suspect | None:
    failure, diagnosis = result.reason, result.diagnosis
    if failure is None or diagnosis is None:
        return None
    denied = DENIED_BY_SCP in (diagnosis.cause, *diagnosis.candidates)
    if not denied and diagnosis.cause not in _CAN_BE_THE_SAME:
        return None
    said = facts(failure, ("action", "principal", "resource", "policy"))
    if not said.action or not (denied or f"/{STACK_SETS_ROLE}" in said.principal):
        return None
    partition = said.principal.split(":")[1] if said.principal else "aws"
    return _Suspect(
        result,
        diagnosis,
        Question(
            action=said.action,
            account=result.account_id,
            region=failure.region,
            partition=partition,
            resource=said.resource,
            principal=_role_of(said.principal),
        ),
        named=said.policy.rpartition("/")[2],
    )


def _role_of(principal: str) -> str:
    """Give the ARN that policies know: for a session its role's."""
    head, session, rest = principal.partition(":assumed-role/")
    if not session:
        return principal
    partition, account = head.split(":")[1], head.split(":")[4]
    return f"arn:{partition}:iam::{account}:role/{rest.partition('/')[0]}"


def _explained(suspects: Sequence[_Suspect], levels: Mapping[str, tuple[Level, ...]]) -> dict[str, AccountResult]:
    groups: dict[tuple[object, ...], list[tuple[_Suspect, tuple[Denial, ...]]]] = defaultdict(list)
    explained: dict[str, AccountResult] = {}
    for one in suspects:
        found = denials(levels[one.result.account_id], one.question, one.named)
        if found:
            groups[tuple(_same(each) for each in found)].append((one, found))
        elif one.diagnosis.cause == DENIED_BY_SCP and all(each.complete for each in levels[one.result.account_id]):
            text = f"{one.diagnosis.explanation} {_ALLOWED_NOW}"
            explained[one.result.account_id] = replace(one.result, diagnosis=replace(one.diagnosis, explanation=text))
    for members in groups.values():
        explained |= _group([one for one, _ in members], members[0][1])
    return explained


def _same(denial: Denial) -> tuple[object, ...]:
    """Give what equal denials have in common: which account it is does not count."""
    places = [one.kind if one.kind is TargetKind.ACCOUNT else one.target_id for one in denial.targets]
    return denial.policy.policy_id if denial.policy else "", denial.number, denial.certain, *places


def _group(members: Sequence[_Suspect], found: tuple[Denial, ...]) -> dict[str, AccountResult]:
    denied = _denied(members, found)
    certain = denied.certain[0].certain
    head, body, ask = title(denied), explanation(denied), request(denied)
    explained: dict[str, AccountResult] = {}
    for one in members:
        if not certain and one.diagnosis.cause != DENIED_BY_SCP:
            continue  # its words name another cause first, and nothing read here is proof against that
        rest = tuple(cause for cause in one.diagnosis.candidates if cause != DENIED_BY_SCP)
        diagnosis = replace(
            one.diagnosis,
            cause=DENIED_BY_SCP,
            candidates=(DENIED_BY_SCP,) if certain else (DENIED_BY_SCP, *rest),
            certain=certain or one.diagnosis.certain,
            title=head,
            explanation=body,
            actions=_ACTIONS if one.diagnosis.cause != DENIED_BY_SCP else one.diagnosis.actions,
            request=ask,
        )
        explained[one.result.account_id] = replace(one.result, diagnosis=diagnosis)
    return explained


def _unread(members: Sequence[_Suspect], missing: str) -> dict[str, AccountResult]:
    """Say that nobody could look, and ask for what can be asked for all the same."""
    ask = request_unread(_denied(members, ()), tuple(dict.fromkeys(one.named for one in members if one.named)))
    told = unread(missing)
    return {
        one.result.account_id: replace(
            one.result,
            diagnosis=replace(one.diagnosis, explanation=f"{one.diagnosis.explanation} {told}", request=ask),
        )
        for one in members
    }


def _denied(members: Sequence[_Suspect], found: tuple[Denial, ...]) -> Denied:
    accounts = tuple((one.result.account_id, one.result.name) for one in members)
    return Denied(accounts, tuple(one.question for one in members), found)
