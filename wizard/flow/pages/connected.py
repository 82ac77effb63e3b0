"""Page 9: what was made, what to paste where, and who is missing."""

from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from wizard.flow.answers import Answers, RoleAnswers
from wizard.flow.page import Page
from wizard.flow.pages.status_switch import StatusSwitch
from wizard.flow.ports import Catalogue, Connections, Explain, Statuses
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import Connection
from wizard.model.failure import Diagnosis, WizardError
from wizard.model.identifiers import grouped_account_id
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.account_results import can_be_tried
from wizard.providers.definition import ProviderDefinition

_NAMED = 3
"""So many accounts are named where an explanation speaks of one account and several failed for the same reason."""


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Accounts that failed for the same reason; the diagnosis speaks of all of them."""

    diagnosis: Diagnosis | None
    accounts: tuple[AccountResult, ...]


def group_failures(accounts: tuple[AccountResult, ...]) -> tuple[FailureGroup, ...]:
    """Put accounts that failed for the same reason together, the largest group first."""
    groups: dict[tuple[str, ...], list[AccountResult]] = {}
    for one in accounts:
        if one.progress in (AccountProgress.FAILED, AccountProgress.CANCELLED):
            groups.setdefault(_reason(one), []).append(one)
    ordered = sorted(groups.values(), key=len, reverse=True)
    return tuple(FailureGroup(_shared_diagnosis(members), tuple(members)) for members in ordered)


def _reason(one: AccountResult) -> tuple[str, ...]:
    """Give what equal reasons have in common: the explanation names the account itself, which does not count."""
    if one.diagnosis is None:
        return "", one.progress.value
    explanation = one.diagnosis.explanation.replace(grouped_account_id(one.account_id), "")
    return one.diagnosis.cause, one.diagnosis.title, explanation


def _shared_diagnosis(members: Sequence[AccountResult]) -> Diagnosis | None:
    diagnosis = members[0].diagnosis
    if diagnosis is None or len(members) == 1:
        return diagnosis
    named = ", ".join(grouped_account_id(one.account_id) for one in members[:_NAMED])
    named += ", …" if len(members) > _NAMED else ""
    explanation = diagnosis.explanation.replace(grouped_account_id(members[0].account_id), named)
    return replace(diagnosis, explanation=explanation)


class ConnectedPage(Page):
    """Write the connection down and show what comes next.

    connection: the row in the list; None until it is written
    definition: the provider, for what to paste where
    failures:   who is not connected and why, equal reasons together
    skipped:    suspended accounts, which follow when they are active again
    status:     the status switch of the row
    code:       the template of the code that sets the provider up; empty where it offers none
    """

    step: ClassVar[StepId] = StepId.CONNECTED

    def __init__(
        self, catalogue: Catalogue, connections: Connections, explain: Explain, statuses: Statuses | None = None
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._connections = connections
        self._explain = explain
        self.connection: Connection | None = None
        self.status = StatusSwitch(connections, statuses, explain, self.changed.notify)
        self.definition: ProviderDefinition | None = None
        self.code = ""
        self.failures: tuple[FailureGroup, ...] = ()
        self.skipped: tuple[AccountResult, ...] = ()
        self._accounts: dict[str, AccountResult] = {}

    @property
    def to_try(self) -> tuple[AccountResult, ...]:
        """The accounts that can be tried again."""
        return tuple(one for one in self._accounts.values() if can_be_tried(one))

    async def try_again(self) -> None:
        """Try those accounts again, and show who is connected then."""
        await self._then_renew(self.status.try_again())

    async def go_on_trying(self) -> None:
        """Go on where trying them rests."""
        await self._then_renew(self.status.go_on())

    async def _then_renew(self, trying: Awaitable[None]) -> None:
        """Show what was verified; of accounts that AWS has not come to, what was known before stays."""
        await trying
        self.connection = self.status.connection
        self._take(one for one in self.status.found.values() if one.progress.final)
        self.changed.notify()

    def _take(self, accounts: Iterable[AccountResult]) -> None:
        self._accounts |= {one.account_id: one for one in accounts}
        every = tuple(self._accounts.values())
        self.failures = group_failures(every)
        self.skipped = tuple(one for one in every if one.progress is AccountProgress.SKIPPED)

    async def load(self, answers: Answers) -> None:
        """Write the row and gather what is shown."""
        if answers.provider is None or answers.deploy is None or (answers.role is None and answers.one_role):
            raise ValueError("the role comes first")
        self._error = None
        self._begin()
        try:
            self.definition = await self._catalogue.definition(answers.provider.provider_id)
            if self.definition.handover.code is not None:
                self.code = await self._catalogue.code_text(answers.provider.provider_id)
            request = connect_request(answers, self.definition)
            role = answers.role if answers.role and answers.one_role else RoleAnswers("", verified=True)
            if answers.by_hand:
                self.connection = await self._connections.note(request, role.role_arn)
            else:
                self.connection = await self._connections.finish(request, role.role_arn, verified=role.verified)
        except WizardError as error:
            self._error = self._explain(error.failure)
        else:
            self.status.connection = self.connection
        finally:
            self._accounts.clear()
            self._take(answers.deploy.accounts)
            self._end()

    @property
    def valid(self) -> bool:
        """True where the row is in the list."""
        return self.connection is not None

    def collect(self) -> None:
        """Nothing is asked here."""
        return

    @property
    def initial_focus(self) -> str:
        """The first copy button: what most people want next; the message where the row is not written."""
        if self.connection is None or self.definition is None:
            return "wizard.message"
        values = [one.value for one in self.definition.handover.values]
        arn = "role-arn" in values or not values
        return "connected.copy-role-arn" if arn else f"connected.copy-{values[0]}"
