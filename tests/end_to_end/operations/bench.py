"""Connects an organization of the embedded AWS by the product's operations, without runner and window."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from tests.embedded_aws import EmbeddedAws
from wizard.aws import organizations
from wizard.aws.access import AwsAccess
from wizard.diagnosis.classifier import Classifier
from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.organization import OrganizationTree
from wizard.model.plan import FindingKind, Outcome
from wizard.model.progress import AccountChanged, AccountResult, Fact, ResourceChanged
from wizard.model.targets import Selection, compute_targets
from wizard.operations.checks.subject import CheckSubject
from wizard.operations.context import Context
from wizard.operations.registry import operation
from wizard.providers.catalogue import ProviderCatalogue

EXTERNAL_ID = "0123456789abcdef0123456789abcdef"
SPEED = 50
"""The embedded AWS lives faster than the clock on the wall, so the product waits less too."""


def scenario(name: str) -> pytest.MarkDecorator:
    """Mark a test to run in this scenario of the embedded AWS instead of "happy"."""
    return pytest.mark.parametrize("embedded", [name], indirect=True)


class FastClock:
    """Time that runs faster than on the wall, as it does in the embedded AWS."""

    def __init__(self) -> None:
        self._began = datetime.now(UTC)

    def now(self) -> datetime:
        return self._began + (datetime.now(UTC) - self._began) * SPEED

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / SPEED)


class MemoryJournal:
    """Tokens and notes of one operation."""

    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._tokens: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._count = 0
        self.stopped = False

    async def token(self, step: str) -> str:
        return self._tokens[step] if step in self._tokens else await self.fresh_token(step)

    async def fresh_token(self, step: str) -> str:
        self._count += 1
        self._tokens[step] = f"{self._run_id}-{step.replace(':', '-')}-{self._count}"
        return self._tokens[step]

    async def note(self, step: str, value: str) -> None:
        self._notes[step] = value

    async def noted(self, step: str) -> str | None:
        return self._notes.get(step)

    def cancelled(self) -> bool:
        return self.stopped


@cache
def _classifier() -> Classifier:
    return Classifier.load()


def explain(failure: RawFailure) -> Diagnosis:
    """The product's own judgement."""
    return _classifier().diagnose(failure)


async def nothing_listed(_provider_id: str, _root_id: str) -> Connection | None:
    return None


@dataclass
class Bench:
    """One organization, and what the product does with it."""

    access: AwsAccess
    embedded: EmbeddedAws
    tree: OrganizationTree
    opened_anew: Callable[[], AwsAccess]
    """Gives access with the keys that the environment holds now."""
    facts: list[Fact] = field(default_factory=list)
    journals: dict[str, MemoryJournal] = field(default_factory=dict)
    stop_at: str = ""
    """Logical ID of the resource at whose first news the person presses "Stop"."""
    stops: str = "stack"
    """Key of the operation that is stopped then."""

    def __post_init__(self) -> None:
        catalogue = ProviderCatalogue()
        self.provider = catalogue.load("cloud-entitlements")
        self.template = catalogue.template_text("cloud-entitlements")
        self.clock = FastClock()

    @classmethod
    async def open(cls, opened_anew: Callable[[], AwsAccess], embedded: EmbeddedAws) -> "Bench":
        access = opened_anew()
        return cls(access, embedded, await organizations.read_tree(access), opened_anew)

    def unit(self, name: str) -> str:
        """The ID of an organizational unit."""
        return next(one.ou_id for one in self.tree.units.values() if one.name == name)

    def account(self, name: str) -> str:
        """The ID of an account."""
        return next(one.account_id for one in self.tree.accounts.values() if one.name == name)

    def request(self, selection: Selection | None = None, connection_id: str = "c-1") -> ConnectRequest:
        chosen = selection or Selection.whole(self.tree.identity.root_id)
        settings = {
            "trusted-principal": self.embedded.exports["VENDOR_PRINCIPAL"],
            "external-id": EXTERNAL_ID,
            "role-name": "CloudEntitlementsReadOnly",
        }
        return ConnectRequest(
            connection_id=connection_id,
            provider_id="cloud-entitlements",
            profile="",
            region="us-east-1",
            partition="aws",
            identity=self.tree.identity,
            selection=chosen,
            targets=compute_targets(self.tree, chosen),
            names=self.provider.connection_names(settings),
            settings=settings,
            account_names={one.account_id: one.name for one in self.tree.accounts.values()},
        )

    def context(self, request: ConnectRequest, name: str) -> Context:
        journal = self.journals.setdefault(name, MemoryJournal(f"run-{name}"))
        return Context(request, self.provider, self.template, self.access, journal, self.clock, explain)

    def subject(self, request: ConnectRequest) -> CheckSubject:
        return CheckSubject(self.access, request, self.provider, nothing_listed, self.clock)

    async def perform(self, request: ConnectRequest, name: str) -> Outcome:
        """Look, and run where it is needed."""
        context, one = self.context(request, name), operation(name)
        finding = await one.look(context)
        if finding.kind is FindingKind.DONE:
            return Outcome.done()
        assert finding.kind is FindingKind.NEEDED, finding
        return await one.run(context, self.take)

    def take(self, fact: Fact) -> None:
        """Take a fact as the window would."""
        self.facts.append(fact)
        if isinstance(fact, ResourceChanged) and fact.logical_id == self.stop_at:
            self.journals[self.stops].stopped = True

    async def connect(self, request: ConnectRequest) -> dict[str, Outcome]:
        """Perform the provider's operations until one does not get done."""
        outcomes: dict[str, Outcome] = {}
        for name in self.provider.operations:
            outcomes[name] = await self.perform(request, name)
            if outcomes[name] != Outcome.done():
                break
        return outcomes

    @property
    def accounts(self) -> dict[str, AccountResult]:
        """The last word on each account."""
        return {one.result.account_id: one.result for one in self.facts if isinstance(one, AccountChanged)}

    def accounts_with_role(self, name: str = "CloudEntitlementsReadOnly") -> set[str]:
        """The accounts in which the role exists, asked of the embedded AWS itself and not of the product."""
        management = self.tree.identity.management_account_id
        found = set()
        for account in self.tree.accounts.values():
            if account.active:
                iam: Any = (
                    self.embedded.client("iam")
                    if account.account_id == management
                    else self.embedded.in_member(account.account_id, "iam")
                )
                pages = iam.get_paginator("list_roles").paginate()
                if any(role["RoleName"] == name for page in pages for role in page["Roles"]):
                    found.add(account.account_id)
        return found

    def row(self, request: ConnectRequest) -> Connection:
        """The connection as the list has it."""
        return Connection(
            connection_id=request.connection_id,
            provider_id=request.provider_id,
            provider_name=self.provider.name,
            identity=request.identity,
            profile="",
            region=request.region,
            partition=request.partition,
            phase=Phase.CONNECTING,
            status=Status.UNKNOWN,
            names=request.names,
            selection=request.selection,
            settings=request.settings,
            role_arn="",
            health=Health(),
            created_at=datetime.now(UTC),
        )
