"""Everything that runs need from the rooms below, put together once by `app`."""

from collections.abc import Callable
from dataclasses import dataclass
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
from wizard.providers.definition import ProviderDefinition
from wizard.runner.runner import Runner
from wizard.store.store import Store


@dataclass(frozen=True, slots=True)
class Material:
    """What the operations of one request work on."""

    provider: ProviderDefinition
    template_body: str
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools of every run.

    operation: gives an operation by its key
    """

    factory: AccessFactory
    catalogue: AsyncCatalogue
    store: Store
    runner: Runner
    clock: Clock
    explain: Explain
    operation: Callable[[str], Operation[Context]] = operation

    def operations(self, plan: Plan) -> tuple[Operation[Context], ...]:
        """Give a plan's operations, in its order. Raises KeyError where one is unknown."""
        return tuple(self.operation(key) for key in plan.operations)

    @property
    def find_connection(self) -> FindConnection:
        """Give how the list is asked for a connection."""
        return self.store.connections.find

    async def material(self, provider_id: str) -> Material:
        """Read a provider and its template. Raises WizardError."""
        provider = await self.catalogue.definition(provider_id)
        text = await self.catalogue.template_text(provider_id)
        template = await self.catalogue.read_template(text)
        return Material(provider, text, tuple(template.capabilities))

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
            previous=previous,
            remembered=partial(self.store.steps.noted_since_connected, request.connection_id),
        )
