"""Page 5 of the console way: what the person looks at in the AWS console, one thing after another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wizard.flow.answers import Answers, ChecksAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import ConnectRequest
from wizard.model.console import ConsolePage, console_address
from wizard.model.identifiers import grouped_account_id
from wizard.providers.definition import ProviderDefinition

_WORKED_OUT = frozenset({"targets"})
"""Checks that need no look: the page before has judged them."""

_PLACES: Mapping[str, ConsolePage | None] = {
    "management-account": ConsolePage.ORGANIZATION,
    "all-features": ConsolePage.ORGANIZATION_SETTINGS,
    "trusted-access": ConsolePage.STACK_SETS,
    "permissions": ConsolePage.ROLES,
    "stack-name": ConsolePage.STACKS,
    "stack-set-name": ConsolePage.STACK_SETS,
    "role-name": ConsolePage.ROLES,
    "attached-policies": ConsolePage.ROLES,
    "already-connected": None,
    "region-enabled": ConsolePage.REGIONS,
}
"""Where each check is looked at; the console's first page for every other, None outside of AWS."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One thing to look at; `address` is empty where it is not in the AWS console."""

    check: str
    address: str


class ConsoleChecksPage(Page):
    """Take a tick for each prerequisite.

    things:  what there is to look at, in the provider's order
    values:  by placeholder, for the sentences
    ticked:  IDs of the checks that the person has looked at
    skipped: the person goes on without the rest, and was warned
    """

    step: ClassVar[StepId] = StepId.CONSOLE_CHECKS

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.things: tuple[LookedAt, ...] = ()
        self.values: dict[str, str] = {}
        self.ticked: frozenset[str] = frozenset()
        self.skipped = False

    async def load(self, answers: Answers) -> None:
        """Say what is to be looked at; what was ticked stays ticked while nothing changed before it."""
        if answers.provider is None:
            raise ValueError("the provider comes first")
        self._begin()
        try:
            definition = await self._catalogue.definition(answers.provider.provider_id)
        finally:
            self._end()
        request = connect_request(answers, definition)
        self.things = tuple(_thing(check, request) for check in definition.checks if check not in _WORKED_OUT)
        self.values = _values(request, definition)
        earlier = answers.checks or ChecksAnswers(frozenset())
        self.ticked, self.skipped = earlier.passed, bool(earlier.warned)
        self.changed.notify()

    def tick(self, check: str, *, done: bool) -> None:
        """Take a tick, or take it back."""
        self.ticked = self.ticked | {check} if done else self.ticked - {check}
        self.changed.notify()

    def skip(self, *, rest: bool) -> None:
        """Go on without what is not ticked, or not."""
        self.skipped = rest
        self.changed.notify()

    @property
    def left(self) -> tuple[str, ...]:
        """The checks that are not ticked."""
        return tuple(one.check for one in self.things if one.check not in self.ticked)

    @property
    def valid(self) -> bool:
        """True where everything is ticked, or the rest was skipped knowingly."""
        return bool(self.things) and (not self.left or self.skipped)

    def collect(self) -> ChecksAnswers:
        """Give what was ticked and what was gone past."""
        return ChecksAnswers(self.ticked, frozenset(self.left))

    @property
    def initial_focus(self) -> str:
        """The first box that is not ticked."""
        first = next(iter(self.left), self.things[0].check if self.things else "")
        return f"checks.tick.{first}"


def _thing(check: str, request: ConnectRequest) -> LookedAt:
    place = _PLACES.get(check, ConsolePage.HOME)
    return LookedAt(check, console_address(place, request.partition, request.region) if place else "")


def _values(request: ConnectRequest, definition: ProviderDefinition) -> dict[str, str]:
    names = request.names
    stack_sets = (names.stack_set, names.filtered_stack_set if request.targets.filtered else "")
    return {
        "account": grouped_account_id(request.identity.management_account_id),
        "name": request.identity.name,
        "region": request.region,
        "stack": names.stack,
        "stack-sets": ", ".join(filter(None, stack_sets)),
        "role": names.role,
        "provider": definition.name,
        "place": definition.handover.place,
    }
