"""Everything that runs need from the rooms below, put together once by `app`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from wizard.aws.access import AccessFactory
from wizard.model.connection import ConnectRequest
from wizard.model.plan import Plan
from wizard.model.ports import Clock
from wizard.operations.checks.subject import FindConnection
from wizard.operations.context import Context, Explain
from wizard.operations.protocol import Operation, StepJournal
from wizard.operations.registry import operation
from wizard.providers.async_catalogue import AsyncCatalogue
from wizard.providers.definition import Deploy, ProviderDefinition
from wizard.runner.runner import Runner
from wizard.store.store import Store
from wizard.store.vault import Vault
from wizard.vendors.api import VendorApi

FindVendor = Callable[[str, Mapping[str, str], Mapping[str, str]], VendorApi | None]
"""Gives the API of a provider's vendor (its ID, settings, secrets), or None where it has none."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the operations of one request work on; `template_body` is empty where nothing is deployed.

    secrets: values of secret settings by setting ID, in memory for as long as the run is known; never printed
    """

    provider: ProviderDefinition
    template_body: str
    capabilities: tuple[str, ...]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools of every run.

    operation: gives an operation by its key
    secrets:   what secret settings hold
    find_vendor: gives the API of a provider's vendor; None where nobody but AWS may be asked, as in practice
    """

    factory: AccessFactory
    catalogue: AsyncCatalogue
    store: Store
    runner: Runner
    clock: Clock
    explain: Explain
    operation: Callable[[str], Operation[Context]] = operation
    secrets: Vault = field(default_factory=Vault)
    find_vendor: FindVendor | None = None

    def operations(self, plan: Plan) -> tuple[Operation[Context], ...]:
        """Give a plan's operations, in its order. Raises KeyError where one is unknown."""
        return tuple(self.operation(key) for key in plan.operations)

    @property
    def find_connection(self) -> FindConnection:
        """Give how the list is asked for a connection."""
        return self.store.connections.find

    def vendor(self, provider_id: str, request: ConnectRequest, secrets: Mapping[str, str]) -> VendorApi | None:
        """Give the API of a vendor, with the settings of a request and its secrets; None where there is none."""
        return self.find_vendor(provider_id, request.settings, secrets) if self.find_vendor is not None else None

    async def material(self, provider_id: str, secrets: Mapping[str, str] | None = None) -> Material:
        """Read a provider, its template, and what `secrets` refers to (as in a ConnectRequest). Raises WizardError."""
        provider = await self.catalogue.definition(provider_id)
        if provider.deploy is Deploy.NONE:
            return Material(provider, "", (), await self.secrets.values(secrets or {}))
        text = await self.catalogue.template_text(provider_id)
        template = await self.catalogue.read_template(text)
        return Material(provider, text, tuple(template.capabilities), await self.secrets.values(secrets or {}))

    def context(
        self,
        request: ConnectRequest,
        material: Material,
        journal: StepJournal,
        previous: ConnectRequest | None = None,
    ) -> Context:
        """Give what one operation of a run is given; `previous` is what is connected now, where the run changes it."""
        return Context(
            request=request,
            provider=material.provider,
            template_body=material.template_body,
            access=self.factory.open(request.profile, request.region),
            journal=journal,
            clock=self.clock,
            explain=self.explain,
            capabilities=material.capabilities,
            secrets=material.secrets,
            previous=previous,
            remembered=partial(self.store.steps.noted_since_connected, request.connection_id),
            vendor=self.vendor(material.provider.id, request, material.secrets),
        )
