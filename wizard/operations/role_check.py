"""The Role page's checks: the ARN's form, its account, the role itself, whom it trusts, what it may do."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from wizard.aws import roles
from wizard.aws.access import AwsAccess
from wizard.aws.roles import Role
from wizard.model.check import CheckResult, CheckState
from wizard.model.failure import Retry, WizardError
from wizard.model.identifiers import RoleArn, grouped_account_id
from wizard.model.message import Message
from wizard.model.ports import Clock
from wizard.operations.context import Explain
from wizard.operations.policy_documents import allowed_actions, covered
from wizard.operations.role_form import FORM, read_role_arn
from wizard.operations.role_trust import TRUST, trust_result

ACCOUNT, EXISTS, PERMISSIONS = "account", "exists", "permissions"
ROLE_CHECKS = (FORM, ACCOUNT, EXISTS, TRUST, PERMISSIONS)
"""The checks in their order."""

_SETTLING_SECONDS = 60.0
_SETTLED_AFTER = timedelta(minutes=2)
_UNEXPECTED_SECONDS = 5.0
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 8.0


@dataclass(frozen=True, slots=True)
class RoleExpectations:
    """What the role must be.

    account_id:  the management account
    partition:   of the organization; China and GovCloud have their own (R2)
    role_name:   what the role that was just made is called: that one may still be settling
    principal:   who may take the role on: an account ID or an ARN
    external_id: the external ID it must want; empty where the service names none
    active:      False where the status is "inactive": then nobody may be trusted
    actions:     what the template lets the role do; empty where the template is not ours to know
    """

    account_id: str
    partition: str
    role_name: str
    principal: str
    external_id: str
    active: bool = True
    actions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Asked:
    """What IAM said last about the role."""

    role: Role | None = None


class RoleCheck:
    """Checks one RoleARN. IAM settles after seconds (R38): what is missing is asked again, quietly, with a limit."""

    def __init__(self, access: AwsAccess, clock: Clock, explain: Explain, expected: RoleExpectations) -> None:
        self._access = access
        self._clock = clock
        self._explain = explain
        self._expected = expected

    async def verify(self, text: str) -> AsyncIterator[CheckResult]:
        """Give each check's result in order, RUNNING before each that asks AWS; ends where nothing more can be told."""
        read = read_role_arn(text)
        yield read.result
        if read.role is None:
            return
        account = self._account(read.role)
        yield account
        if account.blocks:
            return
        arn, asked = read.role, _Asked()
        yield CheckResult(EXISTS, CheckState.RUNNING)
        patience = _SETTLING_SECONDS if arn.name == self._expected.role_name else _UNEXPECTED_SECONDS
        exists = await self._settled(EXISTS, patience, lambda: self._exists(arn, asked))
        yield exists if asked.role is None else self._same_path(arn, asked.role, exists)
        if asked.role is None or asked.role.arn != str(arn):
            return
        patience = _SETTLING_SECONDS if self._clock.now() - asked.role.created_at < _SETTLED_AFTER else 0.0
        yield CheckResult(TRUST, CheckState.RUNNING)
        yield await self._settled(TRUST, patience, lambda: self._trust(arn))
        yield CheckResult(PERMISSIONS, CheckState.RUNNING)
        yield await self._settled(PERMISSIONS, patience, lambda: self._permissions(arn))

    async def _settled(
        self, check: str, patience: float, question: Callable[[], Awaitable[CheckResult]]
    ) -> CheckResult:
        """Ask until the answer is good or `patience`, in seconds, is over."""
        began, wait = self._clock.now(), _FIRST_WAIT
        while True:
            result, final = await self._ask(check, question)
            spent = (self._clock.now() - began).total_seconds()
            if final or spent + wait > patience:
                return result
            await self._clock.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _ask(self, check: str, question: Callable[[], Awaitable[CheckResult]]) -> tuple[CheckResult, bool]:
        """Give an answer, and whether asking again cannot change it."""
        try:
            result = await question()
        except WizardError as error:
            message = Message("role.could-not-check", {"reason": error.failure.text})
            unknown = CheckResult(check, CheckState.UNKNOWN, message, failure=error.failure)
            return unknown, self._explain(error.failure).retry is not Retry.AUTO
        return result, result.state is not CheckState.PROBLEM

    def _account(self, arn: RoleArn) -> CheckResult:
        expected = self._expected
        values = {
            "found": grouped_account_id(arn.account_id),
            "expected": grouped_account_id(expected.account_id),
            "partition": arn.partition,
            "expected-partition": expected.partition,
        }
        if arn.partition != expected.partition:
            return CheckResult(ACCOUNT, CheckState.PROBLEM, Message("role.wrong-partition", values))
        if arn.account_id != expected.account_id:
            return CheckResult(ACCOUNT, CheckState.PROBLEM, Message("role.wrong-account", values))
        return CheckResult(ACCOUNT, CheckState.PASSED, Message("role.right-account", values))

    async def _exists(self, arn: RoleArn, asked: _Asked) -> CheckResult:
        role = await roles.find(self._access, arn.name)
        values = {"name": arn.name, "account": grouped_account_id(arn.account_id)}
        if role is None:
            return CheckResult(EXISTS, CheckState.PROBLEM, Message("role.does-not-exist", values))
        asked.role = role
        return CheckResult(EXISTS, CheckState.PASSED, Message("role.exists", values))

    def _same_path(self, arn: RoleArn, role: Role, exists: CheckResult) -> CheckResult:
        """IAM finds a role by its name alone: the path of the pasted ARN may still be wrong."""
        if role.arn == str(arn):
            return exists
        return CheckResult(EXISTS, CheckState.PROBLEM, Message("role.other-path", {"name": arn.name, "arn": role.arn}))

    async def _trust(self, arn: RoleArn) -> CheckResult:
        role = await roles.find(self._access, arn.name)
        if role is None:
            message = Message("role.does-not-exist", {"name": arn.name, "account": grouped_account_id(arn.account_id)})
            return CheckResult(TRUST, CheckState.PROBLEM, message)
        expected = self._expected
        return trust_result(
            role.trust,
            principal=expected.principal,
            external_id=expected.external_id,
            partition=expected.partition,
            active=expected.active,
        )

    async def _permissions(self, arn: RoleArn) -> CheckResult:
        documents = [one.document for one in await roles.policies(self._access, arn.name)]
        allowed = allowed_actions(documents)
        missing = tuple(action for action in self._expected.actions if not covered(action, allowed))
        count = str(len(self._expected.actions))
        if missing:
            message = Message("role.permissions-missing", {"missing": str(len(missing)), "count": count})
            return CheckResult(PERMISSIONS, CheckState.PROBLEM, message, details=missing)
        if not self._expected.actions and not allowed:
            return CheckResult(PERMISSIONS, CheckState.PROBLEM, Message("role.no-permissions"))
        if not self._expected.actions:
            return CheckResult(PERMISSIONS, CheckState.PASSED, Message("role.has-permissions"))
        return CheckResult(PERMISSIONS, CheckState.PASSED, Message("role.permissions-right", {"count": count}))
