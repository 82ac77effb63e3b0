"""What became of each account, put together from the instances and operations of the StackSets (R29)."""

from collections.abc import Iterable, Mapping, Sequence

from wizard.aws import stack_sets
from wizard.aws.access import AwsAccess
from wizard.aws.stack_sets import InstanceResult, StackInstance
from wizard.model.connection import ConnectRequest
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.breathing import breathing
from wizard.operations.context import Explain
from wizard.operations.failures import account_failure

_DETAILED = {
    "PENDING": AccountProgress.PENDING,
    "RUNNING": AccountProgress.RUNNING,
    "SUCCEEDED": AccountProgress.SUCCEEDED,
    "FAILED": AccountProgress.FAILED,
    "FAILED_IMPORT": AccountProgress.FAILED,
    "INOPERABLE": AccountProgress.FAILED,
    "CANCELLED": AccountProgress.CANCELLED,
    "SKIPPED_SUSPENDED_ACCOUNT": AccountProgress.SKIPPED,
}
_STATUS = {
    "CURRENT": AccountProgress.SUCCEEDED,
    "OUTDATED": AccountProgress.PENDING,
    "INOPERABLE": AccountProgress.FAILED,
}
_UNHAPPY = (AccountProgress.FAILED, AccountProgress.CANCELLED)
_OPERATIONS_LOOKED_AT = 5

NO_INSTANCE = "NO_STACK_INSTANCE"
"""Code of the failure of an account that is in scope and active, and that no StackSet knows."""

NO_LONGER_CHOSEN = "NO_LONGER_CHOSEN"
"""Code of the remark on an account that still has the role and is not in the choice, or in the organization, now."""


_NOT_TRIED_AGAIN = ("INOPERABLE", NO_LONGER_CHOSEN)


def can_be_tried(result: AccountResult) -> bool:
    """Tell whether trying again is for an account: it is chosen, and AWS does not leave it out of updates (R29)."""
    code = result.reason.code if result.reason is not None else ""
    return result.progress in _UNHAPPY and code not in _NOT_TRIED_AGAIN


def progress_of(instance: StackInstance) -> AccountProgress:
    """Give how far an account is, from its stack instance (R29)."""
    known = _DETAILED.get(instance.detailed_status)
    return known or _STATUS.get(instance.status, AccountProgress.PENDING)


def stack_set_names(request: ConnectRequest) -> tuple[str, ...]:
    """Give the names of the StackSets that a request makes: one, or two where something is left out (R26)."""
    names = []
    if request.targets.whole_units:
        names.append(request.names.stack_set)
    if request.targets.filtered:
        names.append(request.names.filtered_stack_set)
    return tuple(names)


def scope_of(request: ConnectRequest) -> tuple[str, ...]:
    """Give the IDs of the member accounts in scope, suspended ones included, in order of their names."""
    in_scope = request.targets.connected | request.targets.suspended
    return tuple(sorted(in_scope, key=lambda one: (request.account_names.get(one, one).casefold(), one)))


def _better(one: StackInstance, other: StackInstance) -> StackInstance:
    """Where both StackSets have an instance for an account, the one that made the role counts."""
    return one if progress_of(one) is AccountProgress.SUCCEEDED else other


def by_account(instances: Iterable[StackInstance]) -> dict[str, StackInstance]:
    """Give the one instance that counts for each account."""
    found: dict[str, StackInstance] = {}
    for instance in instances:
        known = found.get(instance.account_id)
        found[instance.account_id] = instance if known is None else _better(known, instance)
    return found


async def read_instances(access: AwsAccess, names: Sequence[str]) -> tuple[StackInstance, ...]:
    """Give the instances of the StackSets of these names; one that does not exist has none. Raises AwsError."""
    found: list[StackInstance] = []
    for name in names:
        if await stack_sets.describe(access, name) is not None:
            found.extend(await stack_sets.instances(access, name))
    return tuple(found)


async def read_reasons(access: AwsAccess, name: str, accounts: frozenset[str]) -> dict[str, InstanceResult]:
    """Give the newest operation's words on each of `accounts`, where there are any. Raises AwsError."""
    reasons: dict[str, InstanceResult] = {}
    operations = await stack_sets.operations(access, name)
    for operation in operations[:_OPERATIONS_LOOKED_AT]:
        if not accounts - reasons.keys():
            break
        for result in await stack_sets.operation_results(access, name, operation.operation_id):
            if result.account_id in accounts and result.reason:
                reasons.setdefault(result.account_id, result)
    return reasons


class Judge:
    """Words what stack instances say as results of the accounts of a request, with names and causes."""

    def __init__(self, request: ConnectRequest, explain: Explain) -> None:
        self._request = request
        self._explain = explain
        self._explained: dict[tuple[str, str, str], tuple[RawFailure, Diagnosis]] = {}

    def name(self, account_id: str) -> str:
        """Give an account's name, or its ID where it has none."""
        return self._request.account_names.get(account_id, account_id)

    def waiting(self, account_id: str) -> AccountResult:
        """Give the result of an account that nothing is known about yet."""
        if account_id in self._request.targets.suspended:
            return self._result(account_id, AccountProgress.SKIPPED, "SKIPPED_SUSPENDED_ACCOUNT", "")
        return AccountResult(account_id, self.name(account_id), AccountProgress.PENDING)

    def missing(self, account_id: str) -> AccountResult:
        """Give the result of an account that has no stack instance although all is over."""
        if account_id in self._request.targets.suspended:
            return self.waiting(account_id)
        text = "AWS has not been told yet to connect this account."
        return self._result(account_id, AccountProgress.FAILED, NO_INSTANCE, text)

    def result(self, instance: StackInstance, reason: str = "") -> AccountResult:
        """Give the result that an instance tells; `reason` is used where the instance itself has none."""
        code = instance.detailed_status or instance.status
        return self._result(instance.account_id, progress_of(instance), code, instance.reason or reason)

    def _result(self, account_id: str, progress: AccountProgress, code: str, reason: str) -> AccountResult:
        if progress not in _UNHAPPY and progress is not AccountProgress.SKIPPED:
            return AccountResult(account_id, self.name(account_id), progress)
        failure, diagnosis = self._cause(account_id, code, reason or code)
        return AccountResult(account_id, self.name(account_id), progress, failure, diagnosis)

    def _cause(self, account_id: str, code: str, text: str) -> tuple[RawFailure, Diagnosis]:
        """Explain a failure once: the same instances are judged again with every question."""
        key = (account_id, code, text)
        if key not in self._explained:
            failure = account_failure(text, code, account=account_id, region=self._request.region)
            self._explained[key] = (failure, self._explain(failure))
        return self._explained[key]


async def judge_accounts(
    access: AwsAccess, request: ConnectRequest, explain: Explain, names: Sequence[str] | None = None
) -> tuple[AccountResult, ...]:
    """Ask both StackSets, and say what became of every account in scope, and of any other that has an instance.

    names: of the StackSets; those that the request makes where it is left out. Raises AwsError.
    """
    judge = Judge(request, explain)
    wanted = stack_set_names(request) if names is None else tuple(names)
    instances = by_account(await read_instances(access, wanted))
    reasons = await _missing_reasons(access, wanted, instances)
    results: list[AccountResult] = []
    async for account in breathing(dict.fromkeys((*scope_of(request), *sorted(instances)))):
        known = instances.get(account)
        results.append(judge.result(known, reasons.get(account, "")) if known else judge.missing(account))
    return tuple(results)


async def _missing_reasons(
    access: AwsAccess, names: Sequence[str], instances: Mapping[str, StackInstance]
) -> dict[str, str]:
    silent = frozenset(account for account, one in instances.items() if progress_of(one) in _UNHAPPY and not one.reason)
    reasons: dict[str, str] = {}
    for name in names if silent else ():
        if await stack_sets.describe(access, name) is not None:
            found = await read_reasons(access, name, silent)
            reasons.update({account: result.reason for account, result in found.items()})
    return reasons
