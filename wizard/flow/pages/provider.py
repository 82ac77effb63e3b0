"""Page 1: which service."""

from collections.abc import Sequence
from typing import ClassVar

from wizard.flow.answers import Answers, ProviderAnswers
from wizard.flow.foreign_template import ForeignTemplate
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, VendorTemplates
from wizard.flow.steps import StepId
from wizard.model.failure import WizardError
from wizard.providers.definition import ProviderSummary


class ProviderPage(Page):
    """Choose the service, and whether an organization or one account is connected.

    providers: what can be chosen
    icons:     by ID, each provider's own icon, an SVG; a provider without one is missing here
    chosen:    ID of the chosen one; empty at first where there are several
    foreign:   takes any other service's template; None where that is not offered
    scope:     "organization" or "account", one of the provider's scopes
    """

    step: ClassVar[StepId] = StepId.PROVIDER

    def __init__(self, catalogue: Catalogue, templates: VendorTemplates | None = None) -> None:
        super().__init__()
        self.foreign = ForeignTemplate(templates, self.changed.notify) if templates is not None else None
        self._catalogue = catalogue
        self.providers: Sequence[ProviderSummary] = ()
        self.icons: dict[str, bytes] = {}
        self.chosen = ""
        self.scope = ""

    async def load(self, answers: Answers) -> None:
        """Read the catalogue; the only service there is, is chosen already."""
        await self._list()
        if answers.provider is not None:
            chosen = answers.provider.provider_id
            self.choose(next((one.id for one in self.providers if one.account == chosen), chosen))
            self.choose_scope(answers.provider.scope)
        elif len(self.providers) == 1:
            self.choose(self.providers[0].id)

    async def _list(self) -> None:
        self._begin()
        try:
            providers = await self._catalogue.summaries()
            for one in providers:
                await self._fetch_icon(one.id)
            self.providers = providers
        finally:
            self._end()

    async def take_foreign(self) -> None:
        """Keep the template that was read, and choose its service."""
        self._begin()
        try:
            provider_id = await self.foreign.take() if self.foreign is not None else ""
            if provider_id:
                await self._list()
                self.choose(provider_id)
        finally:
            self._end()

    async def _fetch_icon(self, provider_id: str) -> None:
        try:
            self.icons[provider_id] = await self._catalogue.icon(provider_id)
        except WizardError:
            self.icons.pop(provider_id, None)  # the list shows a neutral one

    def choose(self, provider_id: str) -> None:
        """Choose a service; its first scope comes with it."""
        self.chosen = provider_id
        self.scope = next(iter(self.scopes), "")
        self.changed.notify()

    def choose_scope(self, scope: str) -> None:
        """Choose what of is connected."""
        self.scope = scope
        self.changed.notify()

    @property
    def scopes(self) -> Sequence[str]:
        """What the chosen service can be connected to."""
        return next((tuple(one.scopes) for one in self.providers if one.id == self.chosen), ())

    @property
    def valid(self) -> bool:
        """True where a service and a scope are chosen."""
        return bool(self.chosen) and self.scope in self.scopes

    def collect(self) -> ProviderAnswers:
        """Give the choice; one account can have a definition of its own."""
        chosen = next((one for one in self.providers if one.id == self.chosen), None)
        if chosen is None:
            return ProviderAnswers(self.chosen, self.scope)
        provider_id = (chosen.account if self.scope == "account" else "") or chosen.id
        return ProviderAnswers(provider_id, self.scope, chosen.deploys, chosen.by_stack)

    @property
    def initial_focus(self) -> str:
        """The list of services."""
        return "provider.list"
