"""Which accounts follow the status of their StackSet: what is verified account by account, not what was asked.

An account that an update could not change keeps its role as it was (R30): where it was on it is still on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wizard.aws import stack_sets
from wizard.aws.access import AwsAccess
from wizard.aws.stack_sets import StackSet
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.account_results import NO_INSTANCE
from wizard.operations.context import Explain
from wizard.operations.failures import own_failure

STILL_ON, STILL_OFF = "STATUS_STILL_ON", "STATUS_STILL_OFF"
"""Codes of the failure of an account that has the role, and that did not follow the switch."""

_OPERATIONS_LOOKED_AT = 20
_NEWS = (AccountProgress.SUCCEEDED, AccountProgress.SKIPPED)


@dataclass(frozen=True, slots=True)
class Followers:
    """What was found of the member accounts.

    results: of every account; those that did not follow say so
    behind:  IDs of accounts that have the role and did not follow the switch
    """

    results: tuple[AccountResult, ...]
    behind: frozenset[str]


async def judge_followers(  # noqa: PLR0913 -- what AWS was asked before, and what it is compared with
    access: AwsAccess,
    found: Sequence[StackSet],
    results: Sequence[AccountResult],
    *,
    parameter: str,
    value: str,
    active: bool,
    explain: Explain,
) -> Followers:
    """Say of every account whether its role is as the stack's status says. Raises AwsError.

    found:     the StackSets of the connection
    results:   what became of each account
    parameter: the status parameter, `value` its value in the stack, `active` whether that means "on"
    """
    unhappy = frozenset(one.account_id for one in results if _unhappy(one))
    others = [one.name for one in found if one.parameters.get(parameter) != value]
    behind = await _with_role(access, [one.name for one in found], unhappy) | await _deployed(access, others)
    told = [_told(one, access.region, explain, active=active) if one.account_id in behind else one for one in results]
    return Followers(tuple(told), behind)


def _unhappy(result: AccountResult) -> bool:
    unreached = result.reason is not None and result.reason.code == NO_INSTANCE
    return result.progress not in _NEWS and not unreached


async def _with_role(access: AwsAccess, names: Sequence[str], accounts: frozenset[str]) -> frozenset[str]:
    """Give those accounts in which an earlier operation has made the role: there is something that can be behind.

    Where there are more operations than are looked at, an account counts as one that may have it.
    """
    open_questions, found = set(accounts), set[str]()
    for name in names if accounts else ():
        operations = await stack_sets.operations(access, name)
        for operation in operations[:_OPERATIONS_LOOKED_AT]:
            if not open_questions:
                break
            for result in await stack_sets.operation_results(access, name, operation.operation_id):
                if result.account_id in open_questions and result.status == "SUCCEEDED":
                    open_questions.discard(result.account_id)
                    found.update({result.account_id} if operation.action != "DELETE" else ())
        if len(operations) > _OPERATIONS_LOOKED_AT:
            found |= open_questions
    return frozenset(found)


async def _deployed(access: AwsAccess, names: Sequence[str]) -> frozenset[str]:
    """Give the accounts with an instance in StackSets that somebody gave another status than the stack has."""
    return frozenset([one.account_id for name in names for one in await stack_sets.instances(access, name)])


def _told(result: AccountResult, region: str, explain: Explain, *, active: bool) -> AccountResult:
    """Say that an account did not follow, in AWS's words where it gave a reason."""
    if not result.progress.final:
        return result
    code = STILL_OFF if active else STILL_ON
    if result.reason is not None:
        return replace(result, progress=AccountProgress.FAILED, reason=replace(result.reason, code=code))
    text = "The role still trusts nobody." if active else "The role still trusts the service."
    text += " The StackSet of this account has another status than the stack. Switch the status off and on again."
    reason = own_failure(text, code, account=result.account_id, region=region)
    return replace(result, progress=AccountProgress.FAILED, reason=reason, diagnosis=explain(reason))
