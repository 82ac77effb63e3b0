"""A bench for a service whose StackSets belong to no stack."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.end_to_end.operations.bench import Bench
from wizard.model.connection import ConnectRequest
from wizard.model.plan import FindingKind, Outcome, RunKind
from wizard.model.targets import Selection, compute_targets
from wizard.operations.context import Context
from wizard.operations.plans import plan_for
from wizard.operations.registry import operation
from wizard.providers.catalogue import ProviderCatalogue

PROVIDER = "datadog"
KEYS = {"api-key": "0123456789abcdef" * 2, "app-key": "0123456789abcdef0123" * 2}


class OwnStackSets:
    """Connects, changes and removes, operation after operation, as the plans say."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        catalogue = ProviderCatalogue()
        bench.provider = catalogue.load(PROVIDER)
        bench.template = catalogue.template_text(PROVIDER)
        self.cloudformation: Any = bench.embedded.client("cloudformation")

    def request(self, selection: Selection | None = None, **settings: str) -> ConnectRequest:
        tree = self.bench.tree
        chosen = selection or Selection.whole(tree.identity.root_id)
        typed = {"site": "datadoghq.eu", "role-name": "DatadogIntegrationRole", **settings}
        return replace(
            self.bench.request(chosen),
            provider_id=PROVIDER,
            targets=compute_targets(tree, chosen),
            names=self.bench.provider.connection_names(typed),
            settings=typed,
        )

    def context(self, request: ConnectRequest, name: str, previous: ConnectRequest | None = None) -> Context:
        return replace(self.bench.context(request, name), secrets=KEYS, previous=previous)

    async def perform(self, kind: RunKind, request: ConnectRequest, previous: ConnectRequest | None = None) -> Outcome:
        """Do every operation of a kind of run; gives the first outcome that is not "done"."""
        for name in plan_for(kind, request, self.bench.provider, "r-1").operations:
            context, one = self.context(request, name, previous), operation(name)
            finding = await one.look(context)
            assert finding.kind is not FindingKind.IN_THE_WAY, finding
            if finding.kind is FindingKind.NEEDED:
                outcome = await one.run(context, self.bench.take)
                if outcome != Outcome.done():
                    return outcome
        return Outcome.done()

    def described(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.cloudformation.describe_stack_set(StackSetName=name)["StackSet"]
        return found

    def names(self) -> set[str]:
        active = self.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"]
        return {one["StackSetName"] for one in active}

    def operations_of(self, name: str) -> list[str]:
        found = self.cloudformation.list_stack_set_operations(StackSetName=name)["Summaries"]
        return [one["Action"] for one in found]

    def with_role(self) -> set[str]:
        return self.bench.accounts_with_role("DatadogIntegrationRole")
